using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Formats.Demand;
using NodaTime;

namespace Headroom.Formats.Tests.Demand;

public sealed class DemandCsvTests
{
    const string Header = "timestamp_utc,pool,workload,gpus_in_use\n";

    // Law: every hour that stands in the file is in the history, and those between are filled and counted. Plain or packed, in any order.
    [Fact]
    public void Hours_that_stand_are_kept_and_gaps_are_filled_and_counted() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 300), Gen.Choose(0, 5000)).NonEmptyListOf().ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (rows, packed) =>
        {
            var hours = rows.GroupBy(row => row.Item1).Select(group => group.First()).ToList();
            var text = Header + string.Concat(hours.Select(row => $"{Start + Duration.FromHours(row.Item1)},colossus-1,grok,{row.Item2}\n"));
            var history = Read(packed ? Packed(Encoding.UTF8.GetBytes(text)) : Encoding.UTF8.GetBytes(text)).Value!.Single();
            var first = hours.Min(row => row.Item1);
            return history.Start == Start + Duration.FromHours(first) && history.Hourly.Length == hours.Max(row => row.Item1) - first + 1
                && history.Filled == history.Hourly.Length - hours.Count && hours.All(row => history.Hourly[row.Item1 - first] == row.Item2);
        }).Check(Laws.Seeded);

    // Of 3.5 in use 1.2 are busy, taken up to whole GPUs; then not measured; then a missing hour.
    [Fact]
    public void How_many_were_busy_may_stand_beside_and_may_be_missing()
    {
        var rows = "timestamp_utc,pool,workload,gpus_in_use,gpus_busy\n2026-03-01T00:00:00Z,p,w,3.5,1.2\n2026-03-01T01:00:00Z,p,w,4,\n2026-03-01T03:00:00Z,p,w,4,4\n";

        Assert.Equal([2, -1, -1, 4], Read(Encoding.UTF8.GetBytes(rows)).Value!.Single().Busy);
        Assert.Empty(Read(Encoding.UTF8.GetBytes(Header + "2026-03-01T00:00:00Z,p,w,4\n")).Value!.Single().Busy);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("many")]
    public void More_busy_than_in_use_cannot_be(string busy)
    {
        var read = Read(Encoding.UTF8.GetBytes($"timestamp_utc,pool,workload,gpus_in_use,gpus_busy\n2026-03-01T00:00:00Z,p,w,4,{busy}\n"));

        Assert.Contains("is not a number of GPUs from 0 to the 4 in use", Assert.Single(read.Faults).Says);
    }

    [Fact]
    public void A_part_of_a_GPU_in_use_occupies_it_and_workloads_are_apart()
    {
        var read = Read(Header + "2026-03-01T00:00:00Z,colossus-1,grok,99.1\n2026-03-01T00:00:00Z,colossus-1,search,8\n").Value!;

        Assert.Equal([(Slug.Of("grok"), 100), (Slug.Of("search"), 8)], read.Select(history => (history.Workload, history.Hourly[0])));
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,grok,1\n2026-03-01T00:00:00Z,colossus-1,grok,2\n", "timestamp_utc", 3)]
    [InlineData("2026-03-01T00:30:00Z,colossus-1,grok,1\n", "timestamp_utc", 2)]
    [InlineData("2026-03-01T00:00:00.5Z,colossus-1,grok,1\n", "timestamp_utc", 2)]
    [InlineData("1 March 2026,colossus-1,grok,1\n", "timestamp_utc", 2)]
    [InlineData("9999-03-01T00:00:00Z,colossus-1,grok,1\n", "timestamp_utc", 2)]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,grok,-1\n", "gpus_in_use", 2)]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,grok,1e3\n", "gpus_in_use", 2)]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,grok,\n", "gpus_in_use", 2)]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,grok,100000001\n", "gpus_in_use", 2)]
    [InlineData("2026-03-01T00:00:00Z,Colossus 1,grok,1\n", "pool", 2)]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,Grok,1\n", "workload", 2)]
    [InlineData("2026-03-01T00:00:00Z,colossus-1,grok,1\n2026-03-01T01:00:00Z,colossus-2,grok,1\n", "pool", 3)]
    public void A_row_at_fault_is_named_by_field_and_line(string rows, string field, int line)
    {
        var fault = Assert.Single(Read(Header + rows).Faults);

        Assert.Equal((RefusalCode.Malformed, field, $"{line}"), (fault.Code, fault.Field, fault.Numbers["line"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("time,pool,gpus\n2026-03-01T00:00:00Z,colossus-1,1\n")]
    [InlineData(Header)]
    [InlineData(Header + "2026-03-01T00:00:00Z,colossus-1,grok\n")]
    [InlineData(Header + "2026-03-01T00:00:00Z,colossus-1,grok,1,2\n")]
    [InlineData(Header + "\"2026-03-01T00:00:00Z,colossus-1,grok,1\n")]
    public void Files_without_the_columns_or_rows_are_refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Ten_years_are_the_most() =>
        Refused(Encoding.UTF8.GetBytes(Header + "2010-03-01T00:00:00Z,colossus-1,grok,1\n2026-03-01T00:00:00Z,colossus-1,grok,1\n"));

    // Law: bytes that are no such file are refused and never throw.
    [Fact]
    public void Garbage_is_refused() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(200).ToArbitrary(), Gen.Choose(0, 2).ToArbitrary(), (bytes, kind) =>
            Read(kind == 0 ? bytes : kind == 1 ? [0x1f, 0x8b, .. bytes] : Packed(bytes)).Faults.Count == 1).Check(Laws.Seeded);

    [Fact]
    public void A_packed_file_that_is_cut_off_is_refused() =>
        Refused(Packed(Encoding.UTF8.GetBytes(Header
            + string.Concat(Enumerable.Range(0, 500).Select(hour => $"{Start + Duration.FromHours(hour)},colossus-1,grok,{hour}\n"))))[..^200]);

    [Fact]
    public void A_small_file_that_unpacks_beyond_256_megabytes_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Header));
            var blank = Encoding.UTF8.GetBytes(new string('\n', 1 << 20));
            for (var i = 0; i < 257; i++) gzip.Write(blank);
        }

        Assert.True(packed.Length < 4 << 20);
        Refused(packed.ToArray());
    }

    static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 0, 0);

    static void Refused(byte[] bytes) => Assert.Equal(RefusalCode.Malformed, Assert.Single(Read(bytes).Faults).Code);

    static Parsed<IReadOnlyList<History>> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    static Parsed<IReadOnlyList<History>> Read(byte[] bytes) => DemandCsv.Read(new MemoryStream(bytes));

    static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
