using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Demand;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Returns of 1,000 contracts on 50 pools over three years, with assets, a tariff, expenses and own demand in every pool: costs split by use, margins,
/// returns and paybacks. Compared with drafting every invoice of the same contracts in the same run.
/// </summary>
public static class CapitalReturns
{
    const int Contracts = 1_000, Pools = 50;

    public static IEnumerable<Measure> Run()
    {
        var book = Build();
        foreach (var demand in book.Demand.Values) _ = demand.Everywhere;
        var span = new MonthSpan(new(2026, 1), new(2028, 12));
        var billing = Measure.Seconds(3, () => book.Contracts.Values.Sum(contract => (long)Billing.Plan(contract.Terms, contract.Schedule(null)).Count()));
        var rows = 0;
        var returns = Measure.Seconds(3, () => rows = Returns.Of(book, Currency.Usd, span, new(2026, 3, 1)).Contracts.Length);
        yield return new($"returns of {rows} contracts, {Pools} pools, 3 years / drafting their invoices", returns / billing, 1, 15,
            FormattableString.Invariant($"{returns:0.00} s against {billing:0.00} s"));
    }

    static Book Build()
    {
        var facts = ManyContracts.Facts(Contracts).ToList();
        var random = new Random(5);
        for (var i = 0; i < Pools; i++)
        {
            var (pool, block) = (Slug.Of($"pool-{i}"), Slug.Of($"block-{i}"));
            var hours = Enumerable.Range(0, 60 * 24).Select(hour => 500 + random.Next(300) + hour % 24 * 10).ToImmutableArray();
            facts.InsertRange(2 + Pools,
            [
                new SupplyPlanned(new SupplyBlock(block, pool, new Gpus(30_000), new(2025, 1, 1), null, null)), new SupplyEnergised(block, new(2025, 1, 1)),
                new AssetRecorded(new(Slug.Of($"servers-{i}"), new(CostHomeKind.Block, block), 900_000_000m, Currency.Usd, new(2025, 1, 1), 60, 0, StraightLine.ByMonths)),
                new ExpenseRecorded(new(Slug.Of($"staff-{i}"), new(CostHomeKind.Pool, pool), "staff", new(2025, 1), null, 400_000m, Currency.Usd, true)),
                new DemandRecorded(new string('a', 64), new History(pool, Slug.Of($"work-{i}"), Instant.FromUtc(2026, 1, 1, 0, 0), hours, 0)),
            ]);
        }
        facts.Add(new TariffRecorded(new(Slug.Of("grid"), Slug.Of("site"), new(2025, 1, 1), null, 0.08m, Currency.Usd, new AtDraw(0.9m))));
        facts.Add(new AssetRecorded(
            new(Slug.Of("building"), new(CostHomeKind.Site, Slug.Of("site")), 5_000_000_000m, Currency.Usd, new(2025, 1, 1), 180, 0, StraightLine.ByMonths)));
        return facts.Aggregate(Book.Empty, (book, body) => book.With(new Fact(book.Position + 1, Instant.FromUtc(2026, 3, 1, 0, 0), ManyContracts.Owner, body)));
    }
}
