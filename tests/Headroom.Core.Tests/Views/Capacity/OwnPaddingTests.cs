using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OwnPaddingTests
{
    static readonly Slug Chat = Slug.Of("chat");

    // Ten hours of 10 GPUs of which 9 are busy: what a record of demand tells.
    static readonly Book Recorded =
        Ready.Told(At(2026, 7, 2),
            new RecordDemand("a1", new History(Colossus, Chat, At(2026, 6, 1), [.. Enumerable.Repeat(10, 10)], 0) { Busy = [.. Enumerable.Repeat(9, 10)] }) { BusyExhibit = "b1" });

    // Law: what is sealed of a month is all that counts, whatever was recorded, and the gap is what one meter has beyond the other.
    [Fact]
    public void The_gap_is_what_was_allocated_less_what_was_busy() => Prop.ForAll(Gen.Zip(Gen.Choose(1, 1_000_000), Gen.Choose(0, 1_000_000)).ToArbitrary(), hours =>
        Padded(Seals("meters", 6, UsageMeasure.Allocated, hours.Item1).Concat(Seals("counters", 6, UsageMeasure.Busy, hours.Item2))) is { } padding
            && padding.Allocated - padding.Busy == hours.Item1 - hours.Item2 && padding.Share == (decimal)(hours.Item1 - hours.Item2) / hours.Item1 && padding.Sealed == Month(2026,
                6)).Check(Laws.Seeded);

    // By hand: 720 of 7,200 GPU-hours of June did nothing: a tenth, or one GPU in each of 720 hours.
    [Fact]
    public void The_last_month_sealed_by_both_meters_goes_before_what_was_recorded()
    {
        var padding = Padded([.. Seals("meters", 5, UsageMeasure.Allocated, 1_000), .. Seals("counters", 5, UsageMeasure.Busy, 10),
            .. Seals("meters", 6, UsageMeasure.Allocated, 7_200), .. Seals("counters", 6, UsageMeasure.Busy, 6_480),
            .. Seals("meters", 7, UsageMeasure.Allocated, 9_000)])!;

        Assert.Equal((Month(2026, 6), 720, 7_200m, 6_480m, 0.1m, 1m), (padding.Sealed!.Value, padding.Hours, padding.Allocated, padding.Busy, padding.Share, padding.Gpus));
    }

    // By hand: what one meter saw alone is no gap, and what others used is not this workload's; 10 of the 100 hours recorded were not busy.
    [Fact]
    public void One_meter_alone_leaves_what_was_recorded()
    {
        var padding = Padded(Seals("counters", 6, UsageMeasure.Busy, 500))!;

        Assert.Equal((null, 100m, 90m), (padding.Sealed, padding.Allocated, padding.Busy));
        Assert.Null(OwnPadding.Of(Ready, new OwnDemand(new History(Colossus, Chat, At(2026, 6, 1), [1, 2], 0), [], 10, 1)));
    }

    static Padding? Padded(IEnumerable<FactBody> said) => Recorded.Saying(At(2026, 8, 2), [.. said]) is var book ? OwnPadding.Of(book, book.Demand[Chat]) : null;

    /// <summary>A meter's month, in which another workload used as much again.</summary>
    static IEnumerable<FactBody> Seals(string source, int month, UsageMeasure measure, long hours) =>
    [
        new SourceDescribed(new UsageSource(Slug.Of(source), Colossus, measure, null, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("chat", new UsageHolder(Chat, true)), KeyValuePair.Create("other", new UsageHolder(Slug.Of("other"), true))]))),
        new UsageSealed(Slug.Of(source), Month(2026, month), 1, "a1",
            ImmutableSortedDictionary<Slug, long>.Empty.Add(Chat, hours * 3_600).Add(Slug.Of("other"), hours * 3_600), 0, 0),
    ];
}
