using System.Diagnostics;
using System.Text.RegularExpressions;
using Headroom.Cli.Demo;
using NodaTime;

namespace Headroom.Cli.Tests;

/// <summary>The whole on a real scheduler: book, quota, jobs, metering, invoices, wind-down.</summary>
public sealed partial class DemoTests
{
    // Where temporary files go is its owner's alone, as pam_tmpdir makes it.
    [Fact]
    public void A_contract_lives_and_ends_on_real_Slurm()
    {
        var place = Directory.CreateTempSubdirectory("headroom-private-");

        var (code, said, error) = Run(place.FullName);

        Assert.SkipWhen(code == 69 && Unable().IsMatch(error), error);
        Assert.Equal((0, ""), (code, error));
        // Own work filled everything, the customer's quota arrived, and two of four own jobs gave way.
        Assert.Matches(@"account own +operator +gpus +32 +32 +32 +32", said);
        Assert.Contains("account acme (new): gpus none -> 16 GPUs, default-qos firm, qos firm", said, StringComparison.Ordinal);
        Assert.Matches(@"account acme +acme +gpus +16 +16 +16 +16", said);
        Assert.Equal(2, Preempted().Count(said));
        // What would be written is shown first, and what somebody changed by hand is mended.
        Assert.Contains("sacctmgr -i load /dev/stdin <<'END'", said, StringComparison.Ordinal);
        Assert.Matches("mended, read back and said at position [0-9]+: account acme: gpus 32 -> 16 GPUs", said);
        // What was metered is billed, to the cent, and after the notice the quota is gone.
        Assert.Matches(@"acme +acme-slurm +contract +(?!0\.0+\b)\d+\.\d+", said);
        Assert.Matches(@"compute: \d{4}-\d\d +(?!0\.00)\d+\.\d\d", said);
        Assert.Matches(@"account acme +acme +gpus +0 +0 +0 +0", said);
        Assert.Contains("INV-0000002", said, StringComparison.Ordinal);
        Assert.Contains("clean: ", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder().Match(said).Groups[1].Value));
        place.Delete();
    }

    // Law: what runs within half an hour of any instant lies in one month of the demonstration's zone, whose first day is today there.
    [Fact]
    public void What_runs_during_it_lies_in_one_month()
    {
        var near = from month in Enumerable.Range(1, 12)
                   from minutes in new[] { -1440, -61, -60, -59, -31, -30, -29, -1, 0, 1, 29, 30, 31, 60 }
                   select Instant.FromUtc(2027, month, 1, 0, 0) + Duration.FromMinutes(minutes);
        Assert.All(near, now =>
        {
            var (date, zone) = DemoDay.Of(now);
            LocalDate There(Instant instant) => instant.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
            Assert.Equal((date, date.ToYearMonth()), (There(now), There(now + DemoDay.Room - Duration.Epsilon).ToYearMonth()));
        });
    }

    static (int Code, string Output, string Error) Run(string temporary)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "headroom.dll"), "demo", "slurm"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = temporary;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    [GeneratedRegex(@"GPUs each, in (\S+)")]
    private static partial Regex Folder();

    [GeneratedRegex("needs root|is missing; run:")]
    private static partial Regex Unable();

    [GeneratedRegex(@" own +own +PENDING")]
    private static partial Regex Preempted();
}
