using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Expenditure;

public sealed class AssetTests
{
    // Law: over its life an asset is depreciated to its salvage value, whatever the day on which it begins, and never below.
    [Fact]
    public void A_life_depreciates_the_amount_less_the_salvage() => Prop.ForAll(
        (from days in Gen.Choose(0, 1500)
         from months in Gen.Choose(1, 600)
         from cents in Gen.Choose(0, int.MaxValue)
         from kept in Gen.Choose(0, 100)
         from byDays in Gen.Elements(true, false)
         select Servers(cents / 100m) with { From = Start.PlusDays(days), LifeMonths = months, Salvage = cents / 100m * kept / 100, By = byDays ? StraightLine.ByDays : StraightLine.ByMonths }).ToArbitrary(),
        asset => asset.Depreciation.At(asset.End) == asset.Amount - asset.Salvage && asset.Depreciation.Total == asset.Amount - asset.Salvage && asset.Depreciation.At(asset.From).IsZero)
        .Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 36 million over 60 months are 600,000 in every month, be it February or March.
    [Fact]
    public void By_months_every_month_is_the_same()
    {
        var depreciation = Servers(36_000_000m).Depreciation;

        Assert.Equal(600_000m, depreciation.Amount(Day(2026, 2, 1), Day(2026, 3, 1), 2));
        Assert.Equal(600_000m, depreciation.Amount(Day(2026, 3, 1), Day(2026, 4, 1), 2));
    }

    // By hand: a year of 36,500 less 0 by days is 100 a day: 2,800 in February.
    [Fact]
    public void By_days_every_day_is_the_same()
    {
        var asset = Servers(36_500m) with { LifeMonths = 12, By = StraightLine.ByDays };

        Assert.Equal(2_800m, asset.Depreciation.Amount(Day(2026, 2, 1), Day(2026, 3, 1), 2));
        Assert.Equal(0m, asset.GrossAt(Day(2025, 12, 31)).Round(2));
    }

    static Asset Servers(decimal amount) =>
        new(Slug.Of("servers"), new(CostHomeKind.Pool, Colossus), amount, Currency.Usd, Day(2026, 1, 1), 60, 0, StraightLine.ByMonths);
}
