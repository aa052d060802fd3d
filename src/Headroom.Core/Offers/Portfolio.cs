using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// Which of several offers to take when not all fit: those of the greatest value together that pass both tests of a sale beside each other. Found by branch and bound over
/// linear limits that any acceptable selection keeps; a selection that the tests refuse all the same is excluded by a limit of its own and
/// the search goes on. So the bound holds for the tests themselves.
/// </summary>
/// <param name="Taken">The offers to take, in the order given.</param>
/// <param name="LeftOut">The others, each with the reason.</param>
/// <param name="Value">What the taken ones are worth together.</param>
/// <param name="Bound">What no acceptable selection exceeds.</param>
/// <param name="IsProved">Whether the search ended: no other selection is worth more.</param>
/// <param name="Steps">Steps of the search.</param>
public sealed record Portfolio(ImmutableArray<Offer> Taken, ImmutableArray<LeftOut> LeftOut, decimal Value, decimal Bound, bool IsProved, long Steps)
{
    /// <summary>The most offers to choose from.</summary>
    public const int MostOffers = Packing.MostThings;

    /// <summary>By how much a better selection could be better at most.</summary>
    public decimal Gap => Bound - Value;

    /// <summary>Chooses among terms that could be signed in a book; a refusal names the offer that is none.</summary>
    /// <param name="offers">1 to <see cref="MostOffers"/>, each with terms, all in one currency, none signed yet.</param>
    /// <param name="steps">Steps of the search, which stand for time: the answer is the same on every machine.</param>
    public static (Portfolio? Portfolio, Refusal? Refusal) Of(Book book, ImmutableArray<Offer> offers, Instant now, long steps = Packing.UsualSteps)
    {
        if (Refuse(book, offers, now) is { } refusal) return (null, refusal);
        // A quote that is offered here must not stand in its own way.
        var others = book with { Quotes = book.Quotes.RemoveRange(offers.Select(offer => offer.Id)) };
        var standing = new CapacityPicture(others.Holding(now), now);
        var contracts = offers.Select(offer => offer.AsContract!).ToImmutableArray();
        Refusal? Test(int thing, IReadOnlyCollection<int> beside) =>
            Acceptance.Test(standing.Beside(beside.Aggregate(standing.Book, (all, other) => all.WithContract(contracts[other]))), contracts[thing], now);
        return (new Choosing(offers, PortfolioLimits.Of(standing, contracts, now), Test, steps).Choose(), null);
    }

    /// <summary>Chooses among offers that need stated room period by period, without a book.</summary>
    /// <param name="offers">1 to <see cref="MostOffers"/>, each with its uses, as many as there are periods.</param>
    /// <param name="room">What there is in each period, not negative.</param>
    public static Portfolio Within(ImmutableArray<Offer> offers, ImmutableArray<long> room, long steps = Packing.UsualSteps)
    {
        Refusal? Test(int thing, IReadOnlyCollection<int> beside)
        {
            var period = Enumerable.Range(0, room.Length).FirstOrDefault(period => offers[thing].Uses[period] + beside.Sum(other => offers[other].Uses[period]) > room[period], -1);
            if (period < 0) return null;
            var shortBy = offers[thing].Uses[period] + beside.Sum(other => offers[other].Uses[period]) - room[period];
            return new Refusal(RefusalCode.Oversold, $"room[{period}]", $"Period {period} is short by {shortBy}.").With("period", period).With("short_by", shortBy);
        }
        return new Choosing(offers, [.. room.Select((most, period) => new Limit([.. offers.Select(offer => offer.Uses[period])], most))], Test, steps).Choose();
    }

    static Refusal? Refuse(Book book, ImmutableArray<Offer> offers, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (Check.Range(offers.Length, 1, MostOffers, "offers", "offers") is { } count) return count;
        for (var i = 0; i < offers.Length; i++)
        {
            var terms = offers[i].Terms!;
            var faults = TermsChecks.All(book, terms).Append(Check.New(book.Contracts, terms.Contract, "contract", "contract"))
                .Append(book.Sells(terms) ? null : new Refusal(RefusalCode.InvalidTerms, "seller", "Under these terms we buy; a portfolio is of what we sell."))
                .Append(terms.Through >= terms.Calendar.DateOf(now) ? null
                    : new Refusal(RefusalCode.DatesUpsideDown, "term.through",
                        $"{Check.Text(terms.Through)} is past: today is {Check.Text(terms.Calendar.DateOf(now))}, and what is past cannot be sold."))
                .Append(terms.Currency == offers[0].Terms!.Currency ? null
                    : new Refusal(RefusalCode.UnknownUnit, "currency",
                        $"'{terms.Contract}' is in {terms.Currency} and '{offers[0].Id}' in {offers[0].Terms!.Currency}; offers of one currency can be compared."))
                .Append(offers.Take(i).Any(other => other.Id == offers[i].Id)
                    ? new Refusal(RefusalCode.AlreadyExists, "contract", $"There are two offers '{offers[i].Id}'.") : null);
            if (faults.OfType<Refusal>().OrderBy(fault => fault.Code).FirstOrDefault() is { } fault) return fault.Under($"offers[{i}]");
        }
        return null;
    }
}

/// <summary>One offer to choose from.</summary>
/// <param name="Id">The id that its contract would bear.</param>
/// <param name="Value">What we have with it above what we have without it, in the currency of the offers; may be negative.</param>
/// <param name="Group">Of offers with the same word at most one is taken: other terms for the same customer. Null for none.</param>
public sealed record Offer(Slug Id, decimal Value, string? Group)
{
    /// <summary>Its terms; null where room is stated instead.</summary>
    public Terms? Terms { get; init; }

    /// <summary>What it needs in each period, where room is stated.</summary>
    public ImmutableArray<long> Uses { get; init; } = [];

    /// <summary>The contract that it would be.</summary>
    public Contract? AsContract => Terms is { } terms ? new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)]) : null;
}

/// <summary>An offer that is not taken, and why.</summary>
/// <param name="Why">What kind of reason.</param>
/// <param name="Refusal">What the test of a sale says: alone, or beside those in the way.</param>
/// <param name="InTheWay">The taken offers beside which it does not fit; no fewer of them would do to keep it out.</param>
/// <param name="WouldNeed">The value below which it would certainly not be taken; null when no value would do or it was not looked for.</param>
public sealed record LeftOut(Offer Offer, LeftOutWhy Why, Refusal? Refusal, ImmutableArray<Slug> InTheWay, decimal? WouldNeed);

/// <summary>Why an offer is left out.</summary>
public enum LeftOutWhy
{
    /// <summary>It would be refused even with none of the others.</summary>
    RefusedAlone,
    /// <summary>It is worth nothing or less.</summary>
    WorthNothing,
    /// <summary>Another of its group is taken.</summary>
    Alternative,
    /// <summary>It does not fit beside those that are taken.</summary>
    DoesNotFit,
}
