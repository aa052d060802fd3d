using System.Text;
using Headroom.Core.Time;
using Headroom.Metering.Hours;
using Headroom.Metering.Slurm;
using NodaTime;

namespace Headroom.Metering.Tests.Slurm;

public sealed class SacctImportTests
{
    const string Head = "JobIDRaw|Account|State|Start|End|AllocTRES\n";
    static readonly Window June = new(Instant.FromUtc(2026, 6, 1, 0, 0), Instant.FromUtc(2026, 7, 1, 0, 0));

    static Imported Read(string lines, int cores = 2, DateTimeZone? zone = null, string head = Head)
    {
        var request = new SacctRequest(June, zone ?? DateTimeZone.Utc, June.End + Duration.FromHours(1), 1_000);
        return SacctImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(head + lines)), request, cores, _ => { }).TryGet(out var result, out var fault)
            ? result : throw new InvalidOperationException(fault.Says);
    }

    static string Run(long job, string account, string start, string end, string tres = "cpu=8,gres/gpu=8,node=1") => $"{job}|{account}|COMPLETED|{start}|{end}|{tres}\n";

    [Fact]
    public void Gpu_seconds_are_gpus_times_seconds_and_those_of_all_accounts_stand_apart()
    {
        var result = Read(Run(1, "own", "2026-06-01T00:30:00", "2026-06-01T02:00:00") + Run(2, "tenant-a", "2026-06-02T00:00:00", "2026-06-02T00:00:10", "gres/gpu=3"));
        Assert.Equal(8 * 5400, result.Use.Of("own"));
        Assert.Equal(30, result.Use.Of("tenant-a"));
        Assert.Equal(new RecordCounts(2, 2, 0, 0), result.Counts);
    }

    [Fact]
    public void A_run_that_stands_twice_is_counted_once_in_whatever_order_and_on_however_many_cores()
    {
        var runs = Enumerable.Range(1, 2000).Select(job => Run(job, $"account-{job % 7}", $"2026-06-{job % 28 + 1:00}T01:02:03", $"2026-06-{job % 28 + 2:00}T04:05:06")).ToList();
        var once = Read(string.Concat(runs), 1);
        var (shuffled, random) = (runs.Concat(runs).ToArray(), new Random(3));
        random.Shuffle(shuffled);
        var twice = Read(string.Concat(shuffled), 4);
        Assert.Equal(once.Use.Accounts.Select(account => (account.Key, account.Value.Sum())), twice.Use.Accounts.Select(account => (account.Key, account.Value.Sum())));
        Assert.Equal(2000, twice.Counts.Repeated);
    }

    [Fact]
    public void A_requeued_job_has_several_runs_and_each_is_counted()
    {
        var result = Read(Run(7, "own", "2026-06-01T00:00:00", "2026-06-01T01:00:00") + Run(7, "own", "2026-06-01T02:00:00", "2026-06-01T03:00:00")
            + Run(7, "own", "2026-06-01T02:00:00", "2026-06-01T03:00:00"));
        Assert.Equal(2 * 8 * 3600, result.Use.Of("own"));
    }

    [Fact]
    public void A_run_first_seen_while_it_ran_goes_on_from_there()
    {
        var result = Read(Run(7, "own", "2026-06-30T23:00:00", "2026-06-30T23:30:00") + Run(7, "own", "2026-06-30T23:00:00", "Unknown"));
        Assert.Equal(8 * 3600, result.Use.Of("own"));
    }

    [Fact]
    public void Steps_jobs_that_never_started_and_jobs_without_gpus_are_left_out_and_said_so()
    {
        var result = Read(Run(1, "own", "2026-06-01T00:00:00", "2026-06-01T01:00:00").Replace("1|own", "1.batch|own") + Run(2, "own", "Unknown", "Unknown")
            + Run(3, "own", "2026-06-01T00:00:00", "2026-06-01T01:00:00", "cpu=8,gres/gpumem=80G"));
        Assert.True(result.Use.Accounts.IsEmpty);
        Assert.Equal(new RecordCounts(3, 0, 0, 3), result.Counts);
    }

    [Theory]
    [InlineData("x|own|COMPLETED|2026-06-01T00:00:00|2026-06-01T01:00:00|gres/gpu=8", Doubt.Malformed, "JobIDRaw")]
    [InlineData("1|own|COMPLETED|2026-06-31T00:00:00|2026-06-01T01:00:00|gres/gpu=8", Doubt.Malformed, "Start")]
    [InlineData("1|own|COMPLETED|2026-06-02T00:00:00|2026-06-01T01:00:00|gres/gpu=8", Doubt.EndsBeforeStart, "End")]
    [InlineData("1|own|COMPLETED|2026-07-02T00:00:00|2026-07-03T01:00:00|gres/gpu=8", Doubt.ClockSkew, "Start")]
    [InlineData("1|own|COMPLETED|2026-06-01T00:00:00|2026-07-03T01:00:00|gres/gpu=8", Doubt.ClockSkew, "End")]
    [InlineData("1|own|COMPLETED|2026-06-01T00:00:00|2026-06-01T01:00:00|gres/gpu=1001", Doubt.MoreThanThereAre, "AllocTRES")]
    [InlineData("1|own|COMPLETED|2026-06-01T00:00:00|2026-06-01T01:00:00|gres/gpu=many", Doubt.Malformed, "AllocTRES")]
    [InlineData("1|own; drop table usage|COMPLETED|2026-06-01T00:00:00|2026-06-01T01:00:00|gres/gpu=8", Doubt.AccountName, "Account")]
    [InlineData("1|$(reboot)|COMPLETED|2026-06-01T00:00:00|2026-06-01T01:00:00|gres/gpu=8", Doubt.AccountName, "Account")]
    [InlineData("1|own|COMPLETED", Doubt.Malformed, "")]
    public void What_cannot_be_counted_is_set_aside_with_its_line_and_reason(string line, Doubt doubt, string field)
    {
        var result = Read(Run(5, "own", "2026-06-01T00:00:00", "2026-06-01T00:00:01") + line + "\n");
        Assert.Equal(8, result.Use.Of("own"));
        var aside = Assert.Single(result.Quarantine.Records);
        Assert.Equal((3L, doubt, field), (aside.Line, aside.Doubt, aside.Field));
    }

    [Fact]
    public void Lines_of_later_chunks_bear_their_own_numbers()
    {
        var good = Run(1, "own", "2026-06-01T00:00:00", "2026-06-01T00:00:01");
        var many = string.Concat(Enumerable.Repeat(good, 60_000));
        Assert.Equal(60_002, Assert.Single(Read(many + "broken\n").Quarantine.Records).Line);
    }

    [Fact]
    public void Local_times_follow_the_zone_and_the_hour_that_the_clock_repeats_is_set_aside()
    {
        var window = new Window(Instant.FromUtc(2026, 11, 1, 5, 0), Instant.FromUtc(2026, 12, 1, 6, 0));
        var request = new SacctRequest(window, DateTimeZoneProviders.Tzdb["America/Chicago"], window.End, 1_000);
        var lines = Head + Run(1, "own", "2026-11-01T00:00:00", "2026-11-01T03:00:00", "gres/gpu=1") + Run(2, "own", "2026-11-01T01:30:00", "2026-11-01T03:00:00")
            + Run(3, "own", "1793581200", "1793581260", "gres/gpu=1");
        Assert.True(SacctImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(lines)), request, 1, _ => { }).TryGet(out var result, out _));
        // Midnight to three is four hours on the day the clock goes back, and the third run states seconds.
        Assert.Equal(4 * 3600 + 60, result.Use.Of("own"));
        Assert.Equal(Doubt.AmbiguousTime, Assert.Single(result.Quarantine.Records).Doubt);
    }

    [Fact]
    public void A_first_line_without_the_columns_is_refused_by_name()
    {
        var read = SacctImport.Read(new MemoryStream("JobIDRaw|Account|Start|End\n"u8.ToArray()), new(June, DateTimeZone.Utc, June.End, 1), 1, _ => { });
        Assert.Equal("AllocTRES", Assert.Single(read.Faults).Field);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("cpu=4,gres/gpu=8", 8)]
    [InlineData("gres/gpu:h100=4,gres/gpu:h200=2", 6)]
    [InlineData("cpu=4,gres/gpu:h100=8,gres/gpu=8,mem=1G", 8)]
    [InlineData("gres/gpuutil=100,gres/gpumem=8G", 0)]
    public void Gpus_are_those_of_any_type(string tres, long gpus) => Assert.Equal(gpus, SacctPart.GpusOf(Encoding.UTF8.GetBytes(tres)));

    [Theory]
    [InlineData("cpu=4,gres/gpu=8", 0)]
    [InlineData("gres/gpu:h100=4,gres/gpu:h200=2,gres/gpu=6", 4)]
    [InlineData("gres/gpu:h100-80g=4,gres/gpu=4", 0)]
    public void Gpus_of_one_type_are_those_of_its_whole_name(string tres, long gpus) => Assert.Equal(gpus, SacctPart.GpusOf(Encoding.UTF8.GetBytes(tres), ":h100="u8.ToArray()));
}
