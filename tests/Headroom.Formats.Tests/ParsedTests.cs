using Headroom.Core.Units;

namespace Headroom.Formats.Tests;

public sealed class ParsedTests
{
    static readonly Refusal Fault = new(RefusalCode.Malformed, "a", "It is broken.");

    // Law: there is a value or there are faults, and what follows is read only when there is a value.
    [Fact]
    public void A_fault_passes_through_and_a_value_is_read_on()
    {
        Parsed<string> value = "8", fault = Fault;

        Assert.Equal(8, value.Then<int>(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).Value);
        Assert.Equal([Fault], fault.Then<int>(_ => throw new InvalidOperationException()).Faults);
        Assert.False(fault.TryGet(out _, out var first));
        Assert.Equal(Fault, first);
        Assert.Null(Parsed<string>.Of("8", [Fault]).Value);
    }
}
