using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using NodaTime;

namespace Headroom.Schedulers.Tests.Clusters;

public sealed class ClusterFileTests : IDisposable
{
    const string Least = "cluster: north\nscheduler: slurm\npools: [{ pool: h100, partitions: [batch] }]\n",
        Consent = "cluster: north\nmay-touch: { accounts: [own, \"cust-*\"], levels: [firm] }\n";

    const string Kueue = "cluster: north\nscheduler: kueue\npools: [{ pool: h100, labels: { gpu: h100 } }]\nkueue: { server: \"https://10.0.0.1:6443\" }\n";

    const string Blocks = "cluster: north\nscheduler: dedicated\npools: [{ pool: h100 }]\ndedicated: { agent: \"http://10.0.0.1:7080\", token-variable: TOKEN }\n";

    readonly string _folder = Directory.CreateTempSubdirectory("headroom-cluster-").FullName;

    [Fact]
    public void The_least_that_a_file_says_and_what_holds_then()
    {
        var cluster = Read(Least, Consent).Value!;

        Assert.Equal((Slug.Of("north"), "gres/gpu", "own", true, DriftPolicy.Mend, 0.25m),
            (cluster.Id, cluster.Pools[0].Resource, cluster.OwnAccount, cluster.Borrows, cluster.Drift, cluster.MostCut));
        Assert.Equal((Path.Combine(_folder, ".north.lock"), null, Duration.FromSeconds(20)), (cluster.LockFile, cluster.Plans, cluster.Slurm.Timeout));
        Assert.Equal([true, true, false, true, false],
            new (string, string)[] { ("account", "own"), ("account", "cust-7"), ("account", "acme"), ("qos", "firm"), ("partition", "batch") }
            .Select(id => cluster.Consent.Permits(new(id.Item1, id.Item2))));
    }

    [Fact]
    public void A_cluster_of_Kubernetes_names_its_server_and_the_labels_of_its_nodes()
    {
        var cluster = Read(Kueue, Consent).Value!;
        Assert.Equal(("nvidia.com/gpu", "h100", "https://10.0.0.1:6443/", "headroom.tenant"),
            (cluster.Pools[0].Resource, cluster.Pools[0].Labels["gpu"], cluster.Kueue!.Server.ToString(), cluster.Kueue.NamespaceLabel));
        Assert.Equal("kueue.server", Fault(Kueue.Replace("https:", "ftp:", StringComparison.Ordinal)));
        Assert.Equal("pools[0].labels", Fault(Kueue.Replace("gpu: h100", "gpu: \"a b\"", StringComparison.Ordinal)));
        Assert.Equal("pools[0].resource", Fault(Kueue.Replace("pool: h100", "pool: h100, resource: gpu", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_site_of_blocks_names_its_agent_and_on_what_tenants_are_kept_apart()
    {
        var cluster = Read(Blocks, "cluster: north\nmay-touch: { blocks: [\"row-*\"] }\n").Value!;
        Assert.Equal(("http://10.0.0.1:7080/", "TOKEN", "network out-of-band storage"),
            (cluster.Dedicated!.Agent.ToString(), cluster.Dedicated.TokenVariable, string.Join(' ', cluster.Dedicated.Isolation)));
        Assert.Equal([true, false], new[] { "row-1", "hall" }.Select(name => cluster.Consent.Permits(new("block", name))));
        Assert.Equal("dedicated.agent", Fault(Blocks.Replace("http:", "ftp:", StringComparison.Ordinal)));
        Assert.Equal("dedicated.isolation", Fault(Blocks.Replace("token", "isolation: [moon], token", StringComparison.Ordinal)));
        Assert.Equal("dedicated.token-variable", Fault(Blocks.Replace("token", "token-file: t, token", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_consent_or_with_another_clusters_nothing_is_read()
    {
        Assert.Contains("There is no file", Assert.Single(Read(Least, null).Faults).Says, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.InvalidTerms, Assert.Single(Read(Least, Consent.Replace("north", "south", StringComparison.Ordinal)).Faults).Code);
    }

    [Fact]
    public void What_contradicts_itself_is_refused_with_its_field()
    {
        Assert.Equal("pools", Fault(Least.Replace("}]", "}, { pool: b200, partitions: [batch] }]", StringComparison.Ordinal)));
        Assert.Equal("pools", Fault(Least.Replace("}]", "}, { pool: b200, resource: gres/gpu:b200, partitions: [other] }]", StringComparison.Ordinal)));
        Assert.Equal("tenants[1].tenant", Fault(Least + "tenants: [{ tenant: a, account: b }, { tenant: a, account: c }]\n"));
        Assert.Equal("freeze[0].until", Fault(Least + "freeze: [{ from: \"2027-01-02T00:00:00Z\", until: \"2027-01-01T00:00:00Z\" }]\n"));
        Assert.Equal("slurm.levels", Fault(Least + "slurm: { levels: { firm: own } }\n"));
        Assert.Equal("slurm.rest.address", Fault(Least + "slurm: { rest: { address: \"ftp://x\" } }\n"));
    }

    string Fault(string text) => Assert.Single(Read(text, Consent).Faults).Field;

    Formats.Parsed<Cluster> Read(string text, string? consent)
    {
        var (file, given) = (Path.Combine(_folder, "cluster.yaml"), Path.Combine(_folder, "consent.yaml"));
        File.WriteAllText(file, text);
        File.Delete(given);
        if (consent is not null) File.WriteAllText(given, consent);
        return ClusterFile.Read(file);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
