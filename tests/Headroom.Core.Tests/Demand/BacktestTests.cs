using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;

namespace Headroom.Core.Tests.Demand;

public sealed class BacktestTests
{
    // Law: an origin sees only the hours before it, so that what comes after can change no quantile of a peak told there.
    [Fact]
    public void What_comes_later_changes_nothing_that_was_told_before() =>
        Prop.ForAll(Gen.Choose(0, 900).ArrayOf(15 * 24).ToArbitrary(), Gen.Choose(0, 900).ArrayOf(24).ToArbitrary(), (hours, other) =>
        {
            double[] past = [.. hours.Select(gpus => (double)gpus)];
            double[] changed = [.. past[..^24], .. other.Select(gpus => (double)gpus)];
            var (a, b) = (Scores(past), Scores(changed));
            return a[0].Origins.Zip(b[0].Origins).All(pair => pair.First.PeakQuantiles.SequenceEqual(pair.Second.PeakQuantiles));
        }).Check(Laws.Seeded.WithMaxTest(10));

    [Fact]
    public void Quantiles_ascend_and_shares_are_shares() =>
        Prop.ForAll(Gen.Choose(0, 900).ArrayOf(12 * 24).ToArbitrary(), hours => Scores([.. hours.Select(gpus => (double)gpus)])
            .All(score => score.Pinball >= 0 && Enumerable.Range(0, 5).All(k => score.Coverage(k) is >= 0 and <= 1 + 1e-9 && score.PeakCoverage(k) is >= 0 and <= 1)
                && score.Origins.All(origin => origin.PeakQuantiles.Zip(origin.PeakQuantiles.Skip(1)).All(pair => pair.First <= pair.Second))))
            .Check(Laws.Seeded.WithMaxTest(10));

    [Fact]
    public void The_scores_do_not_depend_on_who_does_the_work()
    {
        var hours = Seasonal(30);

        var (forwards, backwards) = (Backtest.Of(hours, InOrder), Backtest.Of(hours, (count, work) => { for (var i = count - 1; i >= 0; i--) work(i); }));

        Assert.Equal(forwards.Select(score => score.Pinball), backwards.Select(score => score.Pinball));
    }

    // 14 days: the first origin after ten, then every day while a day is left. 184 days: the first after 28, then every five.
    [Fact]
    public void Origins_lie_as_far_apart_as_the_history_is_long()
    {
        Assert.Equal([240, 264, 288, 312], Backtest.Origins(336));
        Assert.Equal([672, 792, 912], Backtest.Origins(184 * 24).Take(3));
        Assert.Equal(32, Backtest.Origins(184 * 24).Length);
    }

    [Fact]
    public void A_week_needs_25_days_of_history_and_28_days_need_70()
    {
        Assert.True(Backtest.Counts(25 * 24, 14 * 24, 168) && !Backtest.Counts(24 * 24, 14 * 24, 168));
        Assert.True(Backtest.Counts(100 * 24, 56 * 24, 672) && !Backtest.Counts(100 * 24, 55 * 24, 672) && !Backtest.Counts(69 * 24, 41 * 24, 672));
    }

    [Fact]
    public void Steady_demand_is_told_without_loss()
    {
        var score = Assert.Single(Scores([.. Enumerable.Repeat(1000.0, 20 * 24)]));

        Assert.Equal((0, 0, 1), (score.Pinball, score.NaivePinball, score.Relative));
        Assert.All(Enumerable.Range(0, 5), k => Assert.Equal((1, 1, 0, 0), (score.Coverage(k), score.PeakCoverage(k), score.ShortShare(k), score.IdleShare(k))));
    }

    // A level that walks without a season: the value of a week before is old news.
    [Fact]
    public void A_walking_level_is_told_better_than_by_the_week_before()
    {
        var (random, level) = (new Random(5), 5000.0);
        double[] hours = [.. Enumerable.Range(0, 60 * 24).Select(_ => level = Math.Max(0, level + 40 * (random.NextDouble() - 0.5)))];

        Assert.All(Scores(hours).Where(score => score.Window <= 168), score => Assert.True(score.Relative < 0.9, $"{score.Window}: {score.Relative}"));
    }

    static double[] Seasonal(int days)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, days * 24).Select(hour => 1000 + 300 * Math.Sin(hour * Math.PI / 12) + 100 * random.NextDouble())];
    }

    static List<WindowScore> Scores(double[] hours) => [.. Backtest.Of(hours, InOrder)];

    static void InOrder(int count, Action<int> work)
    {
        for (var i = 0; i < count; i++) work(i);
    }
}
