using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The quotes that could be signed at an instant, whether each of them would be accepted alone, and where supply or power would not do if
/// all of them were signed together: the reason to hold, to shorten or to withdraw one.
/// </summary>
/// <param name="Fitting">Each open quote, with why signing it now would be refused (null when it would not) and what it would cost with holders of most-favoured prices.</param>
/// <param name="Together">What all of them together oversubscribe.</param>
public sealed record OpenQuotes(ImmutableArray<(Quote Quote, Refusal? Refusal, ImmutableArray<FavouredCost> Favoured)> Fitting, ImmutableArray<Oversubscription> Together)
{
    public static OpenQuotes Of(Book book, Instant now)
    {
        var open = book.Quotes.Values.Where(quote => quote.IsOpen(now)).ToList();
        var sold = open.Where(quote => book.Sells(quote.Latest.Terms)).ToList();
        return new(
            [.. open.Select(quote =>
                (quote, FirstRefusals.Against(book, quote.Latest.Terms, now) ?? (book.Sells(quote.Latest.Terms) ? Acceptance.Test(book, quote.Latest.AsContract, now) : null),
                FavouredCost.Of(book, quote.Latest.Terms, now).ToImmutableArray()))],
            [.. sold.Count == 0 ? [] : Oversubscription.Of(sold.Aggregate(book, (all, quote) => all.WithContract(quote.Latest.AsContract)), sold, now)]);
    }
}

/// <summary>A stretch of time in which commitments and open quotes together need more than there is, in one pool or at one node.</summary>
/// <param name="Where">The pool, or the node with its power limit.</param>
/// <param name="From">The first date that is short, in the zone of the pool's or node's site.</param>
/// <param name="Through">The last date that is short.</param>
/// <param name="ShortBy">By how much at its worst, in <paramref name="Unit"/>.</param>
/// <param name="Unit">GPUs or kW.</param>
/// <param name="Quotes">The open quotes that reserve something there in that time.</param>
public sealed record Oversubscription(Slug Where, LocalDate From, LocalDate Through, decimal ShortBy, string Unit, ImmutableArray<Slug> Quotes)
{
    /// <summary>Far enough for every term: capacity after it is not looked at.</summary>
    static readonly Duration Horizon = Duration.FromDays(366 * (Terms.MostYears + 2));

    internal static IEnumerable<Oversubscription> Of(Book all, IReadOnlyList<Quote> quotes, Instant now)
    {
        var (window, picture) = (new Window(now, now + Horizon), new CapacityPicture(all, Instant.MinValue));
        var pools = quotes.SelectMany(quote => quote.Latest.Terms.Pools).Distinct().Select(id => all.Fleet.Pools[id]).ToList();
        foreach (var pool in pools)
            foreach (var (at, shortBy) in Below(Acceptance.Slack(all, pool), window))
                yield return new(pool.Id, all.Fleet.CalendarOf(pool).DateOf(at.From), LastOf(at, all.Fleet.CalendarOf(pool)), shortBy, "GPUs", Needing(quotes, [pool.Id], at));
        foreach (var site in pools.SelectMany(pool => all.Fleet.PathToRoot(pool)).Where(site => site.Limit is not null).DistinctBy(site => site.Id))
        {
            var (under, calendar) = (all.Fleet.PoolsUnder(site).ToList(), Calendar.In(site.Zone) ?? all.Calendar);
            foreach (var (at, shortBy) in Below(picture.FreePower(site), window))
                yield return new(site.Id, calendar.DateOf(at.From), LastOf(at, calendar), shortBy, "kW", Needing(quotes, [.. under.Select(pool => pool.Id)], at));
        }
    }

    static LocalDate LastOf(Window at, Calendar calendar) => calendar.DateOf(at.End - Duration.Epsilon);

    /// <summary>The stretches below zero, adjoining ones as one, each with its worst.</summary>
    static IEnumerable<(Window At, decimal Short)> Below(Timeline<Rational> slack, Window window)
    {
        (Window At, decimal Short)? open = null;
        foreach (var piece in slack.Pieces(window))
        {
            if (piece.Value < Rational.Zero)
            {
                var shortBy = (-piece.Value).ToDecimal();
                open = open is { } before ? (new Window(before.At.From, piece.Window.End), Math.Max(before.Short, shortBy)) : (piece.Window, shortBy);
            }
            else if (open is { } ended)
            {
                yield return ended;
                open = null;
            }
        }
        if (open is { } last) yield return last;
    }

    static ImmutableArray<Slug> Needing(IReadOnlyList<Quote> quotes, IReadOnlyList<Slug> pools, Window at) =>
    [
        .. quotes.Where(quote => quote.Latest.AsContract.Capacity.Any(commitment => pools.Contains(commitment.Pool)
            && commitment.Gpus.Pieces(at).Any(piece => piece.Value > Gpus.Zero))).Select(quote => quote.Contract),
    ];
}
