using System.Text;
using Headroom.Core.Time;
using Headroom.Formats;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Tests.Hours;

public sealed class UseCsvTests
{
    const string Head = "id,account,from,to,units\n";
    static readonly Window June = new(Instant.FromUtc(2026, 6, 1, 0, 0), Instant.FromUtc(2026, 7, 1, 0, 0));

    static Parsed<Imported> Read(string text) => UseCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), June, June.End, 100);

    [Fact]
    public void Rows_add_up_and_one_that_stands_twice_counts_once()
    {
        var import =
            Read(Head
                + "1,a,2026-06-01T00:00:00Z,2026-06-01T01:30:00Z,8\n1,a,2026-06-01T00:00:00Z,2026-06-01T01:30:00Z,8\n,a,2026-06-02T00:00:00Z,2026-06-02T00:00:01Z,1\n").Value!;
        Assert.Equal(8 * 5400 + 1, import.Use.Of("a"));
        Assert.Equal(new RecordCounts(3, 2, 1, 0), import.Counts);
    }

    [Theory]
    [InlineData("1,a b,2026-06-01T00:00:00Z,2026-06-01T01:00:00Z,8", Doubt.AccountName)]
    [InlineData("1,a,2026-06-01,2026-06-01T01:00:00Z,8", Doubt.Malformed)]
    [InlineData("1,a,2026-06-01T00:00:00.5Z,2026-06-01T01:00:00Z,8", Doubt.Malformed)]
    [InlineData("1,a,2026-06-01T00:00:00Z,2026-06-01T01:00:00Z,-8", Doubt.Malformed)]
    [InlineData("1,a,2026-06-01T02:00:00Z,2026-06-01T01:00:00Z,8", Doubt.EndsBeforeStart)]
    [InlineData("1,a,2026-06-01T02:00:00Z,2026-07-01T01:00:00Z,8", Doubt.ClockSkew)]
    [InlineData("1,a,2026-06-01T00:00:00Z,2026-06-01T01:00:00Z,101", Doubt.MoreThanThereAre)]
    [InlineData("0,a,2026-06-01T00:00:00Z,2026-06-01T01:00:00Z,9", Doubt.OtherContent)]
    public void What_cannot_be_counted_is_set_aside(string row, Doubt doubt)
    {
        var import = Read(Head + "0,a,2026-06-01T00:00:00Z,2026-06-01T00:00:01Z,1\n" + row + "\n").Value!;
        Assert.Equal(doubt, Assert.Single(import.Quarantine.Records).Doubt);
        Assert.Equal(1, import.Use.Total);
    }

    [Fact]
    public void A_file_without_the_columns_is_refused() => Assert.Contains("account,from,to,units", Assert.Single(Read("a,b\n1,2\n").Faults).Says);
}
