using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What each clause of terms that are offered is worth, by difference: the terms as they stand less the same terms without it. Differences need not add up, since rights work on each
/// other; what is left over is told.
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

    /// <summary>The prices, or why there are none.</summary>
    /// <param name="outlook">The market; null for what is assumed when nobody has stated one.</param>
    public static (ClausePrices? Prices, Refusal? Refusal) Of(Book book, Terms terms, Instant now, Outlook? outlook)
    {
        if (Refuse(book, terms) is { } refusal) return (null, refusal);
        var standing = new Standing(book, now, except: terms.Contract);
        var at = LocalDate.Max(standing.Today, terms.From);
        if (at > terms.Through) return (null, new(RefusalCode.DatesUpsideDown, "term", $"The term ended on {terms.Through:R}; today is {standing.Today:R}."));
        var whole = ContractOf(terms);
        outlook ??= Outlook.Assumed(Subject.HighestMonth(whole, at), terms.Currency);
        var agreed = OfferFigures.Of(standing, whole, at, outlook);
        var prices = Clause.Of(terms).Select(clause => PriceOf(clause, Clause.Without(terms, [clause]))).ToImmutableArray();
        var bare = OfferFigures.Of(standing, ContractOf(Separable(terms, [.. prices.Where(price => price.Without is not null).Select(price => price.Clause)])), at, outlook);
        return (new(terms, at, outlook, agreed, bare, prices, Worth.SubjectOf(whole, at, outlook).Refusal), null);

        ClausePrice PriceOf(Clause clause, Terms without) => without.Check().FirstOrDefault() is { } fault
            ? new(clause, agreed, null, fault) : new(clause, agreed, OfferFigures.Of(standing, ContractOf(without), at, outlook), null) { AtMost = terms.Legs[clause.Leg] is Sla sla ? sla.MostCredited(terms) : null };
    }

    /// <summary>The terms without as many of the clauses, in their order, as can be left out together.</summary>
    static Terms Separable(Terms terms, ImmutableArray<Clause> clauses)
    {
        var separable = clauses.Aggregate(ImmutableArray<Clause>.Empty, (left, clause) => Clause.Without(terms, left.Add(clause)).Check().Any() ? left : left.Add(clause));
        return Clause.Without(terms, separable);
    }

    static Refusal? Refuse(Book book, Terms terms) =>
        terms.Check().FirstOrDefault() is { } fault ? fault
        : book.Contracts.ContainsKey(terms.Contract) ? new(RefusalCode.AlreadyExists, "contract", $"'{terms.Contract}' is signed, so its clauses are not for sale any more; see what it is worth instead.")
        : !book.Sells(terms) ? new(RefusalCode.InvalidTerms, "seller", $"Clauses are priced of what '{book.Owner}' sells; under these terms it buys.")
        : terms.Pools.Where(pool => !book.Fleet.Pools.ContainsKey(pool)).Select(pool => new Refusal(RefusalCode.NotFound, "legs", $"There is no pool '{pool}'; there are {string.Join(", ", book.Fleet.Pools.Keys.Take(8))}.")).FirstOrDefault();

    static Contract ContractOf(Terms terms) => new(terms.Contract, [new TermsVersion(terms.From, terms, null)]);
}

/// <summary>What one clause is worth.</summary>
/// <param name="Agreed">The terms with it.</param>
/// <param name="Without">The terms without it; null when they cannot stand without it.</param>
/// <param name="Inseparable">Why they cannot, or null.</param>
public sealed record ClausePrice(Clause Clause, OfferFigures Agreed, OfferFigures? Without, Refusal? Inseparable)
{
    /// <summary>The most that it can cost over the stated term, where it says so itself; else null.</summary>
    public decimal? AtMost { get; init; }

    /// <summary>What it adds to our value, negative when it costs us; null without a valuation.</summary>
    public decimal? ToSeller => Agreed.Seller - Without?.Seller;

    /// <summary>What it saves the buyer, negative when it costs it.</summary>
    public decimal? ToBuyer => Without?.BuyerCost - Agreed.BuyerCost;

    /// <summary>What it adds to the fees of the stated term.</summary>
    public decimal? Stated => Agreed.Stated - Without?.Stated;

    /// <summary>What it adds to the fees that are enforceable.</summary>
    public decimal? Enforceable => Agreed.Enforceable - Without?.Enforceable;

    /// <summary>What it adds to the risk that own products fall short, joint.</summary>
    public decimal? Joint => Agreed.Joint - Without?.Joint;

    /// <summary>Whether nothing that is computed here depends on it: it counts only once something happens.</summary>
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
