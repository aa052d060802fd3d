using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>Pools that are told apart by the type of their GPUs, and slurmrestd that asks for a token.</summary>
[Collection(OnRealSlurm.Name)]
public sealed class RealTypesAndTokensTests(PrivateSlurm slurm)
{
    const string Resource = $"gres/gpu:{PrivateSlurm.Type}", User = "man";

    // 16 of the 32 GPUs are h100. 12 are sold: three nodes' four each run, and nothing more of any type.
    [Fact]
    public async Task A_quota_of_one_type_is_recorded_enforced_read_back_and_holds_jobs_with_and_without_a_type()
    {
        using var site = new SlurmSite(slurm, resource: Resource, gpus: 16);
        site.Sell(12);

        var applied = Assert.IsType<Pass.Applied>(await site.Pass());

        Assert.Equal(16, applied.Plan.Observed.Capacity[Pool].Count);
        Assert.Equal(["gres/gpu=12", $"{Resource}=12"], site.Limit(site.Customer).Split(',').OrderBy(limit => limit.Length));
        Assert.IsType<Pass.Settled>(await site.Pass());
        slurm.Admit(User, site.Customer);
        string[] fitting = [.. Enumerable.Range(0, 3).Select(_ => slurm.Submit(User, site.Customer, 4, 300, PrivateSlurm.Type))];
        foreach (var job in fitting) await slurm.Reaches(job, "RUNNING");
        string[] beyond = [slurm.Submit(User, site.Customer, 4, 300, PrivateSlurm.Type), slurm.Submit(User, site.Customer, 4, 300)];
        foreach (var job in beyond) await slurm.Waits(job, "AssocGrpGRES");
        Assert.Equal(12, (await site.Scheduler.Read(CancellationToken.None)).Entries[new("account", site.Customer)].InUse[Pool].Count);
    }

    [Fact]
    public async Task A_limit_over_all_types_that_somebody_lifted_is_mended()
    {
        using var site = new SlurmSite(slurm, resource: Resource, gpus: 16);
        site.Sell(8);
        await site.Pass();
        slurm.Run("sacctmgr", "-i", "modify", "account", "where", $"name={site.Customer}", "set", "GrpTRES=gres/gpu=32");

        var mended = Assert.IsType<Pass.Applied>(await site.Pass());

        Assert.Equal([$"account {site.Customer}: gres/gpu 32 -> 8"], mended.Plan.Plan.Changes.Select(change => change.Says));
    }

    [Fact]
    public async Task Slurmrestd_is_read_with_a_token_and_without_the_right_one_the_programs_are_asked()
    {
        Assert.SkipWhen(PrivateSlurm.Missing is not null, PrivateSlurm.Missing ?? "");
        var rest = slurm.WithToken("nobody");
        Assert.SkipWhen(rest is null, "Slurm's plugin for tokens is missing; run: apt-get install slurm-wlm-jwt-plugin");
        using var site = new SlurmSite(slurm, settings => settings with { Rest = rest });
        using var plain = new SlurmSite(slurm);
        site.Sell(8);
        await site.Pass();

        var byToken = await site.Scheduler.Read(CancellationToken.None);
        Assert.EndsWith("read by slurmrestd v0.0.38", byToken.Version, StringComparison.Ordinal);
        Assert.Equal((await plain.Scheduler.Read(CancellationToken.None)).Entries.Values.Select(seen => seen.Entry.Canonical),
            byToken.Entries.Values.Select(seen => seen.Entry.Canonical));

        // The token is read for every request: one that is exchanged for another holds at once.
        File.WriteAllText(rest!.TokenFile!, "eyJhbGciOiJIUzI1NiJ9.e30.x");
        Assert.Contains("read by sacctmgr since slurmrestd does not serve", (await site.Scheduler.Read(CancellationToken.None)).Version, StringComparison.Ordinal);
        slurm.WithToken("nobody");
        Assert.EndsWith("read by slurmrestd v0.0.38", (await site.Scheduler.Read(CancellationToken.None)).Version, StringComparison.Ordinal);
    }
}
