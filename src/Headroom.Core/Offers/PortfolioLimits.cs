using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// Linear limits that every selection of offers keeps which passes the tests of a sale: GPUs and power while anything is reserved or handed over, and, while an offer
/// cannot be recalled yet, what own products leave free with the accepted risk. What is asked for a whole horizon at once is asked here
/// piece by piece, which is less; the tests themselves have the last word.
/// </summary>
static class PortfolioLimits
{
    /// <summary>Pieces of a pool's time in which own products are looked at.</summary>
    const int MostPieces = 400;

    const int WattsOfAKilowatt = 1000;

    internal static ImmutableArray<Limit> Of(CapacityPicture standing, ImmutableArray<Contract> offers, Instant now)
    {
        var (book, needs) = (standing.Book, offers.Select(offer => Needs(standing.Book, offer)).ToList());
        var pools = offers.SelectMany(offer => offer.Terms.Pools).Distinct().Select(id => book.Fleet.Pools[id]).ToList();
        var sites = pools.SelectMany(book.Fleet.PathToRoot).Where(site => site.Limit is not null).DistinctBy(site => site.Id);
        return [.. pools.SelectMany(pool => Counted(book, pool, needs)), .. sites.SelectMany(site => Powered(standing, site, needs)),
            .. pools.SelectMany(pool => Own(standing, pool, offers, needs, now))];
    }

    /// <summary>What an offer would add to the totals of each pool.</summary>
    static Dictionary<Slug, PoolTotals> Needs(Book book, Contract offer) => offer.Capacity.GroupBy(commitment => commitment.Pool).ToDictionary(inPool => inPool.Key,
        inPool => PoolTotals.None.AddSold([.. inPool], book.Fleet.Pools[inPool.Key].Draw, Period.FromDays(book.Policy.HandoverDays), offer.Terms.Calendar, 1));

    static IEnumerable<Limit> Counted(Book book, Pool pool, List<Dictionary<Slug, PoolTotals>> needs)
    {
        var slack = Acceptance.Slack(book, pool);
        var standing = book.TotalsOf(pool.Id).CountedGpus.ToTimeline();
        var uses = needs.Select(need => Gpus(need, pool.Id)).ToList();
        var counted = needs.Select(need => need.GetValueOrDefault(pool.Id, PoolTotals.None).CountedGpus.ToTimeline()).ToList();
        foreach (var at in Starts([slack, standing, .. uses]))
        {
            var held = standing.At(at) > Rational.Zero ? 0 : pool.Spare.Count;
            yield return new([.. uses.Select(use => use.At(at).Floor())], slack.At(at).Floor());
            if (held > 0) yield return new([.. uses.Select((use, i) => counted[i].At(at) > Rational.Zero ? use.At(at).Floor() : 0)], slack.At(at).Floor() - held);
        }
    }

    static IEnumerable<Limit> Powered(CapacityPicture standing, Site site, List<Dictionary<Slug, PoolTotals>> needs)
    {
        var (free, under) = (standing.FreePower(site), standing.Book.Fleet.PoolsUnder(site).Select(pool => pool.Id).ToList());
        var uses = needs.Select(need => under.Select(pool => Power(need, pool)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y))).ToList();
        foreach (var at in Starts([free, .. uses]))
            yield return new([.. uses.Select(use => (use.At(at) * WattsOfAKilowatt).Floor())], -(-free.At(at) * WattsOfAKilowatt).Floor());
    }

    static IEnumerable<Limit> Own(CapacityPicture standing, Pool pool, ImmutableArray<Contract> offers, List<Dictionary<Slug, PoolTotals>> needs, Instant now)
    {
        // A pool sold as it is may draw less than its GPUs would; then only the test knows.
        if (offers.Any(offer => offer.Terms.Pools.Contains(pool.Id) && Acceptance.TakesWhole(offer, pool))) yield break;
        var horizons = offers.Select(offer => offer.Terms.Pools.Contains(pool.Id) ? Acceptance.RecallHorizon(standing.Book, offer, now) : null).ToList();
        var uses = needs.Select(need => Gpus(need, pool.Id)).ToList();
        var cuts = horizons.OfType<Window>().SelectMany(window => new[] { window.From, window.End }).Concat(uses.SelectMany(use => use.Changes)).Distinct().Order()
            .Take(MostPieces + 1).ToList();
        foreach (var (from, end) in cuts.Zip(cuts.Skip(1)))
        {
            var bound = horizons.Select(horizon => horizon is { } window && window.From <= from && end <= window.End).ToList();
            if (!bound.Contains(true)) continue;
            var room = Ensemble.ReachedBy(standing.LeastSellable(pool, new Window(from, end)), 1 - standing.Book.Policy.Risk);
            yield return new([.. uses.Select((use, i) => bound[i] ? use.At(from).Floor() : 0)], room);
        }
    }

    static Timeline<Rational> Gpus(Dictionary<Slug, PoolTotals> need, Slug pool) => Sum(need, pool, totals => totals.Gpus, totals => totals.Handover);

    static Timeline<Rational> Power(Dictionary<Slug, PoolTotals> need, Slug pool) => Sum(need, pool, totals => totals.Kilowatts, totals => totals.HandoverKilowatts);

    static Timeline<Rational> Sum(Dictionary<Slug, PoolTotals> need, Slug pool, Func<PoolTotals, Deltas> served, Func<PoolTotals, Deltas> handedOver)
    {
        var totals = need.GetValueOrDefault(pool, PoolTotals.None);
        return served(totals).ToTimeline().Zip(handedOver(totals).ToTimeline(), (a, b) => a + b);
    }

    /// <summary>The instants from which the first lines together hold one value each.</summary>
    static IEnumerable<Instant> Starts(IEnumerable<Timeline<Rational>> lines) => lines.SelectMany(line => line.Changes).Distinct().Order();
}
