using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Offers;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Inquiries for three years against a book of 1,000 contracts, 50 pools under one power limit and 1,000 paths: one that fits and one that does not, which also gets its nearest
/// deals. Compared with reading every value of the asked pool's paths once. Forecasts are made once per history; what is the same for every inquiry is made once for a position,
/// and its time is told beside.
/// </summary>
public static class Inquiries
{
    const int Pools = 50, Paths = 1_000, Contracts = 1_000;

    public static IEnumerable<Measure> Run()
    {
        var book = Build();
        var now = book.Demand.Values.First().History.End;
        foreach (var demand in book.Demand.Values) _ = demand.Everywhere;
        var window = new Window(now, now + Duration.FromDays(3 * 365));
        var reading = Measure.Seconds(5, () => book.Demand.Values.First().Everywhere.HourSum(window));
        var outlook = new Outlook("bench", Currency.Usd, PriceBasis.GpuHour, new([(null, 2.4m)], -0.2m, 0.3m, 0), null);
        var today = book.Calendar.DateOf(now);
        Inquiry Asking(long gpus) =>
            new(new(gpus, false), today.PlusDays(30), today.PlusDays(30 + 3 * 365), Firmness.Recallable)
            { Pool = Slug.Of("pool-7"), NoticeDays = 90, Fee = new(2.1m, Currency.Usd, PriceBasis.GpuHour) };
        var standing = new Standing(book, now);
        InquiryAnswer Ask(long gpus) => InquiryAnswer.Of(standing, Asking(gpus), outlook).Answer!;
        var fitting = Measure.Seconds(9, () => Ask(800));
        var refused = Measure.Seconds(9, () => Ask(30_000));
        // Last, since a server has answered before when the book moves on.
        var first = Measure.Seconds(9, () => { standing = new Standing(book, now, spread: (count, work) => Parallel.For(0, count, work)); Ask(800); });
        if (!Ask(800).IsDeliverable || Ask(30_000).IsDeliverable) throw new InvalidOperationException("The benchmark no longer asks for one deal that fits and one that does not.");
        yield return new("inquiry that fits / reading every value of its pool once", fitting / reading, 0.2, 200, FormattableString.Invariant($"{fitting * 1000:0.0} ms"));
        yield return new("inquiry that fits, 1000 contracts, 50 pools, 1000 paths: milliseconds (target 100)", fitting * 1000, 0, 100, "");
        yield return new("inquiry refused, with its nearest deals: milliseconds (target 100)", refused * 1000, 0, 100, $"{Ask(30_000).Nearest.Length} near deals");
        yield return new("the first inquiry at a position: milliseconds (target 100)", first * 1000, 0, 100, "with what all later ones share");
    }

    static Book Build()
    {
        var site = new Site(Slug.Of("site"), null, "UTC", Timeline<Kilowatts>.Always(new Kilowatts(2_400_000)));
        var book = Book.Empty.With(
            new Fact(1, Instant.FromUtc(2026, 1, 1, 0, 0), ManyContracts.Owner, new BookOpened(ManyContracts.Owner, true, Calendar.Utc, Calendar.ZoneDataVersion)));
        book = book with { Policy = Policy.Default with { Paths = Paths }, Fleet = book.Fleet with { Sites = book.Fleet.Sites.Add(site.Id, site) } };
        var random = new Random(3);
        for (var i = 0; i < Pools; i++)
        {
            var pool = new Pool(Slug.Of($"pool-{i}"), site.Id, null, new Gpus(8), new PowerDraw(new Kilowatts(14), new Gpus(10)), Gpus.Zero);
            var block = new SupplyBlock(Slug.Of($"block-{i}"), pool.Id, new Gpus(40_000), new LocalDate(2025, 1, 1), new LocalDate(2025, 1, 1), null);
            var hours = Enumerable.Range(0, 60 * 24).Select(hour => 2000 + random.Next(1000) + (hour % 24) * 40).ToImmutableArray();
            var history = new History(pool.Id, Slug.Of($"work-{i}"), Instant.FromUtc(2026, 1, 1, 0, 0), hours, 0);
            book = book with
            {
                Fleet = book.Fleet with { Pools = book.Fleet.Pools.Add(pool.Id, pool), Blocks = book.Fleet.Blocks.Add(block.Id, block) },
                Demand = book.Demand.Add(history.Workload, new OwnDemand(history, [], Paths, 1)),
            };
        }
        return ManyContracts.Facts(Contracts).OfType<ContractSigned>().Select(signed => signed.Terms)
            .Aggregate(book, (all, terms) => all.WithContract(new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)])));
    }
}
