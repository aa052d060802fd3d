namespace Headroom.Formats.Tests.Schemas;

/// <summary>Clusters' files and consents that are right, and such as schema and reader both refuse.</summary>
static class Clusters
{
    const string Least = "cluster: north\nscheduler: slurm\npools: [{ pool: h100, partitions: [batch] }]\n";

    const string Kueue =
        "cluster: north\nscheduler: kueue\npools: [{ pool: h100, resource: nvidia.com/gpu, labels: { gpu: h100 } }]\nkueue: { server: \"https://10.0.0.1:6443\", cohort: north, token-file: token }\n";

    const string Dedicated =
        "cluster: north\nscheduler: dedicated\npools: [{ pool: h100 }]\ndedicated: { agent: \"https://10.0.0.1:7080\", token-variable: TOKEN, isolation: [network, storage] }\n";

    public static string[] Right =>
    [
        Least, Kueue, Dedicated, Dedicated.Replace("token-variable", "token-file", StringComparison.Ordinal),
        """
        cluster: north
        scheduler: slurm
        consent: given/consent.yaml
        pools:
          - { pool: h100, resource: "gres/gpu:h100", partitions: [batch, night] }
          - { pool: b200, resource: "gres/gpu:b200", partitions: [] }
        own: { account: house_work, borrows: false }
        tenants: [{ tenant: acme, account: acme.corp }]
        drift: alarm
        most-cut: 10%
        freeze: [{ from: "2026-12-24T00:00:00Z", until: "2027-01-02T00:00:00Z", why: year end }]
        plans: plans
        lock: /run/headroom/north.lock
        slurm:
          configuration: /etc/slurm/slurm.conf
          programs: /opt/slurm/bin
          timeout-seconds: 60
          levels: { own: house, firm: gold, recallable: silver, interruptible: bronze }
          rest: { address: "http://127.0.0.1:6820", user: headroom, token-file: /etc/headroom/token }
        """,
    ];

    public static string[] Wrong =>
    [
        Kueue.Replace("https:", "unix:", StringComparison.Ordinal),
        Kueue.Replace("kueue: {", "slurm: {", StringComparison.Ordinal),
        Kueue.Replace("labels:", "partitions: [batch], labels:", StringComparison.Ordinal),
        Kueue.Replace("cohort: north", "cohort: North", StringComparison.Ordinal),
        Dedicated.Replace("https:", "unix:", StringComparison.Ordinal),
        Dedicated.Replace("storage", "moon", StringComparison.Ordinal),
        Dedicated.Replace("isolation", "token-file: token, isolation", StringComparison.Ordinal),
        Dedicated.Replace("dedicated: {", "kueue: {", StringComparison.Ordinal),
        Dedicated.Replace("pool: h100", "pool: h100, resource: gres/gpu", StringComparison.Ordinal),
        Least.Replace("cluster: north", "cluster: North;rm", StringComparison.Ordinal),
        Least.Replace("slurm", "pbs", StringComparison.Ordinal),
        Least.Replace("[batch]", "[\"batch; reboot\"]", StringComparison.Ordinal),
        Least.Replace("[batch]", "[\"$(reboot)\"]", StringComparison.Ordinal),
        Least.Replace("pool: h100,", "pool: h100, resource: gres/gpu=9,", StringComparison.Ordinal),
        Least.Replace("pools:", "pool:", StringComparison.Ordinal),
        "cluster: north\nscheduler: slurm\npools: []\n",
        Least + "tenants: [{ tenant: acme, account: \"x' or 1=1 --\" }]\n",
        Least + "tenants: [{ tenant: acme, account: \"a\\nParent - 'root'\" }]\n",
        Least + "own: { account: \"own:GrpTRES=gres/gpu=999\" }\n",
        Least + "drift: ignore\n",
        Least + "freeze: [{ from: 2026-12-24, until: \"2027-01-02T00:00:00Z\" }]\n",
        Least + "slurm: { levels: { firm: \"-Q\" } }\n",
        Least + "slurm: { rest: { address: \"unix:/x\", user: headroom } }\n",
    ];

    public static string[] RightConsents =>
        ["cluster: north\nmay-touch: { accounts: [own, \"cust-*\", \"*\"], levels: [firm], partitions: [batch], blocks: [\"c1-*\"] }\n", "cluster: north\nmay-touch: {}\n"];

    public static string[] WrongConsents =>
        ["cluster: north\n", "cluster: north\nmay-touch: { accounts: [\"a b\"] }\n", "cluster: north\nmay-touch: { acounts: [own] }\n",
            "cluster: north\nmay-touch: { accounts: [\"*x\"] }\n"];
}
