using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class PaddingTests
{
    static readonly Instant Start = At(2026, 2, 1);
    static readonly Slug Chat = Slug.Of("chat");

    // 600 hours of 1,000 GPUs of which 700 are busy.
    static readonly History Padded = new(Colossus, Chat, Start, [.. Enumerable.Repeat(1000, 600)], 0) { Busy = [.. Enumerable.Repeat(700, 600)] };

    // Law: the share lies between nothing and all, and what is not measured does not count.
    [Fact]
    public void Padding_is_a_share_of_what_is_allocated() => Prop.ForAll(Gen.Zip(Gen.Choose(0, 500), Gen.Choose(-1, 500)).ArrayOf(60).ToArbitrary(), hours =>
    {
        var history = new History(Colossus, Chat, Start, [.. hours.Select(hour => Math.Max(hour.Item1, hour.Item2))], 0) { Busy = [.. hours.Select(hour => hour.Item2)] };
        return Padding.Of(history) is { } padding ? padding.Share is >= 0 and <= 1 && padding.Hours == hours.Count(hour => hour.Item2 >= 0) : hours.All(hour => hour.Item2 < 0);
    }).Check(Laws.Seeded);

    [Fact]
    public void Three_tenths_of_what_is_held_does_nothing() => Assert.Equal((600, 600_000m, 420_000m, 0.3m),
        Padding.Of(Padded) is { } padding ? (padding.Hours, padding.Allocated, padding.Busy, padding.Share) : default);

    [Fact]
    public void What_does_nothing_is_told_in_gpus_of_the_mean_hour() => Assert.Equal(300m, Padding.Of(Padded)!.Gpus);

    // 700 busy and a tenth on top are 770; an hour without the measurement counts as allocated.
    [Fact]
    public void A_forecast_on_what_was_busy_adds_its_margin()
    {
        var history = Padded with { Busy = Padded.Busy.SetItem(0, History.NotMeasured) };

        Assert.Equal((1000, 770), (new DemandBasis(true, 0.1m).Of(history).Hourly[0], new DemandBasis(true, 0.1m).Of(history).Hourly[1]));
        Assert.Same(history, DemandBasis.Allocated.Of(history));
    }

    [Fact]
    public void Forecasts_are_made_of_what_is_allocated_until_a_fact_says_otherwise()
    {
        var known = Ready.Told(At(2026, 3, 1), new RecordDemand("x", Padded) { BusyExhibit = "y" });
        var based = known.Told(At(2026, 3, 1), new BaseDemand(Chat, new(true, 0.1m)));

        Assert.Equal((1000, 770), (known.Demand[Chat].Everywhere.At(Padded.End)[0], based.Demand[Chat].Everywhere.At(Padded.End)[0]));
        Assert.Equal(1000, based.Told(At(2026, 3, 1), new BaseDemand(Chat, DemandBasis.Allocated)).Demand[Chat].Everywhere.At(Padded.End)[0]);
        Assert.Equal(1000, based.Demand[Chat].History.Hourly[0]);
    }

    [Fact]
    public void A_forecast_on_busy_GPUs_needs_fourteen_measured_days()
    {
        var few = Ready.Told(At(2026, 3, 1), new RecordDemand("x", Padded with { Busy = [.. Enumerable.Range(0, 600).Select(hour => hour < 335 ? 700 : History.NotMeasured)] }));

        Assert.Equal([RefusalCode.OutOfRange, RefusalCode.OutOfRange, RefusalCode.NotFound],
            new[] { new BaseDemand(Chat, new(true, 0)), new(Chat, new(false, 11)),
                new(Slug.Of("none"), new(true, 0)) }.Select(command => ((Refused)command.Decide(few, At(2026, 3, 1))).Refusal.Code));
    }

    // Two records, the second without the measurement: its hours are not measured, whatever the first said of them.
    [Fact]
    public void A_newer_record_takes_the_measurement_with_it()
    {
        var laid = Padded.Then(new History(Colossus, Chat, Start + Duration.FromHours(599), [900, 900], 0));

        Assert.Equal([700, -1, -1], laid.Busy.TakeLast(3));
        Assert.Empty((Padded with { Busy = [] }).Then(Padded with { Busy = [] }).Busy);
    }
}
