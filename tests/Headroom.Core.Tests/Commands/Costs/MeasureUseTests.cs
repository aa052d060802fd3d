using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class MeasureUseTests
{
    static readonly ImmutableSortedDictionary<Slug, decimal> None = ImmutableSortedDictionary<Slug, decimal>.Empty;

    // June has 720 hours of 220,000 GPUs.
    static readonly MeasuredUse June = new(Colossus, Month(2026, 6), 150_000_000m, 100_000_000m, 20_000_000m, None.Add(Slug.Of("chat"), 1_000m), "accounting");

    [Fact]
    public void Use_is_measured_and_measured_anew()
    {
        var book = Ready.Told(At(2026, 7, 2), new MeasureUse(June), new MeasureUse(June with { Busy = null, Goodput = null }));

        Assert.Null(Assert.Single(book.Outlays.Measured).Value.Busy);
        Assert.Equal(At(2026, 7, 1), new MeasureUse(June).NotBefore(Ready));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        void Refuses(MeasuredUse measured, RefusalCode code, string field) => Ready.Refuses(At(2026, 7, 2), new MeasureUse(measured), code, field);

        Refuses(June with { Pool = Slug.Of("nowhere") }, RefusalCode.NotFound, "pool");
        Refuses(June with { Month = Month(2026, 7) }, RefusalCode.InTheFuture, "month");
        Refuses(June with { Allocated = null, Busy = null, Goodput = null, Own = None }, RefusalCode.Malformed, "");
        Refuses(June with { Allocated = 158_400_001m }, RefusalCode.OutOfRange, "allocated");
        Refuses(June with { Busy = 150_000_001m }, RefusalCode.OutOfRange, "busy");
        Refuses(June with { Goodput = 100_000_001m }, RefusalCode.OutOfRange, "goodput");
        Refuses(June with { Goodput = -1m }, RefusalCode.OutOfRange, "goodput");
        Refuses(June with { Own = None.Add(Slug.Of("chat"), -1m) }, RefusalCode.OutOfRange, "own.chat");
        Refuses(June with { Own = None.Add(Slug.Of("a"), 100_000_000m).Add(Slug.Of("b"), 100_000_000m) }, RefusalCode.OutOfRange, "own");
    }
}
