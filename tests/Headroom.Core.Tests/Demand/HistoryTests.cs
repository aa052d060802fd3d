using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class HistoryTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 0, 0);
    static readonly Slug Grok = Slug.Of("grok");

    // Law: where both speak the newer holds, where one speaks it holds, and there is a number for every hour between.
    [Fact]
    public void Laying_a_newer_record_over_keeps_every_hour_that_either_measured() =>
        Prop.ForAll(Records.ToArbitrary(), Records.ToArbitrary(), (old, newer) =>
        {
            var both = old.Then(newer);
            return both.Start == Instant.Min(old.Start, newer.Start) && both.End == Instant.Max(old.End, newer.End)
                && Hours(both).All(entry => ValueAt(newer, entry.At) is { } fresh ? entry.Gpus == fresh
                    : ValueAt(old, entry.At) is not { } known || entry.Gpus == known);
        }).Check(Laws.Seeded);

    [Fact]
    public void Every_missing_hour_is_filled_and_counted() =>
        Prop.ForAll(Gen.Choose(-1, 50).ArrayOf(400).ToArbitrary(), hours =>
        {
            var measured = hours.Select((gpus, i) => i > 0 && gpus < 0 ? (int?)null : Math.Max(0, gpus)).ToList();
            var history = History.Fill(Colossus, Grok, Start, measured);
            return history.Hourly.Length == 400 && history.Filled == measured.Count(hour => hour is null)
                && measured.Index().All(hour => history.Hourly[hour.Index] == (hour.Item ?? history.Hourly[hour.Index >= 168 ? hour.Index - 168 : hour.Index - 1]));
        }).Check(Laws.Seeded);

    [Fact]
    public void A_gap_between_two_records_takes_the_hour_of_a_week_before_or_else_the_hour_before()
    {
        var first = new History(Colossus, Grok, Start, [100, 120], 0);
        var second = new History(Colossus, Grok, Start + Duration.FromHours(4), [80], 0);

        var both = first.Then(second);

        Assert.Equal([100, 120, 120, 120, 80], both.Hourly);
        Assert.Equal(2, both.Filled);
    }

    [Fact]
    public void A_correction_of_the_middle_keeps_both_ends()
    {
        var first = new History(Colossus, Grok, Start, [1, 2, 3, 4], 1);

        Assert.Equal([1, 9, 9, 4], first.Then(new History(Colossus, Grok, Start + Duration.FromHours(1), [9, 9], 0)).Hourly);
        Assert.Equal(Start + Duration.FromHours(4), first.End);
    }

    static Gen<History> Records =>
        from hour in Gen.Choose(0, 300)
        from count in Gen.Choose(1, 200)
        from values in Gen.Choose(0, 99).ArrayOf(count)
        select new History(Colossus, Grok, Start + Duration.FromHours(hour), [.. values], 0);

    static IEnumerable<(Instant At, int Gpus)> Hours(History history) => history.Hourly.Select((gpus, i) => (history.Start + Duration.FromHours(i), gpus));

    static int? ValueAt(History history, Instant at) =>
        at >= history.Start && at < history.End ? history.Hourly[(int)(at - history.Start).TotalHours] : null;
}
