using FsCheck;
using FsCheck.Fluent;
using Headroom.Formats.Demand;

namespace Headroom.Formats.Tests.Demand;

public sealed class HourlyExhibitTests
{
    // Law: the hours come back as they were, four bytes each.
    [Fact]
    public void Hours_come_back_as_they_were() =>
        Prop.ForAll(Gen.Choose(0, 100_000_000).ArrayOf().ToArbitrary(), hours =>
            HourlyExhibit.Write([.. hours]).Length == hours.Length * 4 && HourlyExhibit.Read(HourlyExhibit.Write([.. hours])).SequenceEqual(hours)).Check(Laws.Seeded);

    [Fact]
    public void The_least_byte_comes_first() => Assert.Equal([0xD2, 0x04, 0, 0], HourlyExhibit.Write([1234]));
}
