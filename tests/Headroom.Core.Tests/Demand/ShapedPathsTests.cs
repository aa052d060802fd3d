using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class ShapedPathsTests
{
    // Steady use of 1,000 GPUs for 20 days up to 1 May.
    static readonly Instant Now = At(2026, 5, 1);
    static readonly History Steady = new(Colossus, Slug.Of("chat"), Now - Duration.FromDays(20), [.. Enumerable.Repeat(1000, 480)], 0);
    static readonly OwnDemand Chat = new(Steady, [], 50, 1);
    static readonly OwnDemand Unknown = new(History.None(Colossus, Slug.Of("chat"), Now), [], 50, 1);

    // Law: an event beyond the forecast changes nothing, and one within it nothing before its first day.
    [Fact]
    public void Nothing_changes_before_the_first_day_of_the_first_event() => Prop.ForAll(Gen.Choose(0, 208 * 7 + 300).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (days, kind) =>
    {
        var dated = Dated(Events[kind], Now + Duration.FromDays(days));
        var shaped = Chat.Expecting(dated);
        return Same(shaped.Everywhere, Chat.Everywhere, shaped.Everywhere.Starts.Where(start => start < dated.From))
            && (days < 208 * 7 || ReferenceEquals(shaped.Everywhere, shaped.Shaped(0)));
    }).Check(Laws.Seeded);

    // Law: what starts and ends on one day never was.
    [Fact]
    public void A_launch_and_a_retirement_of_one_day_change_nothing() => Prop.ForAll(Gen.Choose(0, 900).ToArbitrary(), Gen.Choose(0, 60).Two().ToArbitrary(), (days, over) =>
    {
        var from = Now + Duration.FromDays(days);
        var both = Unknown.Expecting(Dated(Start with { RampDays = over.Item1 }, from)).Expecting(Dated(End with { OverDays = over.Item2 }, from));
        return Same(both.Everywhere, Unknown.Everywhere, both.Everywhere.Starts);
    }).Check(Laws.Seeded);

    [Fact]
    public void Without_events_the_paths_are_those_of_the_history() => Assert.Same(Chat.Shaped(0), Chat.Everywhere);

    // 400 more in full after ten days: an eleventh on the first day, 36.4; 254.5 on the seventh.
    [Fact]
    public void A_launch_rises_day_by_day_to_its_level()
    {
        var shaped = Unknown.Expecting(Dated(Start with { RampDays = 10 }, Now));

        Assert.Equal([37, 255, 400, 400], new[] { 0, 6, 10, 300 }.Select(day => shaped.Everywhere.At(Now + Duration.FromDays(day))[0]));
    }

    // 480 hours are known. A launch of 400 five days before their end with a ramp of nine days is half there already.
    [Fact]
    public void What_history_shows_of_a_launch_is_not_counted_again()
    {
        var shaped = Chat.Expecting(Dated(Start with { RampDays = 9 }, Now - Duration.FromDays(5)));

        Assert.Equal(200, shaped.Everywhere.At(Now + Duration.FromDays(9))[0] - Chat.Everywhere.At(Now + Duration.FromDays(9))[0]);
        Assert.Empty(Chat.Expecting(Dated(Start with { RampDays = 3 }, Now - Duration.FromDays(5))).Acting);
    }

    [Fact]
    public void A_retirement_leaves_nothing_and_a_later_launch_starts_anew()
    {
        var shaped = Chat.Expecting(Dated(End, Now + Duration.FromDays(2))).Expecting(Dated(Start, Now + Duration.FromDays(4)));

        Assert.Equal([0, 0, 400], new[] { 2, 3, 4 }.Select(day => shaped.Everywhere.At(Now + Duration.FromDays(day))[7]));
    }

    // Ended five days before the history does: it is believed where nothing ran since, and not where use went on.
    [Fact]
    public void A_use_that_went_on_contradicts_a_retirement()
    {
        var (ended, on) = (Dated(End, Now - Duration.FromDays(5)), Now + Duration.FromDays(1));
        var idle = new OwnDemand(Steady with { Hourly = [.. Enumerable.Repeat(1000, 360), .. Enumerable.Repeat(0, 120)] }, [], 50, 1);

        Assert.All(idle.Expecting(ended).Everywhere.At(on).ToArray(), gpus => Assert.Equal(0, gpus));
        Assert.Empty(Chat.Expecting(ended).Acting);
    }

    // Ten percent a month through 61 days: 1.1 to the power of 61 / 30.4375 months is 1.2105, and stays.
    [Fact]
    public void Growth_compounds_through_its_last_day()
    {
        var launched = Unknown.Expecting(Dated(Start, Now)).Expecting(Dated(Grows with { Monthly = Estimate.Certain(0.1m), Through = Day(2026, 6, 30) }, Now));

        Assert.Equal([485, 485], new[] { 61, 400 }.Select(day => launched.Everywhere.At(Now + Duration.FromDays(day))[0]));
    }

    [Fact]
    public void Scenarios_of_growth_exclude_one_another()
    {
        Growth Named(string id, decimal certainty, decimal monthly) => Grows with { Id = Slug.Of(id), Certainty = certainty, Monthly = Estimate.Certain(monthly) };
        var demand = new OwnDemand(History.None(Colossus, Slug.Of("chat"), Now), [], 2000, 1)
            .Expecting(Dated(Start, Now)).Expecting(Dated(Named("base", 0.6m, 0.05m), Now)).Expecting(Dated(Named("boom", 0.3m, 0.2m), Now));
        var year = demand.Everywhere.At(Now + Duration.FromDays(365)).ToArray().GroupBy(gpus => gpus).ToDictionary(group => group.Key, group => group.Count() / 2000.0);

        // 1.05 and 1.2 to the power of 365 days over 30.4375, and those without growth.
        Assert.Equal([400, 719, 3562], year.Keys.Order());
        Assert.All(year.OrderBy(each => each.Key).Zip([0.1, 0.6, 0.3]), each => Assert.Equal(each.Second, each.First.Value, 0.05));
    }

    // Half the GPUs from the third day on: what stood at 400 then stands at 200, and a later launch is not touched.
    [Fact]
    public void Hardware_multiplies_what_started_before_it()
    {
        var moved = Unknown.Expecting(Dated(Start, Now)).Expecting(Dated(Moves with { Needs = Estimate.Certain(0.5m) }, Now + Duration.FromDays(2)))
            .Expecting(Dated(Start with { Id = Slug.Of("second") }, Now + Duration.FromDays(3)));

        Assert.Equal([400, 200, 600], new[] { 1, 2, 3 }.Select(day => moved.Everywhere.At(Now + Duration.FromDays(day))[0]));
    }

    [Fact]
    public void An_event_comes_on_as_many_paths_as_it_is_certain()
    {
        var paths = new OwnDemand(History.None(Colossus, Slug.Of("chat"), Now), [], 2000, 1).Expecting(Dated(Start with { Certainty = 0.3m }, Now)).Everywhere.At(Now).ToArray();

        Assert.Equal(600, paths.Count(gpus => gpus == 400));
        Assert.All(paths, gpus => Assert.True(gpus is 0 or 400));
    }

    static readonly Launch Start = new(Slug.Of("start"), Slug.Of("chat"), default, Estimate.Certain(400), 0, 1, "");
    static readonly Retirement End = new(Slug.Of("end"), Slug.Of("chat"), default, 0, 1, "");
    static readonly Growth Grows = new(Slug.Of("grows"), Slug.Of("chat"), Day(2026, 5, 1), new Estimate(-0.02m, 0.03m, 0.1m), Day(2027, 4, 30), 1, "");
    static readonly Hardware Moves = new(Slug.Of("moves"), Slug.Of("chat"), default, new Estimate(0.5m, 0.7m, 0.9m), 0, 1, "");
    static readonly ImmutableArray<DemandEvent> Events = [Start, End, Grows, Moves];

    static DatedEvent Dated(DemandEvent planned, Instant from) => new(planned, from);

    static bool Same(Ensemble a, Ensemble b, IEnumerable<Instant> at) => at.All(instant => a.At(instant).SequenceEqual(b.At(instant)));
}
