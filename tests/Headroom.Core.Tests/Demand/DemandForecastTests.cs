using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class DemandForecastTests
{
    static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 0, 0);

    // Law: a longer window's peak is no lower, a higher level's quantile is no lower, and only what is tested is called so.
    [Fact]
    public void Peaks_rise_with_the_window_and_with_the_level() =>
        Prop.ForAll(Gen.Choose(0, 5000).ArrayOf(400).ToArbitrary(), hours =>
        {
            var forecast = Of(hours);
            return forecast.Peaks.Zip(forecast.Peaks.Skip(1)).All(pair => pair.First.Quantiles.Zip(pair.Second.Quantiles).All(each => each.First <= each.Second))
                && forecast.Peaks.Concat(forecast.Days).All(peak => peak.Quantiles.Zip(peak.Quantiles.Skip(1)).All(each => each.First <= each.Second))
                && forecast.Days.Index().All(day => day.Item.IsScenario == day.Index >= 28) && forecast.Hours!.At(671).Length == 7;
        }).Check(Laws.Seeded.WithMaxTest(15));

    [Fact]
    public void Three_hours_of_history_leave_the_greatest_of_them_free()
    {
        var forecast = Of([100, 800, 300]);

        Assert.True(forecast.IsReserve);
        Assert.Equal(800, forecast.Reserve);
        Assert.All(forecast.Days.Take(28), day => Assert.All(day.Quantiles, gpus => Assert.Equal(800, gpus)));
    }

    [Fact]
    public void A_year_of_history_brings_its_own_drift_of_the_level()
    {
        // Four weeks at 1,000, four at 2,000, in turn: the level doubles or halves every 28 days.
        var forecast = Of([.. Enumerable.Range(0, 14 * 672).Select(hour => hour / 672 % 2 == 0 ? 1000 : 2000)]);

        Assert.True(forecast.Drift.Own);
        Assert.Equal(Math.Log(2) / Math.Sqrt(28 / 30.4375), forecast.Drift.PerRootMonth, 9);
        Assert.Equal(LevelDrift.Public, Of([.. Enumerable.Repeat(1000, 1000)]).Drift);
    }

    static DemandForecast Of(int[] hours) =>
        DemandForecast.Of(new OwnDemand(new History(Colossus, Slug.Of("grok"), Now - Duration.FromHours(hours.Length), [.. hours], 0), [], 100, 1), 35);
}
