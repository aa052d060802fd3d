using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class MeasuredMonthTests
{
    static readonly Slug Slurm = Slug.Of("slurm"), Counters = Slug.Of("counters"), Chat = Slug.Of("chat");

    // By hand: 7,200 GPU-seconds of chat and 3,600 of a customer are 3 GPU-hours allocated, of which chat used 2.
    [Fact]
    public void Sealed_usage_goes_before_what_was_said()
    {
        var book = Ready.Told(At(2026, 7, 2),
            new MeasureUse(new(Colossus, Month(2026, 6), 900m, 500m, 50m, ImmutableSortedDictionary<Slug, decimal>.Empty.Add(Chat, 100m), "by hand"))).Saying(At(2026, 7, 2),
            new SourceDescribed(Source(Slurm, UsageMeasure.Allocated)), new UsageSealed(Slurm, Month(2026, 6), 1, "a1", Totals((Chat, 7_200), (Id, 3_600)), 0, 0));
        var measured = MeasuredMonth.Of(book, Colossus, Month(2026, 6))!;

        Assert.Equal((3m, 500m, 50m, 2m), (measured.Allocated, measured.Busy, measured.Goodput, measured.Own[Chat]));
        Assert.Equal((2m, OwnBasis.Measured), new CapacityHours(book, Day(2026, 7, 2)).Of(Colossus, Month(2026, 6)) is var use ? (use.OwnInAll.Round(2), use.Basis) : default);
    }

    // By hand: what is busy says nothing of what was allocated, and another pool's sources nothing of this one.
    [Fact]
    public void A_measure_that_was_not_taken_is_null()
    {
        var book = Ready.Saying(At(2026, 7, 2), new SourceDescribed(Source(Counters, UsageMeasure.Busy)),
            new UsageSealed(Counters, Month(2026, 6), 1, "a1", Totals((Chat, 3_600)), 1_800, 0));
        var measured = MeasuredMonth.Of(book, Colossus, Month(2026, 6))!;

        Assert.Equal((null, 1.5m, null, 0), (measured.Allocated, measured.Busy, measured.Goodput, measured.Own.Count));
        Assert.Null(MeasuredMonth.Of(book, Colossus, Month(2026, 5)));
    }

    static UsageSource Source(Slug id, UsageMeasure measure) => new(id, Colossus, measure, null,
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("chat", new UsageHolder(Chat, true)), KeyValuePair.Create("tenant", new UsageHolder(Id, false))]));

    static ImmutableSortedDictionary<Slug, long> Totals(params (Slug Holder, long Seconds)[] totals) =>
        totals.ToImmutableSortedDictionary(each => each.Holder, each => each.Seconds);
}
