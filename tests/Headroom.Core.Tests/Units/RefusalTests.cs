using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Units;

public sealed class RefusalTests
{
    // Law: putting a fault under a document and under another is putting it under both at once.
    [Fact]
    public void Paths_nest() =>
        Prop.ForAll(Gen.Elements("", "from", "steps[1].from").ToArbitrary(), field =>
            Fault(field).Under("legs[0]").Under("terms") == Fault(field).Under("terms.legs[0]")).Check(Laws.Seeded);

    [Fact]
    public void Figures_are_invariant_text_by_name()
    {
        var refusal = Fault("legs").With("short_by_gpus", 1234567L).With("risk", 0.05m).With("risk", 0.10m);

        Assert.Equal("1234567", refusal.Numbers["short_by_gpus"]);
        Assert.Equal("0.10", refusal.Numbers["risk"]);
    }

    [Fact]
    public void A_fault_without_a_field_takes_the_place_it_stands_in() => Assert.Equal("legs[0]", Fault("").Under("legs[0]").Field);

    static Refusal Fault(string field) => new(RefusalCode.OutOfRange, field, "It is too much.");
}
