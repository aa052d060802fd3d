using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class MakeAssumptionTests
{
    static readonly Assumption Ramp = new("ramp-fee", 625_000_000m, "USD a month", 0m, 1_250_000_000m, null, ImmutableSortedDictionary<string, decimal>.Empty, "half the fee");

    [Fact]
    public void Value_and_variants_lie_in_the_range_and_the_range_is_upright()
    {
        Refused(Ramp with { Value = -1m }, "value");
        Refused(Ramp with { Variants = Ramp.Variants.Add("high", 1_250_000_001m) }, "variants.high");
        Refused(Ramp with { Low = 2m, High = 1m, Value = 2m }, "value");
    }

    [Fact]
    public void A_later_assumption_of_the_name_replaces_the_earlier()
    {
        var book = Ready.Told(At(2026, 3, 2), new MakeAssumption(Ramp), new MakeAssumption(Ramp with { Value = 1m }));

        Assert.Equal(1m, Assert.Single(book.Assumptions).Value.Value);
    }

    static void Refused(Assumption assumption, string field) => Ready.Refuses(At(2026, 3, 2), new MakeAssumption(assumption), RefusalCode.OutOfRange, field);
}
