using System.Diagnostics;
using Headroom.Core.Units;
using Headroom.Schedulers.Slurm;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>The reconciler on real Slurm. The tests share one cluster of 32 GPUs; each has a book, an own account and a customer of its own.</summary>
[Collection(OnRealSlurm.Name)]
public sealed class RealSlurmTests(PrivateSlurm slurm)
{
    const int Gpus = PrivateSlurm.Nodes * PrivateSlurm.GpusOfANode;

    [Fact]
    public async Task A_quota_is_recorded_enforced_and_read_back_and_a_second_pass_writes_nothing()
    {
        using var site = new SlurmSite(slurm);
        site.Sell(24);

        var applied = Assert.IsType<Pass.Applied>(await site.Pass());
        var transactions = Transactions();

        Assert.Equal("gres/gpu=24", site.Limit(site.Customer));
        Assert.Contains("gres/gpu=24(0)", slurm.Run("scontrol", "-o", "show", "assoc_mgr", $"accounts={site.Customer}", "flags=assoc"), StringComparison.Ordinal);
        Assert.Contains("cluster private, read by sacctmgr", applied.Plan.Observed.Version, StringComparison.Ordinal);
        Assert.Empty(applied.Plan.Observed.Notes);
        Assert.IsType<Pass.Settled>(await site.Pass());
        Assert.Equal((transactions, 1), (Transactions(), site.FactsSaid));
    }

