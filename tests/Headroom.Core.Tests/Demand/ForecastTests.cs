using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class ForecastTests
{
    static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 0, 0);

    // Law: the same history and seed give the same paths, and no path is ever negative.
    [Fact]
    public void The_same_seed_gives_the_same_paths_and_none_is_negative() =>
        Prop.ForAll(Gen.Choose(0, 5000).ArrayOf(400).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (hours, seed) =>
        {
            var (a, b) = (Forecast.Paths(Of(hours), 3, (ulong)seed), Forecast.Paths(Of(hours), 3, (ulong)seed));
            return a.Starts.SequenceEqual(b.Starts) && a.Starts.All(at => a.At(at).SequenceEqual(b.At(at)) && a.At(at).ToArray().All(gpus => gpus >= 0));
        }).Check(Laws.Seeded);

    [Fact]
    public void Fewer_paths_are_the_first_of_more_paths()
    {
        var (few, many) = (Forecast.Paths(Of(Weekly(8)), 4, 7), Forecast.Paths(Of(Weekly(8)), 9, 7));

        Assert.All(few.Starts, at => Assert.Equal(few.At(at).ToArray(), many.At(at).ToArray()[..4]));
    }

    // What was accepted yesterday is shown again with yesterday's paths: a change of them is another version, beside this one (decision 0038).
    [Fact]
    public void The_paths_of_a_version_never_change()
    {
        var hours = Enumerable.Range(0, 2400).Select(hour => 5000 + hour % 24 * 90 + hour % 168 * 7 + hour * 7919 % 613).ToArray();

        Assert.Equal(("quantile-forest v2", 9320984235626261667), (Forecast.Method, Digest(Forecast.Paths(Of(hours), 20, 1))));
    }

    static ulong Digest(Ensemble paths)
    {
        unchecked { return paths.Starts.SelectMany(at => paths.At(at).ToArray()).Aggregate(14695981039346656037, (hash, gpus) => (hash ^ (uint)gpus) * 1099511628211); }
    }

    [Fact]
    public void Another_seed_gives_other_paths()
    {
        var (a, b) = (Forecast.Paths(Of(Weekly(8)), 4, 7), Forecast.Paths(Of(Weekly(8)), 4, 8));

        Assert.Contains(a.Starts, at => !a.At(at).SequenceEqual(b.At(at)));
    }

    [Fact]
    public void Nothing_in_use_forecasts_nothing_in_use()
    {
        var paths = Forecast.Paths(Of(new int[1344]), 2, 1);

        Assert.All(Forecast.Grid(Now), at => Assert.Equal([0, 0], paths.At(at).ToArray()));
    }

    // A steady 1,000 GPUs: no hour was ever off, so every path says exactly 1,000 on the first day.
    [Fact]
    public void A_steady_workload_stays_what_it_was_on_the_first_day()
    {
        var paths = Forecast.Paths(Of([.. Enumerable.Repeat(1000, 1344)]), 50, 1);

        Assert.All(Enumerable.Range(0, 24), hour => Assert.All(paths.At(Now + Duration.FromHours(hour)).ToArray(), gpus => Assert.Equal(1000, gpus)));
    }

    [Fact]
    public void The_shape_of_the_week_goes_on_where_it_stopped()
    {
        // Busy in the first twelve hours of every day that the history's end starts.
        int[] hours = [.. Enumerable.Range(0, 1344).Select(hour => hour % 24 < 12 ? 1500 : 500)];
        var paths = Forecast.Paths(Of(hours), 20, 1);

        Assert.All(paths.At(Now + Duration.FromHours(3)).ToArray(), gpus => Assert.InRange(gpus, 1499, 1501));
        Assert.All(paths.At(Now + Duration.FromHours(15)).ToArray(), gpus => Assert.InRange(gpus, 499, 501));
    }

    [Fact]
    public void Two_weeks_of_hours_a_quarter_of_days_and_weeks_beyond_make_the_grid()
    {
        var grid = Forecast.Grid(Now);

        Assert.Equal(336 + 77 + Forecast.HorizonWeeks - 13, grid.Length);
        Assert.Equal(Now + Duration.FromDays(14), grid[336]);
        Assert.Equal(Now + Duration.FromDays(91), grid[336 + 77]);
        Assert.Equal(Now + Duration.FromDays(7 * (Forecast.HorizonWeeks - 1)), grid[^1]);
        Assert.True(grid.Zip(grid.Skip(1)).All(pair => pair.First < pair.Second));
    }

    // With less than two weeks no forecast is drawn: the greatest hour known stands around the clock, so that little history never sells more.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(335)]
    public void A_short_history_keeps_its_greatest_hour_free_around_the_clock(int hours)
    {
        int[] uses = [.. Enumerable.Range(0, hours).Select(hour => hour == hours - 1 ? 800 : 100)];

        Assert.All(Forecast.Paths(Of(uses), 20, 1).At(Now + Duration.FromHours(5)).ToArray(), gpus => Assert.True(gpus >= 800));
        Assert.Equal(hours < Forecast.FewestHours, Forecast.Paths(Of(uses), 20, 1).At(Now + Duration.FromDays(20)).ToArray().Distinct().Count() == 1);
    }

    // Law: what hits several workloads hits them on the same paths. Twice the demand is twice the demand on every path.
    [Fact]
    public void Path_by_path_workloads_follow_the_same_days_of_the_past()
    {
        int[] hours = [.. Weekly(12).Select((gpus, hour) => hour / 24 % 9 == 0 ? 2 * gpus : gpus)];
        var one = Forecast.Paths(Of(hours), 50, 1);
        var two = Forecast.Paths(Of(hours) with { Workload = Slug.Of("search") }, 50, 1);

        Assert.All(Enumerable.Range(0, 28), day => Assert.Equal(one.At(Now + Duration.FromDays(day)).ToArray(), two.At(Now + Duration.FromDays(day)).ToArray()));
        Assert.NotEqual(one.At(Now + Duration.FromDays(200)).ToArray(), two.At(Now + Duration.FromDays(200)).ToArray());
    }

    // Outages of some hours once a week do not lower what is told of the peaks of a day.
    [Fact]
    public void A_day_of_outage_leaves_the_peaks_where_they_were()
    {
        int[] hours = [.. Enumerable.Range(0, 1344).Select(hour => hour is >= 600 and < 612 ? 0 : 5000)];

        Assert.True(Ensemble.Quantile(Forecast.Paths(Of(hours), 200, 1).At(Now + Duration.FromDays(40)), 0.5m) >= 4900);
    }

    [Fact]
    public void The_spread_grows_with_the_horizon()
    {
        var paths = Forecast.Paths(Of([.. Enumerable.Repeat(10_000, 1344)]), 400, 1);
        int Spread(int days) => Ensemble.Quantile(paths.At(Now + Duration.FromDays(days)), 0.9m) - Ensemble.Quantile(paths.At(Now + Duration.FromDays(days)), 0.1m);

        Assert.True(Spread(10) < Spread(80) && Spread(80) < Spread(700));
    }

    static int[] Weekly(int weeks) => [.. Enumerable.Range(0, weeks * 168).Select(hour => 2000 + hour % 168 * 10 + hour / 168)];

    static History Of(int[] hours) => new(Colossus, Slug.Of("grok"), Now - Duration.FromHours(hours.Length), [.. hours], 0);
}
