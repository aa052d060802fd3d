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
         select Servers(cents / 100m)
         with
         { From = Start.PlusDays(days), LifeMonths = months, Salvage = cents / 100m * kept / 100, By = byDays ? StraightLine.ByDays : StraightLine.ByMonths }).ToArbitrary(),
        asset => asset.Depreciation.At(asset.End) == asset.Amount - asset.Salvage && asset.Depreciation.Total == asset.Amount - asset.Salvage
        && asset.Depreciation.At(asset.From).IsZero)
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

    // Law: whatever is revised and when, an asset is depreciated to the salvage value that was said last, and no past day changes.
    [Fact]
    public void A_revision_leaves_the_past_and_spreads_the_rest() => Prop.ForAll(
        (from after in Gen.Choose(0, 1800) from months in Gen.Choose(0, 120) from kept in Gen.Choose(0, 100) select (after, months, kept)).ToArbitrary(), given =>
        {
            var before = Servers(36_000_000m);
            var on = before.From.PlusDays(given.after);
            var salvage = (before.CarriedAt(on) * given.kept / 100).Round(2);
            var revised = before with { Revisions = [new(on, given.months, salvage)] };
            return revised.Depreciation.At(on) == before.Depreciation.At(on) && revised.Depreciation.Total == revised.Amount - (Rational)salvage
                && (given.months == 0 ? revised.CarriedAt(on.PlusDays(1)).IsZero : revised.CarriedAt(revised.End) == salvage);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: after a year of 60 months 28.8 of 36 million are left; over 36 more months that is 800,000 a month.
    [Fact]
    public void A_shorter_life_from_a_date_on_costs_more_from_then_on()
    {
        var depreciation = (Servers(36_000_000m) with { Revisions = [new(Day(2027, 1, 1), 36, 0)] }).Depreciation;

        Assert.Equal(600_000m, depreciation.Amount(Day(2026, 12, 1), Day(2027, 1, 1), 2));
        Assert.Equal(800_000m, depreciation.Amount(Day(2027, 1, 1), Day(2027, 2, 1), 2));
    }

    static Asset Servers(decimal amount) =>
        new(Slug.Of("servers"), new(CostHomeKind.Pool, Colossus), amount, Currency.Usd, Day(2026, 1, 1), 60, 0, StraightLine.ByMonths);
}