    // What a person set beside our limits stays: the share, other resources, users, the parent.
    [Fact]
    public async Task Drift_is_mended_and_what_is_not_ours_is_left_alone()
    {
        using var site = new SlurmSite(slurm);
        site.Sell(16);
        await site.Pass();
        slurm.Run("sacctmgr", "-i", "add", "account", $"group-{site.Customer}");
        slurm.Run("sacctmgr", "-i", "modify", "account", "where", $"name={site.Customer}", "set", "GrpTRES=gres/gpu=32,cpu=77", "Fairshare=50", $"Parent=group-{site.Customer}");
        slurm.Run("sacctmgr", "-i", "add", "user", "games", $"account={site.Customer}");

        var mended = Assert.IsType<Pass.Applied>(await site.Pass());

        Assert.Equal([$"account {site.Customer}: h100 32 -> 16 GPUs"], mended.Plan.Plan.Changes.Select(change => change.Says));
        Assert.Equal($"cpu=77,gres/gpu=16|50|group-{site.Customer}",
            slurm.Run("sacctmgr", "-n", "-P", "list", "associations", $"account={site.Customer}", "user=", "format=grptres,fairshare,parentname").Trim());
        Assert.Contains("games", slurm.Run("sacctmgr", "-n", "-P", "list", "associations", $"account={site.Customer}", "format=user"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_slurmrestd_says_is_what_sacctmgr_says()
    {
        using var site = new SlurmSite(slurm, settings => settings with { Rest = new($"unix:{slurm.RestSocket}", null, null) });
        site.Sell(8);
        Assert.IsType<Pass.Applied>(await site.Pass());

        var byRest = await site.Scheduler.Read(CancellationToken.None);
        using var other = new SlurmSite(slurm);
        var byPrograms = await other.Scheduler.Read(CancellationToken.None);

        Assert.EndsWith("read by slurmrestd v0.0.38", byRest.Version, StringComparison.Ordinal);
        Assert.Equal(byPrograms.Entries.Values.Select(seen => seen.Entry.Canonical), byRest.Entries.Values.Select(seen => seen.Entry.Canonical));
    }

    [Fact]
    public async Task Where_slurmrestd_is_gone_the_programs_are_asked_and_that_is_told()
    {
        using var site = new SlurmSite(slurm, settings => settings with { Rest = new("unix:/nowhere/socket", null, null) });

        Assert.Contains("read by sacctmgr since slurmrestd does not serve", Assert.IsType<Pass.Applied>(await site.Pass()).Plan.Observed.Version, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slurmctld")]
    [InlineData("slurmdbd")]
    public async Task A_daemon_that_is_down_delays_and_what_was_begun_is_finished_when_it_is_back(string daemon)
    {
        using var site = new SlurmSite(slurm, settings => settings with { Timeout = Duration.FromSeconds(5) });
        site.Sell(8);
        await site.Settled();
        site.Sell(8);
        slurm.Tell($"stop {daemon}");
        try { Assert.IsType<Pass.Delayed>(await site.Pass()); }
        finally { slurm.Tell($"start {daemon}"); }

        Assert.Equal((1, "gres/gpu=8"), (site.FactsSaid, site.Limit(site.Customer)));
        await site.Settled();
        Assert.Equal((2, "gres/gpu=16"), (site.FactsSaid, site.Limit(site.Customer)));
    }

    // The daemon goes away between reading and writing, or after the write was recorded and before it was enforced.
    [Theory]
    [InlineData("slurmctld")]
    [InlineData("slurmdbd")]
    public async Task A_daemon_stopped_in_the_middle_of_a_pass_loses_and_doubles_nothing(string daemon)
    {
        using var folder = new Wrapped("sacctmgr", $"""case " $* " in *" load "*) {Killed(daemon)};; esac; exec {Path("sacctmgr")} "$@" """);
        using var site = new SlurmSite(slurm, settings => settings with { Programs = folder.Folder, Timeout = Duration.FromSeconds(8) });
        using var calm = new SlurmSite(slurm);
        await calm.Pass();
        site.Sell(8);
        try { Assert.IsType<Pass.Delayed>(await site.Pass()); }
        finally { slurm.Tell($"stop {daemon}"); slurm.Tell($"start {daemon}"); }
        Assert.Equal(0, site.FactsSaid);
        folder.Remove();

        await site.Settled();
        Assert.Equal((1, "gres/gpu=8"), (site.FactsSaid, site.Limit(site.Customer)));
    }

    // sacctmgr writes, and then its answer is lost: once it fails, once it hangs until it is ended.
    [Theory]
    [InlineData("exit 1")]
    [InlineData("sleep 60")]
    public async Task A_write_whose_answer_was_lost_is_found_to_have_been_made(string end)
    {
        using var folder = new Wrapped("sacctmgr", $"""case " $* " in *" load "*) {Path("sacctmgr")} "$@"; {end};; *) exec {Path("sacctmgr")} "$@";; esac""");
        using var site = new SlurmSite(slurm, settings => settings with { Programs = folder.Folder, Timeout = Duration.FromSeconds(15) });
        site.Sell(8);

        Assert.IsType<Pass.Applied>(await site.Pass());

        Assert.Equal((1, "gres/gpu=8"), (site.FactsSaid, site.Limit(site.Customer)));
        Assert.IsType<Pass.Settled>(await site.Pass());
    }

    [Fact]
    public async Task Own_work_borrows_what_is_sold_and_idle_and_gives_it_back_when_the_customer_comes()
    {
        using var site = new SlurmSite(slurm);
        site.Sell(16);
        await site.Pass();
        slurm.Run("sacctmgr", "-i", "add", "user", "daemon", $"account={site.Own}");
        slurm.Run("sacctmgr", "-i", "add", "user", "games", $"account={site.Customer}");
        string[] own = [.. Enumerable.Range(0, PrivateSlurm.Nodes).Select(_ => slurm.Submit("daemon", site.Own, PrivateSlurm.GpusOfANode, 300))];
        foreach (var job in own) await slurm.Reaches(job, "RUNNING");
        Assert.Equal(Gpus, (await site.Scheduler.Read(CancellationToken.None)).InUse[Pool].Count);

        var timer = Stopwatch.StartNew();
        string[] customers = [.. Enumerable.Range(0, 2).Select(_ => slurm.Submit("games", site.Customer, PrivateSlurm.GpusOfANode, 300))];
        foreach (var job in customers) await slurm.Reaches(job, "RUNNING");
        TestContext.Current.SendDiagnosticMessage($"16 borrowed GPUs were back with their customer after {timer.Elapsed.TotalSeconds:0.0} s");

        // The customer never gets more than it bought, and own work never less than what is not sold.
        var third = slurm.Submit("games", site.Customer, PrivateSlurm.GpusOfANode, 300);
        await slurm.Waits(third, "AssocGrpGRES");
        var observed = await site.Scheduler.Read(CancellationToken.None);
        Assert.Equal((16, 16), (observed.Entries[new("account", site.Customer)].InUse[Pool].Count, observed.Entries[new("account", site.Own)].InUse[Pool].Count));
    }

    // The book has twice as many GPUs as Slurm does.
    [Fact]
    public async Task More_than_the_cluster_has_is_listed_and_not_written()
    {
        using var site = new SlurmSite(slurm, gpus: 2 * Gpus);
        site.Sell(Gpus + 8);

        // Own products' account may be there already; then there is nothing else to write.
        var look = await site.Pass() switch
        {
            Pass.Applied applied => applied.Plan,
            Pass.Settled settled => settled.Look,
            var other => throw new InvalidOperationException($"{other}")
        };

        Assert.Contains(look.Plan.Withheld,
            each => each.Id.Name == site.Customer && each.Why == $"{Gpus + 8} GPUs of pool 'h100' are more than the {Gpus} GPUs that the cluster has");
        Assert.Equal("", site.Limit(site.Customer));
    }

    // A partition that somebody took down must not come up because a quota changed.
    [Fact]
    public async Task A_partition_that_is_down_stays_down()
    {
        using var site = new SlurmSite(slurm);
        slurm.Run("scontrol", "update", "PartitionName=batch", "State=DOWN");
        try
        {
            site.Sell(8);
            Assert.IsType<Pass.Applied>(await site.Pass());
            Assert.Contains("State=DOWN", slurm.Run("scontrol", "-o", "show", "partition", "batch"), StringComparison.Ordinal);
        }
        finally { slurm.Run("scontrol", "update", "PartitionName=batch", "State=UP"); }
    }

    [Fact]
    public async Task Ten_signatures_arrive_one_after_another()
    {
        using var site = new SlurmSite(slurm);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var passes = System.Threading.Channels.Channel.CreateUnbounded<Pass>();
        var watch = site.Watched(pass => passes.Writer.TryWrite(pass), stop.Token);
        Assert.IsType<Pass.Applied>(await passes.Reader.ReadAsync(stop.Token));
        var seconds = new List<double>();
        for (var i = 1; i <= 10; i++)
        {
            var timer = Stopwatch.StartNew();
            site.Sell(2);
            Assert.IsType<Pass.Applied>(await passes.Reader.ReadAsync(stop.Token));
            seconds.Add(timer.Elapsed.TotalSeconds);
            Assert.Equal($"gres/gpu={2 * i}", site.Limit(site.Customer));
        }
        await stop.CancelAsync();
        await watch;
        TestContext.Current.SendDiagnosticMessage(
            $"from the fact to the quota enforced and read back: median {seconds.Order().ElementAt(5):0.00} s, longest {seconds.Max():0.00} s");
    }

    int Transactions() => slurm.Run("sacctmgr", "-n", "-P", "list", "transactions", "start=2020-01-01", "format=time,action,where").Split('\n').Length;

    /// <summary>What ends a daemon of this cluster and waits until it has ended; a zombie has.</summary>
    static string Killed(string daemon) => $"""
        for p in $(pgrep -f -x '.*{daemon} -D'); do
            tr '\0' '\n' </proc/$p/environ | grep -qxF "SLURM_CONF=$SLURM_CONF" || continue
            kill $p
            while grep -qs '^State:[[:space:]]*[A-Ya-z]' /proc/$p/status; do sleep 0.1; done
        done
        """;

    static string Path(string program) => $"/usr/bin/{program}";

    /// <summary>A folder of Slurm's programs of which one is a script.</summary>
    sealed class Wrapped : IDisposable
    {
        readonly string _script;

        public Wrapped(string program, string script)
        {
            Folder = Directory.CreateTempSubdirectory("headroom-wrapped-").FullName;
            foreach (var other in new[] { "sacctmgr", "scontrol" }.Where(other => other != program))
                File.CreateSymbolicLink(System.IO.Path.Combine(Folder, other), RealSlurmTests.Path(other));
            _script = System.IO.Path.Combine(Folder, program);
            File.WriteAllText(_script, $"#!/bin/bash\n{script}\n");
            if (OperatingSystem.IsLinux()) File.SetUnixFileMode(_script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public string Folder { get; }

        /// <summary>The program itself stands where the script stood.</summary>
        public void Remove()
        {
            File.Delete(_script);
            File.CreateSymbolicLink(_script, RealSlurmTests.Path(System.IO.Path.GetFileName(_script)));
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
