using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What each clause of terms that are offered is worth, by difference: the terms as they stand less the same terms without it. Differences need not add up, since rights work on
/// each other; what is left over is told.
/// </summary>
/// <param name="At">The date from which values are seen.</param>
/// <param name="Agreed">The terms as they stand.</param>
/// <param name="Bare">The terms without any of the clauses that can be left out alone.</param>
/// <param name="Unvalued">Why a valuation of the terms is not to be had; null when it is.</param>
public sealed record ClausePrices(Terms Terms, LocalDate At, Outlook Outlook, OfferFigures Agreed, OfferFigures Bare, ImmutableArray<ClausePrice> Clauses, Refusal? Unvalued)
{
    /// <summary>What the values to the seller of all clauses together are beyond their sum; null without values.</summary>
    public decimal? Interaction => Agreed.Seller - Bare.Seller - Clauses.Sum(clause => clause.ToSeller ?? 0);

    /// <summary>The same of the values to the buyer.</summary>
    public decimal? BuyersInteraction => Bare.BuyerCost - Agreed.BuyerCost - Clauses.Sum(clause => clause.ToBuyer ?? 0);

    /// <summary>What the book assumes of the indices that clauses follow, with its range.</summary>
    public ImmutableArray<Assumption> Indices { get; private init; } = [];

    /// <summary>The prices, or why there are none.</summary>
    /// <param name="outlook">The market; null for what is assumed when nobody has stated one.</param>
    public static (ClausePrices? Prices, Refusal? Refusal) Of(Book book, Terms terms, Instant now, Outlook? outlook)
    {
        if (Refuse(book, terms) is { } refusal) return (null, refusal);
        var standing = new Standing(book, now, except: terms.Contract);
        var at = LocalDate.Max(standing.Today, terms.From);
        if (at > terms.Through) return (null, new(RefusalCode.DatesUpsideDown, "term", $"The term ended on {terms.Through:R}; today is {standing.Today:R}."));
        var (whole, missing) = (ContractOf(terms, book.Indices), IndexOutlook.Missing(book, terms).ToList());
        outlook ??= Outlook.Assumed(Subject.HighestMonth(whole, at), terms.Currency);
        Func<Terms, OfferFigures> Under(Func<Assumption, decimal> changing)
        {
            var indices = IndexOutlook.Of(book, terms, changing);
            return offered => OfferFigures.Of(standing, ContractOf(offered, indices), at, outlook);
        }
        var (expected, low, high) = (Under(assumed => assumed.Value), Under(assumed => assumed.Low), Under(assumed => assumed.High));
        var (agreed, unvalued) = (expected(terms), Worth.SubjectOf(whole, at, outlook).Refusal);
        var prices = Clause.Of(terms).Select(PriceOf).ToImmutableArray();
        var bare = expected(Separable(terms, [.. prices.Where(price => price.Without is not null).Select(price => price.Clause)]));
        return (new(terms, at, outlook, agreed, bare, prices, unvalued) { Indices = IndexOutlook.Assumptions(book, terms) }, null);

        ClausePrice PriceOf(Clause clause)
        {
            var (leg, without) = (terms.Legs[clause.Leg], Clause.Without(terms, [clause]));
            if (without.Check().FirstOrDefault() is { } fault) return new(clause, agreed, null, fault);
            var price = new ClausePrice(clause, agreed, expected(without), null) { AtMost = leg is Sla sla ? sla.MostCredited(terms) : null };
            var reason = leg.Indices.FirstOrDefault(missing.Contains) is { } index ? Unpriced.NoIndex(index) : price.IsSilent ? Unpriced.Why(leg) : unvalued?.Says;
            return price with
            {
                Unpriced = reason,
                Range = leg.Indices.Any() && missing.Count == 0 ? (low(terms).Seller - low(without).Seller, high(terms).Seller - high(without).Seller) : null
            };
        }
    }

    /// <summary>The terms without as many of the clauses, in their order, as can be left out together.</summary>
    static Terms Separable(Terms terms, ImmutableArray<Clause> clauses)
    {
        var separable = clauses.Aggregate(ImmutableArray<Clause>.Empty, (left, clause) => Clause.Without(terms, left.Add(clause)).Check().Any() ? left : left.Add(clause));
        return Clause.Without(terms, separable);
    }

