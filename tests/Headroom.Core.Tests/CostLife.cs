using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests;

/// <summary>
/// Random books with costs of every kind: two sites under one region, three pools of which some have nothing in service for a while, contracts sold
/// beyond what there is and bought, outages, own demand recorded and measured, and prices that change.
/// </summary>
static class CostLife
{
    static readonly Slug Region = Slug.Of("region"), Second = Slug.Of("second");

    public static readonly ImmutableArray<Slug> Pools = [Slug.Of("p1"), Slug.Of("p2"), Slug.Of("p3")];

    static readonly Slug[] Sites = [Region, Memphis, Second];

    public static readonly LocalDate Today = Day(2026, 7, 15);

    public static Arbitrary<Book> Any { get; } = Gen.Choose(0, int.MaxValue).ArrayOf(24).Select(Of).ToArbitrary();

    static Book Of(int[] numbers)
    {
        var facts = new List<FactBody>
        {
            new BookOpened(Us, true, Chicago, "none"),
            new SiteAdded(new Site(Region, null, "America/Chicago", null)), new SiteAdded(new Site(Memphis, Region, "America/Chicago", null)),
            new SiteAdded(new Site(Second, Region, "UTC", null)),
            new PolicySet(new Policy(0.05m, numbers[0] % 20, 100, 1)),
        };
        for (var i = 0; i < Pools.Length; i++)
            facts.Add(new PoolAdded(
                new Pool(Pools[i], i < 2 ? Memphis : Second, i < 2 ? Slug.Of("class") : null, new Gpus(1), new PowerDraw(new Kilowatts(15), new Gpus(11)), Gpus.Zero)));
        for (var i = 1; i < numbers.Length; i++) facts.AddRange(Some($"x{i}", i, numbers[i]));
        return Book.Empty.Saying(At(2026, 7, 15), [.. facts]);
    }

    static IEnumerable<FactBody> Some(string id, int kind, int n) => (kind % 11) switch
    {
        0 => Block(id, n),
        1 => [new AssetRecorded(
            new(Slug.Of(id), Home(n), n / 7m % 1_000_000m is var amount ? ((Rational)amount).Round(2) : 0, Currency.Usd, Date(n), 1 + n % 70, 0, (StraightLine)(n % 2)))],
        2 => [new ExpenseRecorded(new(Slug.Of(id), Home(n), "staff", Month(2026, 1 + n % 9), n % 3 == 0 ? Month(2026, 12) : null, n % 900_001 / 100m, Currency.Usd, n % 2 == 0))],
        3 => kind < 11 ? [new TariffRecorded(new(Slug.Of(id), Region, Date(n), null, n % 1_000 / 1_000m, Currency.Usd, Basis(n)))] : [],
        4 => [new OutageRecorded(new(Slug.Of(id), Pools[n % 3], new Gpus(n % 40), Date(n), n % 2 == 0 ? Date(n).PlusDays(n % 90) : null))],
        5 => [new ContractSigned(Terms(id, n, bought: true))],
        6 =>
            [new UseMeasured(new(Pools[n % 3], Month(2026, 1 + n % 8), null, null, null,
                ImmutableSortedDictionary<Slug, decimal>.Empty.Add(Slug.Of("chat"), n % 90_000 / 7m is var hours ? ((Rational)hours).Round(3) : 0), ""))],
        // One workload in one book of four: making its forecast costs more than all else together.
        7 => kind > 11 || n % 4 > 0 ? []
            : [new DemandRecorded(new string('a', 64),
                new History(n % 2 == 0 ? Pools[n % 3] : Slug.Of("class"), Slug.Of($"own{n % 2}"), Instant.FromUtc(2026, 3, 1, 0, 0),
                    [.. Enumerable.Range(0, 400).Select(hour => (n + hour * 7) % 60)], 0))],
        _ => [new ContractSigned(Terms(id, n, bought: false))],
    };

    static IEnumerable<FactBody> Block(string id, int n)
    {
        yield return new SupplyPlanned(new SupplyBlock(Slug.Of(id), Pools[n % 3], new Gpus(1 + n % 300), Date(n), null, n % 5 == 0 ? Date(n).PlusDays(200) : null));
        if (n % 4 != 0) yield return new SupplyEnergised(Slug.Of(id), Date(n).PlusDays(n % 10));
    }

    static PowerBasis Basis(int n) => (n % 3) switch { 0 => new AtDraw(n % 101 / 100m), 1 => new AtPue(1.83m, 1.15m), _ => new AtTake(new Kilowatts(n % 500)) };

    static CostHome Home(int n) => n % 2 == 0 ? new(CostHomeKind.Site, Sites[n / 2 % 3]) : new(CostHomeKind.Pool, Pools[n / 2 % 3]);

    static LocalDate Date(int n) => Day(2026, 1, 1).PlusDays(n % 331);

    static Terms Terms(string id, int n, bool bought) => With(
        new Reserve(Pools[n % 3], null, [new ReserveStep(Date(n), new Gpus(n % 200))]),
        new Reserve(Pools[(n + 1) % 3], null, [new ReserveStep(Date(n).PlusDays(20), new Gpus(n % 50))]),
        new Monthly("fee", [new FeeStep(Date(n), n % 5_000_001 / 100m)], Proration.ActualDays), AfterLockIn with { NoticeFrom = Date(n).PlusDays(10) })
        with
    {
        Contract = Slug.Of(id),
        Seller = bought ? Deal.Other : Us,
        Buyer = bought ? Us : Deal.Buyer,
        From = Date(n),
        Through = Date(n).PlusDays(30 + n % 300),
        Revenue = RevenuePolicy.StraightLineStated
    };
}
