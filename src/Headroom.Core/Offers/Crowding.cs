using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>What a sale would take from others, and, where it is refused, what of it only quotes and options stand in the way of.</summary>
/// <param name="Own">The own products that run in the pool or its class, or filed a need of it for a time of the term, and so bear the risk.</param>
/// <param name="Quotes">Open quotes that could be signed now and could not once this is.</param>
/// <param name="HeldBy">Open quotes that hold capacity which it would need; it would fit if they went.</param>
/// <param name="Options">Contracts whose right to extend keeps capacity which it would need; it would fit if those lapsed.</param>
public sealed record Crowding(ImmutableArray<Slug> Own, ImmutableArray<Slug> Quotes, ImmutableArray<Slug> HeldBy, ImmutableArray<Slug> Options)
{
    /// <summary>The most open quotes that are tried.</summary>
    const int MostQuotes = 100;

    internal static Crowding Of(Standing standing, Contract contract, Pool pool, Refusal? why)
    {
        var (book, now) = (standing.Book, standing.Now);
        ImmutableArray<Slug> own = [.. RunningIn(book, pool).Concat(Filed(book, contract.Terms, pool)).Distinct()];
        var open = book.Quotes.Values.Where(quote => quote.IsOpen(now) && book.Sells(quote.Latest.Terms)).Take(MostQuotes).ToList();
        if (why is null)
            return new(own, [.. open.Where(quote => !quote.Latest.Holds).Where(quote => IsCrowded(standing, contract, quote)).Select(quote => quote.Contract)], [], []);
        if (Acceptance.Test(new CapacityPicture(book, now), contract, now) is not null) return new(own, [], [], []);
        return new(own, [],
            [.. open.Where(quote => quote.Latest.Holds && quote.Latest.AsContract.Capacity.Any(commitment => commitment.Pool == pool.Id)).Select(quote => quote.Contract)],
            [.. book.Optioned.Where(id => book.Contracts[id].Capacity.Any(commitment => commitment.Pool == pool.Id))]);
    }

    static IEnumerable<Slug> RunningIn(Book book, Pool pool) => book.Demand
        .Where(demand => demand.Value.Runs is var runs && runs.Changes.Select(runs.At).Append(runs.At(Instant.MinValue)).Any(home => home == pool.Id || home == pool.Class))
        .Select(demand => demand.Key);

    static IEnumerable<Slug> Filed(Book book, Terms terms, Pool pool) => book.Needs.Values
        .Where(need => (need.Home == pool.Id || need.Home == pool.Class) && need.Steps[0].From < terms.End && need.Through >= terms.From).Select(need => need.Product);

    static bool IsCrowded(Standing standing, Contract contract, Quote quote) =>
        Acceptance.Test(standing.Picture, quote.Latest.AsContract, standing.Now) is null
        && Acceptance.Test(standing.Picture.Beside(standing.Picture.Book.WithContract(contract)), quote.Latest.AsContract, standing.Now) is not null;
}
