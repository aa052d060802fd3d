using System.Globalization;
using System.Text;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Metering.Hours;
using Headroom.Metering.Slurm;
using Headroom.Schedulers.Slurm;
using NodaTime;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>Slurm's accounting of real jobs, by sacct and from slurmdbd through slurmrestd.</summary>
[Collection(OnRealSlurm.Name)]
public sealed class RealAccountingTests(PrivateSlurm slurm)
{
    const string User = "lp";

    // Two that ended, one without GPUs, one that ran and is held back, and four that still run.
    [Fact]
    public async Task Use_read_through_slurmrestd_is_what_sacct_says_to_the_second()
    {
        using var site = new SlurmSite(slurm);
        site.Sell(32);
        Assert.IsType<Pass.Applied>(await site.Pass());
        slurm.Admit(User, site.Customer);
        string[] ended = [slurm.Submit(User, site.Customer, 4, 2), slurm.Submit(User, site.Customer, 2, 1, PrivateSlurm.Type), slurm.Submit(User, site.Customer, 0, 1)];
        foreach (var job in ended) await slurm.Reaches(job, "COMPLETED");
        var requeued = slurm.Submit(User, site.Customer, 8, 300);
        await slurm.Reaches(requeued, "RUNNING");
        slurm.Run("scontrol", "requeuehold", requeued);
        string[] running = [.. Enumerable.Range(0, PrivateSlurm.Nodes).Select(_ => slurm.Submit(User, site.Customer, 8, 300))];
        foreach (var job in running) await slurm.Reaches(job, "RUNNING");
        await Recorded(site.Customer, [.. ended.Select(job => $"{job}|COMPLETED"), $"{requeued}|REQUEUED", $"{requeued}|PENDING", .. running.Select(job => $"{job}|RUNNING")]);
        var readAt = await After(slurm.Now + Duration.FromSeconds(2));

        foreach (var type in new[] { null, PrivateSlurm.Type, PrivateSlurm.OtherType })
        {
            // The second begins in the middle of the jobs.
            foreach (var from in new[] { readAt - Duration.FromDays(2), readAt - Duration.FromSeconds(1) })
            {
                var request = new SacctRequest(new(from, readAt + Duration.FromHours(1)), DateTimeZone.Utc, readAt, 32) { Type = type };
                var (bySacct, byRest) = await Same(site.Customer, request);
                Assert.True(bySacct.Of(site.Customer) > 0);
                Assert.Equal(bySacct.Accounts[site.Customer], byRest.Accounts[site.Customer]);
            }
        }
    }

    [Fact]
    public async Task Slurmdbd_that_is_away_is_told_and_nothing_is_counted()
    {
        using var site = new SlurmSite(slurm);
        var request = new SacctRequest(new(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 1, 2, 0, 0)), DateTimeZone.Utc, Instant.FromUtc(2026, 1, 2, 0, 0), 32);
        slurm.Tell("stop slurmdbd");
        try
        {
            Assert.Contains("Unable to connect to database", Assert.Single((await Rest().Read(request, (_, _) => { }, CancellationToken.None)).Faults).Says,
            StringComparison.Ordinal);
        }
        finally { slurm.Tell("start slurmdbd"); }
        Assert.NotNull(await Answered(request));
    }

    SlurmdbdUse Rest() => new(SlurmRestServer.At(new($"unix:{slurm.RestSocket}", null, null), Duration.FromSeconds(60)), null);

    /// <summary>Waits until an instant has come, and gives the one that it is then.</summary>
    async Task<Instant> After(Instant instant)
    {
        while (slurm.Now <= instant) await Task.Delay(200);
        return slurm.Now;
    }

    /// <summary>slurmctld tells slurmdbd what happens a little after it happened: waits, at most a minute, until sacct lists just these jobs in these states.</summary>
    async Task Recorded(string account, IReadOnlyCollection<string> jobs)
    {
        for (var attempt = 0; ; attempt++)
        {
            var seen = slurm.Run("sacct", "-a", "-X", "-D", "-n", "-P", "--format=JobIDRaw,State", "-A", account, "-S", "now-1days")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (attempt == 120) Assert.Equal(jobs.Order(), seen.Order());
            if (jobs.Order().SequenceEqual(seen.Order())) return;
            await Task.Delay(500);
        }
    }

    /// <summary>What slurmrestd reads; it says for a moment that it cannot where slurmdbd was just started again, and is asked again, at most half a minute.</summary>
    async Task<Imported> Answered(SacctRequest request)
    {
        for (var attempt = 0; ; attempt++)
        {
            var read = await Rest().Read(request, (_, _) => { }, CancellationToken.None);
            if (read.Value is { } import) return import;
            Assert.True(attempt < 60, string.Join("; ", read.Faults));
            await Task.Delay(500);
        }
    }

    /// <summary>Both readings.</summary>
    async Task<(HourlyUse BySacct, HourlyUse ByRest)> Same(string account, SacctRequest request)
    {
        var sacct = slurm.Run("env", "TZ=UTC", "sacct", "-a", "-X", "-D", "-P", "--format=JobIDRaw,Account,State,Start,End,AllocTRES", "-A", account, "-S",
            Time(request.Window.From), "-E", Time(request.Window.End));
        var bySacct = SacctImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(sacct)), request, 2, _ => { }).Value!;
        var byRest = await Answered(request);
        Assert.Equal(0, byRest.Quarantine.Count);
        return (bySacct.Use, byRest.Use);
    }

    static string Time(Instant instant) => instant.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", CultureInfo.InvariantCulture);
}
