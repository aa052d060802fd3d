using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class OwnDemandTests
{
    static readonly Slug Elsewhere = Slug.Of("colossus-2"), Third = Slug.Of("colossus-3");
    static readonly History Grok = new(Colossus, Slug.Of("grok"), Instant.FromUtc(2026, 1, 1, 0, 0), [.. Enumerable.Repeat(1000, 400)], 0);

    // Law: a workload runs in exactly one pool at every instant, so its parts in all pools are the whole, path by path.
    [Fact]
    public void The_parts_in_all_pools_add_up_to_the_workload() =>
        Prop.ForAll(Moves.ToArbitrary(), Any.Date.ToArbitrary(), (moves, date) =>
        {
            var demand = new OwnDemand(Grok, [.. moves], 3, 1);
            var at = Chicago.StartOf(date);
            var parts = new[] { Colossus, Elsewhere, Third }.Select(pool => demand.In(pool)?.At(at).ToArray() ?? [0, 0, 0]).ToList();
            return parts.Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]).SequenceEqual(demand.Everywhere.At(at).ToArray())
                && parts.Zip([Colossus, Elsewhere, Third]).All(part => part.Second == demand.Runs.At(at) || part.First.All(gpus => gpus == 0));
        }).Check(Laws.Seeded);

    [Fact]
    public void Where_it_never_runs_it_has_no_demand() => Assert.Null(new OwnDemand(Grok, [], 3, 1).In(Elsewhere));

    [Fact]
    public void A_move_empties_the_old_pool_and_fills_the_new_one_from_its_date()
    {
        var demand = new OwnDemand(Grok, [(At(2026, 5, 1), Elsewhere)], 3, 1);

        Assert.Equal([0, 0, 0], demand.In(Colossus)!.At(At(2026, 5, 1)).ToArray());
        Assert.Equal([0, 0, 0], demand.In(Elsewhere)!.At(At(2026, 4, 30)).ToArray());
        Assert.Equal(demand.Everywhere.At(At(2026, 5, 1)).ToArray(), demand.In(Elsewhere)!.At(At(2026, 5, 1)).ToArray());
    }

    // By hand: twelve hours at 1,000 GPUs and twelve at 500 are 750 in the mean, also from two weeks on, where paths hold the greatest hour of a day.
    [Fact]
    public void What_is_used_in_the_mean_is_that_of_hours_and_not_of_peaks()
    {
        var demand = new OwnDemand(Grok with { Hourly = [.. Enumerable.Range(0, 1344).Select(hour => hour % 24 < 12 ? 1000 : 500)] }, [], 50, 1);
        Window Day(int ahead) => new(demand.History.End + Duration.FromDays(ahead), demand.History.End + Duration.FromDays(ahead + 1));

        Assert.InRange(demand.HoursUsed(Day(3)) / 24, 749, 752);
        Assert.InRange(demand.HoursUsed(Day(20)) / 24, 749, 752);
        Assert.InRange(demand.HoursUsed(Day(60)) / demand.Everywhere.HourSum(Day(60)), 0.749, 0.752);
        Assert.All(demand.Everywhere.At(Day(20).From + Duration.FromHours(15)).ToArray(), gpus => Assert.InRange(gpus, 999, 1001));
    }

    [Fact]
    public void Two_workloads_with_one_history_draw_different_futures()
    {
        var (a, b) = (new OwnDemand(Grok, [], 3, 1), new OwnDemand(Grok with { Workload = Slug.Of("search") }, [], 3, 1));

        Assert.NotEqual(a.Everywhere.At(At(2027, 1, 1)).ToArray(), b.Everywhere.At(At(2027, 1, 1)).ToArray());
    }

    static Gen<(Instant, Slug)[]> Moves => Gen.Zip(Any.Date, Gen.Elements(Colossus, Elsewhere, Third))
        .Select(move => (Chicago.StartOf(move.Item1), move.Item2)).ArrayOf(3);
}
