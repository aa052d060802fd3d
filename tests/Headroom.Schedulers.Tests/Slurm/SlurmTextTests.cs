using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Slurm;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

public sealed class SlurmTextTests
{
    static readonly System.Collections.Immutable.ImmutableArray<ServedPool> Pools = [new(Pool, "gres/gpu:h100", ["batch"]), new(Zeta, "gres/gpu:b200", ["batch"])];

    // As the programs of 22.05 print it.
    [Fact]
    public void Accounts_are_read_with_the_limits_of_pools_and_users_are_left_out()
    {
        var accounts = SlurmText.Accounts("root|||normal||\nroot||root|normal||\nacme|root||firm|firm|cpu=77,mem=4T,gres/gpu:h100=16\nacme||games|firm|firm|\n", Pools).ToList();

        Assert.Equal(["account root: default-qos=, parent=, qos=normal", "account acme: default-qos=firm, parent=root, qos=firm, h100=16 GPUs"],
            accounts.Select(account => account.Canonical));
    }

    [Fact]
    public void Levels_are_read_with_what_they_preempt_in_order() =>
        Assert.Equal(["qos firm: preempt-mode=cluster, preempts=interruptible,own, priority=1000"],
            SlurmText.Levels("firm|1000|own,interruptible|cluster\n").Select(level => level.Canonical));

    [Fact]
    public void What_is_enforced_and_in_use_is_read_account_by_account()
    {
        var enforced = SlurmText.Enforced("""
            Current Association Manager state
            Association Records
            ClusterName=private Account=acme UserName= Partition= Priority=0 ID=3 ParentAccount=root(1) GrpTRES=cpu=N(8),mem=N(0),gres/gpu:h100=16(8),gres/gpu:b200=N(2) GrpTRESMins=cpu=N(0)
            ClusterName=private Account=acme UserName=games(5) Partition= Priority=0 ID=4 ParentAccount= GrpTRES=cpu=N(8),gres/gpu:h100=N(8) GrpTRESMins=cpu=N(0)
            """, Pools);

        var acme = Assert.Single(enforced).Value;
        Assert.Equal([(Pool, 16L)], acme.Enforced.Select(each => (each.Key, each.Value.Count)));
        Assert.Equal([(Pool, 8L), (Zeta, 2L)], acme.InUse.Select(each => (each.Key, each.Value.Count)));
    }

    [Fact]
    public void A_partition_is_up_only_when_it_says_so() =>
        Assert.Equal([("batch", true, 32L), ("night", false, 0L)], SlurmText.Partitions("""
            PartitionName=batch AllowGroups=ALL State=UP TotalNodes=4 TRES=cpu=512,mem=7812.50G,node=4,billing=512,gres/gpu:h100=32
            PartitionName=night AllowGroups=ALL State=DOWN TotalNodes=0 TRES=(null)
            """).Select(each => (each.Name, each.IsUp, each.Resources.GetValueOrDefault("gres/gpu:h100"))));

    // A limit that was misread would be written anew, so nothing is guessed.
    [Theory]
    [InlineData("acme|root||firm|firm")]
    [InlineData("acme|root||firm|firm|gres/gpu:h100=many")]
    [InlineData("acme|root||firm|firm|gres/gpu:h100")]
    [InlineData("sacctmgr: error: something")]
    public void What_cannot_be_understood_stops_the_reading(string line) =>
        Assert.Throws<SchedulerUnavailable>(() => SlurmText.Accounts(line + "\n", Pools).ToList());
}
