using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class NodeHoursTests
{
    static readonly Instant Begin = Instant.FromUtc(2026, 6, 1, 0, 0);
    static readonly Window Day1 = new(Begin, Begin + Duration.FromDays(1));

    public static readonly NodeStates States = new(Colossus,
        [new(Slug.Of("xid-79"), false, NodeState.Down, 0), new(Slug.Of("xid-"), true, NodeState.Degraded, 0), new(Slug.Of("not-responding"), false, NodeState.Down, 10),
            new(Slug.Of("throttled"), false, NodeState.Degraded, 0)],
        0.5m, 48, null);

    public static NodeCondition Seen(string node, string code, int fromMinute, int? toMinute, long gpus = 8) =>
        new($"{node} {code} {fromMinute}", Colossus, node, new(gpus), Slug.Of(code), Begin + Duration.FromMinutes(fromMinute),
            toMinute is { } to ? Begin + Duration.FromMinutes(to) : null)
        { Contract = Id };

    static Timeline<Gpus> Committed(long gpus) => Timeline<Gpus>.Always(new(gpus));

    static NodeHours Of(NodeStates states, long committed, params NodeCondition[] seen) => NodeHours.Of(states, Id, seen, Committed(committed), Day1);

    static Gen<NodeCondition> Any =>
        from node in Gen.Choose(1, 3)
        from code in Gen.Elements("xid-79", "xid-63", "not-responding", "throttled", "unheard-of")
        from start in Gen.Choose(-100, 1500)
        from length in Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 900))
        from gpus in Gen.Choose(1, 8)
        from cause in Gen.Elements(ConditionCause.Fault, ConditionCause.Fault, ConditionCause.Maintenance, ConditionCause.Customer)
        from noticed in Gen.Choose(0, 4000)
        from served in Gen.Elements<Slug?>(Id, Id, Slug.Of("other"), null)
        select Seen($"n{node}", code, start, length == 0 ? null : start + length, gpus)
        with
        { Contract = served, Cause = cause, Noticed = Begin + Duration.FromMinutes(start - noticed) };

    // Law: whatever was seen, the parts are what is committed, none is negative, and what is available lies between up and committed.
    [Fact]
    public void The_parts_of_the_hours_are_what_is_committed() =>
        Prop.ForAll(Any.ListOf().ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), Gen.Elements<Gpus?>(null, new(16), new(100)).ToArbitrary(), (seen, committed, shared) =>
        {
            var hours = NodeHours.Of(States with { SharedGpus = shared }, Id, seen, Committed(committed), Day1);
            return hours.Committed == committed * 24
                && new[] { hours.Up, hours.Degraded, hours.Down, hours.Excluded }.All(part => !(part < Rational.Zero))
                && hours.DownMinutes(1440) is >= 0 and <= 1440;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: in whatever order they were said, and cut into windows in whatever way, the hours are the same.
    [Fact]
    public void Hours_depend_on_neither_the_order_of_facts_nor_the_cut_of_windows() =>
        Prop.ForAll(Any.ListOf().ToArbitrary(), Gen.Choose(1, 1439).ToArbitrary(), (all, cut) =>
        {
            // A condition that has not ended may be too short to count at an earlier end.
            var seen = all.Where(condition => condition.End is not null).ToList();
            var middle = Begin + Duration.FromMinutes(cut);
            NodeHours Over(Instant from, Instant end) => NodeHours.Of(States, Id, Enumerable.Reverse(seen), Committed(16), new(from, end));
            var (whole, first, second) = (NodeHours.Of(States, Id, seen, Committed(16), Day1), Over(Begin, middle), Over(middle, Day1.End));
            return whole.Down == first.Down + second.Down && whole.Degraded == first.Degraded + second.Degraded && whole.Excluded == first.Excluded + second.Excluded;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: one more condition of a fault never makes more available.
    [Fact]
    public void A_further_fault_never_makes_more_available() =>
        Prop.ForAll(Any.ListOf().ToArbitrary(), Any.ToArbitrary(), (seen, more) =>
        {
            var fault = more with { Id = "more", Cause = ConditionCause.Fault, Noticed = null };
            return !(NodeHours.Of(States, Id, [.. seen, fault], Committed(16), Day1).Available > NodeHours.Of(States, Id, seen, Committed(16), Day1).Available);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 16 GPUs for a day are 384 GPU-hours. One node of 8 is down for 3 hours, of which 1 it is throttled too; the other is throttled for 2: 24 down, 16 degraded that
    // count half.
    [Fact]
    public void Down_counts_wholly_degraded_by_its_weight_and_the_worst_of_two_holds()
    {
        var hours = Of(States, 16, Seen("n1", "xid-79", 60, 240), Seen("n1", "throttled", 60, 120), Seen("n2", "throttled", 600, 720));
        Assert.Equal((384, 24, 16, 0), (hours.Committed.ToDecimal(), hours.Down.ToDecimal(), hours.Degraded.ToDecimal(), hours.Excluded.ToDecimal()));
        Assert.Equal((344 + 8, 120m), (hours.Available.ToDecimal(), hours.DownMinutes(1440)));
    }

    // By hand: maintenance announced 48 hours before takes its 8 hours of 8 GPUs out; announced a minute later it counts as down.
    [Fact]
    public void Maintenance_is_left_out_only_when_it_was_announced_in_time_and_what_the_customer_causes_always()
    {
        NodeCondition Announced(int minutesBefore) =>
            Seen("n1", "xid-79", 600, 1080) with { Cause = ConditionCause.Maintenance, Noticed = Begin + Duration.FromMinutes(600 - minutesBefore) };
        Assert.Equal((0, 64), Both(Announced(48 * 60)));
        Assert.Equal((64, 0), Both(Announced(48 * 60 - 1)));
        Assert.Equal((64, 0), Both(Announced(48 * 60) with { Noticed = null }));
        Assert.Equal((0, 64), Both(Seen("n1", "xid-79", 600, 1080) with { Cause = ConditionCause.Customer }));

        static (decimal Down, decimal Excluded) Both(NodeCondition seen) => Of(States, 16, seen) is var hours ? (hours.Down.ToDecimal(), hours.Excluded.ToDecimal()) : default;
    }

    // By hand: a node that does not respond counts once that lasted ten minutes, and then from its first.
    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 10)]
    [InlineData(11, 11)]
    public void What_lasts_too_short_does_not_count_and_what_lasts_counts_from_its_first_instant(int minutes, int counted) =>
        Assert.Equal(counted * 8, (Of(States, 16, Seen("n1", "not-responding", 100, 100 + minutes)).Down * 60).ToDecimal());

    // By hand: nodes that serve all of a pool of 64 GPUs: 8 of them down for 6 hours are 48 GPU-hours, of which a contract of 16 bears a quarter. Without a share agreed they are
    // not its own.
    [Fact]
    public void Nodes_that_serve_the_whole_pool_count_by_the_share_that_was_agreed()
    {
        var seen = Seen("n1", "xid-79", 0, 360) with { Contract = null };
        Assert.Equal(12, Of(States with { SharedGpus = new(64) }, 16, seen).Down.ToDecimal());
        Assert.Equal(0, Of(States, 16, seen).Down.ToDecimal());
        Assert.Equal(0, Of(States with { SharedGpus = new(64) }, 16, seen with { Contract = Slug.Of("other") }).Down.ToDecimal());
    }

    [Fact]
    public void A_condition_that_no_line_names_leaves_a_node_up_and_one_that_has_not_ended_lasts()
    {
        Assert.Equal(0, Of(States, 16, Seen("n1", "fan-noise", 0, null)).Down.ToDecimal());
        Assert.Equal(8 * 4, Of(States, 16, Seen("n1", "xid-79", 1200, null)).Down.ToDecimal());
        Assert.Equal([NodeState.Up], Of(States, 16, Seen("n1", "fan-noise", 0, null)).Conditions.Select(each => each.State!.Value));
    }
}
