using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Schedulers.Dedicated;
using Headroom.Schedulers.Kueue;
using Headroom.Schedulers.Slurm;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Clusters;

/// <summary>Reads a cluster's file and the consent that it names (docs/formats/cluster.md, schema docs/formats/cluster.schema.json). Paths in it are relative to it.</summary>
public static class ClusterFile
{
    const string Slurm = "slurm", Kueue = "kueue", Dedicated = "dedicated";

    const int MostPools = 100, MostTenants = 10_000, MostPartitions = 100, MostListed = 10_000, MostFreezes = 1_000;

    /// <summary>The cluster that a file describes, or every fault in it and in its consent.</summary>
    public static Parsed<Cluster> Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        var read = TextFile.Read(path, node => ReadFile(node, folder));
        if (read.Faults.Count > 0) return Parsed<Cluster>.Of(default!, read.Faults);
        var file = read.Value;
        var consent = TextFile.Read(file.Consent, node => ReadConsent(node, file.Cluster.Id));
        return consent.Value is { } given ? file.Cluster with { Consent = given } : Parsed<Cluster>.Of(default!, consent.Faults);
    }

    /// <summary>The file's own part, and the path of the consent that it names.</summary>
    /// <param name="folder">What its paths are relative to.</param>
    public static Parsed<(Cluster Cluster, string Consent)> ReadFile(Node node, string folder)
    {
        var faults = new List<Refusal>();
        var f = Fields.Of(node, faults);
        var kind = f.Word("scheduler", (Slurm, Slurm), (Kueue, Kueue), (Dedicated, Dedicated));
        var id = f.Id("cluster");
        var own = f.MapOrNone("own");
        var cluster = new Cluster(id,
            [.. f.List("pools", MostPools).Select(pool => kind switch { Kueue => KueueFile.Pool(pool), Dedicated => DedicatedFile.Pool(pool), _ => Pool(pool) })], Consent.None)
        {
            OwnAccount = own is null ? "own" : Name(own, "account", "own"),
            Borrows = own?.Bool("borrows", true) ?? true,
            Accounts = Accounts(f),
            Drift = f.WordOr("drift", DriftPolicy.Mend, ("mend", DriftPolicy.Mend), ("alarm", DriftPolicy.Alarm)),
            MostCut = f.Has("most-cut") ? f.Share("most-cut") : Cluster.UsualMostCut,
            Freezes = [.. f.ListOrNone("freeze", MostFreezes).Select(Freeze).OfType<Freeze>()],
            Plans = PathOf(f, "plans", folder),
            LockFile = PathOf(f, "lock", folder) ?? Path.Combine(folder, $".{id}.lock"),
            Slurm = kind == Slurm && f.MapOrNone("slurm") is { } slurm ? SettingsOf(slurm, folder) : SlurmSettings.Usual,
            Kueue = kind == Kueue ? KueueFile.Settings(f.Map("kueue"), (part, field) => PathOf(part, field, folder)) : null,
            Dedicated = kind == Dedicated ? DedicatedFile.Settings(f.Map("dedicated"), (part, field) => PathOf(part, field, folder)) : null,
        };
        own?.Done();
        if (cluster.Pools.Length == 0) f.Fault("pools", RefusalCode.OutOfRange, "A cluster serves at least one pool.");
        if (cluster.Pools.Select(pool => pool.Pool).Distinct().Count() < cluster.Pools.Length
            || (kind == Slurm && cluster.Pools.Select(pool => pool.Resource).Distinct().Count() < cluster.Pools.Length))
            f.Fault("pools", RefusalCode.AlreadyExists, "Each pool stands once, with a resource of its own: two pools of one resource could not be told apart.");
        if (cluster.Pools.Any(pool => cluster.Pools.Any(typed => typed.AnyType == pool.Resource)))
            f.Fault("pools", RefusalCode.InvalidTerms, "A resource without a type counts the GPUs of every type: give each pool a type, or none.");
        var consent = PathOf(f, "consent", folder) ?? Path.Combine(folder, "consent.yaml");
        f.Done();
        return Parsed<(Cluster, string)>.Of((cluster, consent), faults);
    }

    static ServedPool Pool(Fields f)
    {
        var resource = f.Text("resource", "gres/gpu", 100);
        if (!SlurmName.IsResource(resource)) f.Fault("resource", RefusalCode.Malformed, $"'{Fields.Short(resource)}' is no countable resource such as gres/gpu or gres/gpu:h100.");
        var pool = new ServedPool(f.Id("pool"), resource, [.. f.Texts("partitions", MostPartitions)]);
        foreach (var bad in pool.Partitions.Where(name => !SlurmName.Is(name))) f.Fault("partitions", RefusalCode.Malformed, SlurmName.Fault(bad));
        f.Done();
        return pool;
    }

    static ImmutableSortedDictionary<Slug, string> Accounts(Fields f)
    {
        var accounts = ImmutableSortedDictionary.CreateBuilder<Slug, string>();
        foreach (var tenant in f.ListOrNone("tenants", MostTenants))
        {
            var id = tenant.Id("tenant");
            if (accounts.ContainsKey(id)) tenant.Fault("tenant", RefusalCode.AlreadyExists, $"'{id}' stands twice.");
            accounts[id] = Name(tenant, "account", id.ToString());
            tenant.Done();
        }
        return accounts.ToImmutable();
    }

    static Freeze? Freeze(Fields f)
    {
        var (from, until, why) = (f.Instant("from"), f.Instant("until"), f.Text("why", "", 200));
        f.Done();
        if (until > from) return new(new Window(from, until), why);
        f.Fault("until", RefusalCode.DatesUpsideDown, "A window ends after it begins.");
        return null;
    }

    static SlurmSettings SettingsOf(Fields f, string folder)
    {
        var levels = f.MapOrNone("levels");
        string Level(string name) => levels is null ? name : Name(levels, name, name);
        var settings = new SlurmSettings(PathOf(f, "configuration", folder), PathOf(f, "programs", folder),
            Duration.FromSeconds(f.Whole("timeout-seconds", 1, 600, "seconds", 20)))
        {
            OwnLevel = Level("own"),
            FirmLevel = Level("firm"),
            RecallableLevel = Level("recallable"),
            InterruptibleLevel = Level("interruptible"),
            Rest = f.MapOrNone("rest") is { } rest ? RestOf(rest, folder) : null,
        };
        if (new[] { settings.OwnLevel, settings.FirmLevel, settings.RecallableLevel, settings.InterruptibleLevel }.Distinct().Count() < 4)
            f.Fault("levels", RefusalCode.AlreadyExists, "Each level needs a name of its own.");
        levels?.Done();
        f.Done();
        return settings;
    }

    static RestAddress RestOf(Fields f, string folder)
    {
        var rest = Rest(f, "address", folder);
        f.Done();
        return rest;
    }

    /// <summary>Where slurmrestd answers, by a field with its address and the fields <c>user</c> and <c>token-file</c>.</summary>
    /// <param name="folder">What paths are relative to.</param>
    public static RestAddress Rest(Fields f, string address, string folder)
    {
        var rest = new RestAddress(f.Text(address, 500), f.Has("user") ? f.Text("user", 100) : null, PathOf(f, "token-file", folder));
        if (!rest.Address.StartsWith("unix:/", StringComparison.Ordinal) && !(Uri.TryCreate(rest.Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            f.Fault(address, RefusalCode.Malformed, "slurmrestd is reached by http://host:port or by unix:/path/of/socket.");
        if (rest.User is null != rest.TokenFile is null) f.Fault("user", RefusalCode.Malformed, "A user and a file with the token go together.");
        return rest;
    }

    static readonly (string Word, string Kind)[] Listable =
    [
        ("accounts", SlurmEntries.Account), ("levels", SlurmEntries.Level), ("partitions", SlurmEntries.Partition), ("reservations", SlurmReservations.Kind),
        ("cluster-queues", KueueEntries.Queue), ("cohorts", KueueEntries.Cohort), ("resource-flavors", KueueEntries.Flavor),
        ("blocks", DedicatedEntries.Block),
    ];

    /// <summary>What the people of a cluster consent to.</summary>
    public static Parsed<Consent> ReadConsent(Node node, Slug cluster)
    {
        var faults = new List<Refusal>();
        var f = Fields.Of(node, faults);
        if (f.Id("cluster") is var of && of != cluster && faults.Count == 0) f.Fault("cluster", RefusalCode.InvalidTerms, $"This consent is for '{of}', not for '{cluster}'.");
        var touch = f.Map("may-touch");
        var listed = new List<EntryId>();
        foreach (var (word, kind) in Listable)
            foreach (var name in touch.Has(word) ? touch.Texts(word, MostListed) : [])
                if (name == "*" || SlurmName.Is(name.EndsWith('*') ? name[..^1] : name)) listed.Add(new(kind, name));
                else touch.Fault(word, RefusalCode.Malformed, SlurmName.Fault(name));
        touch.Done();
        f.Done();
        return Parsed<Consent>.Of(new Consent([.. listed]), faults);
    }

    static string? PathOf(Fields f, string field, string folder) =>
        f.Has(field) && f.Text(field, 1000) is { Length: > 0 } path && !path.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(path, folder) : null;

    static string Name(Fields f, string field, string otherwise)
    {
        var name = f.Text(field, otherwise, 100);
        if (!SlurmName.Is(name)) f.Fault(field, RefusalCode.Malformed, SlurmName.Fault(name));
        return name;
    }
}