    static Refusal? Refuse(Book book, Terms terms) =>
        terms.Check().FirstOrDefault() is { } fault ? fault
        : book.Contracts.ContainsKey(terms.Contract)
        ? new(RefusalCode.AlreadyExists, "contract", $"'{terms.Contract}' is signed, so its clauses are not for sale any more; see what it is worth instead.")
        : !book.Sells(terms) ? new(RefusalCode.InvalidTerms, "seller", $"Clauses are priced of what '{book.Owner}' sells; under these terms it buys.")
        : terms.Pools.Where(pool => !book.Fleet.Pools.ContainsKey(pool))
        .Select(pool => new Refusal(RefusalCode.NotFound, "legs", $"There is no pool '{pool}'; there are {string.Join(", ", book.Fleet.Pools.Keys.Take(8))}.")).FirstOrDefault();

    static Contract ContractOf(Terms terms, ImmutableDictionary<(string Index, YearMonth Month), decimal> indices) =>
        new(terms.Contract, [new TermsVersion(terms.From, terms, null)]) { Indices = indices };
}

/// <summary>What one clause is worth.</summary>
/// <param name="Agreed">The terms with it.</param>
/// <param name="Without">The terms without it; null when they cannot stand without it.</param>
/// <param name="Inseparable">Why they cannot, or null.</param>
public sealed record ClausePrice(Clause Clause, OfferFigures Agreed, OfferFigures? Without, Refusal? Inseparable)
{
    /// <summary>The most that it can cost over the stated term, where it says so itself; else null.</summary>
    public decimal? AtMost { get; init; }

    /// <summary>Why it has no price, or not a whole one, in a sentence without a full stop; null when it has.</summary>
    public string? Unpriced { get; init; }

    /// <summary>What it adds to our value at the low and at the high end of what is assumed of the index that it follows; null of a clause that follows none.</summary>
    public (decimal? Low, decimal? High)? Range { get; init; }

    /// <summary>What it adds to our value, negative when it costs us; null without a valuation, and of what counts only once something happens.</summary>
    public decimal? ToSeller => IsUnforeseen ? null : Agreed.Seller - Without?.Seller;

    /// <summary>What it saves the buyer, negative when it costs it; null as above.</summary>
    public decimal? ToBuyer => IsUnforeseen ? null : Without?.BuyerCost - Agreed.BuyerCost;

    /// <summary>What it adds to the fees of the stated term.</summary>
    public decimal? Stated => Agreed.Stated - Without?.Stated;

    /// <summary>What it adds to the fees that are enforceable.</summary>
    public decimal? Enforceable => Agreed.Enforceable - Without?.Enforceable;

    /// <summary>What it adds to the risk that own products fall short, joint.</summary>
    public decimal? Joint => Agreed.Joint - Without?.Joint;

    /// <summary>Whether it counts only once something happens that is not foreseen here.</summary>
    public bool IsUnforeseen => IsSilent && Unpriced is not null;

    /// <summary>Whether nothing that is computed here depends on it.</summary>
    public bool IsSilent => Without is { } without && Agreed with { Refusal = null } == without with { Refusal = null } && (Agreed.Refusal is null) == (without.Refusal is null);
}

/// <summary>What terms come to for whoever decides on an offer.</summary>
/// <param name="Seller">What they are worth to us under the outlook, with both sides' rights to leave; null when they cannot be valued.</param>
/// <param name="BuyerCost">What they cost the buyer, the market after them included.</param>
/// <param name="Stated">Fees of the stated term from now on.</param>
/// <param name="Enforceable">Fees that are enforceable.</param>
/// <param name="Joint">The probability that own products of any of the pools fall short at any time until it can be recalled.</param>
/// <param name="Refusal">Why they could not be signed now, or null.</param>
public sealed record OfferFigures(decimal? Seller, decimal? BuyerCost, decimal Stated, decimal Enforceable, decimal Joint, Refusal? Refusal)
{
    internal static OfferFigures Of(Standing standing, Contract contract, LocalDate at, Outlook outlook)
    {
        var (subject, refusal) = Worth.SubjectOf(contract, at, outlook);
        Payoff? value = refusal is null ? Worth.Solved(subject!.Game).Value + FurtherRights.Of(subject, contract) : null;
        var backlog = Backlog.Of(contract, standing.Today.PlusDays(-1));
        return new(value is { } known ? subject!.InCurrency(known.Seller) : null, value is { } paid ? subject!.InCurrency(paid.Buyer) : null, backlog.Stated, backlog.Enforceable,
            contract.Terms.Pools.Select(pool => OwnRisk.JointOf(standing, contract, standing.Book.Fleet.Pools[pool])).DefaultIfEmpty(0).Max(),
            Acceptance.Test(standing.Picture, contract, standing.Now));
    }
}
