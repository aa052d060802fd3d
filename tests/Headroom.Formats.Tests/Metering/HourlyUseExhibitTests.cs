using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Formats.Metering;
using NodaTime;

namespace Headroom.Formats.Tests.Metering;

public sealed class HourlyUseExhibitTests
{
    static readonly Window Night = new(Instant.FromUtc(2026, 6, 1, 5, 0), Instant.FromUtc(2026, 6, 1, 8, 0));

    [Fact]
    public void What_is_written_is_read_back_and_written_again_to_the_same_bytes() =>
        Prop.ForAll((from names in Gen.Elements("a", "tenant_a", "own-1").ListOf() from hours in Gen.Choose(0, 1_000_000).ArrayOf(3) select (names, hours)).ToArbitrary(), made =>
        {
            var use = new HourlyUse(Night,
                made.names.Distinct().ToImmutableSortedDictionary(name => name, _ => made.hours.Select(hour => (long)hour).ToImmutableArray(), StringComparer.Ordinal));
            var bytes = HourlyUseExhibit.Write(use);
            return HourlyUseExhibit.Read(bytes) is { } read && read.Window == Night && HourlyUseExhibit.Write(read).SequenceEqual(bytes) && read.Total == use.Total;
        }).Check(Laws.Seeded);

    [Theory]
    [InlineData("")]
    [InlineData("hourly-use v2,2026-06-01T05:00:00Z,2026-06-01T08:00:00Z\n")]
    [InlineData("hourly-use v1,2026-06-01T05:00:00Z,2026-06-01T05:00:00Z\n")]
    [InlineData("hourly-use v1,2026-06-01T05:00:00Z,2026-06-01T08:00:00Z\na,1,2\n")]
    [InlineData("hourly-use v1,2026-06-01T05:00:00Z,2026-06-01T08:00:00Z\na,1,2,x\n")]
    [InlineData("hourly-use v1,2026-06-01T05:00:00Z,2026-06-01T08:00:00Z\na,1,2,3\na,1,2,3\n")]
    public void What_is_no_such_exhibit_is_not_read(string text) => Assert.Null(HourlyUseExhibit.Read(Encoding.UTF8.GetBytes(text)));
}
