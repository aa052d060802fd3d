using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Slurm;

/// <summary>
/// How quotas look in Slurm: an account for own products and for each customer and tier, with its GPUs as GrpTRES, and a QOS a level. Customers of every tier take the place of own
/// work, firm and recallable ones also that of interruptible ones. So own work may fill whatever its customers leave idle, and gives it back when they come.
/// </summary>
public static class SlurmEntries
{
    public const string Account = "account", Level = "qos", Partition = "partition";

    /// <summary>The settings of an account and of a level; a limit over all types of GPUs is a setting of an account named by its resource.</summary>
    public const string Qos = "qos", DefaultQos = "default-qos", Parent = "parent", Priority = "priority", Preempts = "preempts", PreemptMode = "preempt-mode";

    /// <summary>What Slurm is to hold for quotas at an instant.</summary>
    public static Desired Of(Cluster cluster, Quotas quotas, Instant at)
    {
        var served = cluster.Pools.Select(pool => pool.Pool).ToHashSet();
        var lines = quotas.Lines.Where(line => served.Contains(line.Pool)).ToList();
        var byName = lines.GroupBy(line => cluster.AccountOf(line, quotas.Owner)).Select(lines => (Lines: lines, Why: Why(lines, quotas))).ToList();
        var impossible = byName.Where(each => each.Why.Length > 0).Select(each => new Withheld(new(Account, each.Lines.Key), each.Why));
        var accounts = byName.Where(each => each.Why.Length == 0).Select(each => each.Lines).Select(group => AccountOf(cluster, quotas, group.Key, [.. group], at));
        var reservations = SlurmReservations.Of(cluster, quotas, at).ToList();
        return new(accounts.Concat(Levels(cluster.Slurm)).Concat(reservations.Where(each => each.Why.Length == 0).Select(each => each.Entry))
            .ToImmutableSortedDictionary(entry => entry.Id, entry => entry),
            [.. impossible, .. reservations.Where(each => each.Why.Length > 0).Select(each => new Withheld(each.Entry.Id, each.Why))])
        { Ours = new(SlurmReservations.Kind, SlurmReservations.Prefix) };
    }

    static string Why(IGrouping<string, QuotaLine> account, Quotas quotas) => SlurmName.Is(account.Key) ? Cluster.Clash(account, quotas.Owner) : SlurmName.Fault(account.Key);

    static Entry AccountOf(Cluster cluster, Quotas quotas, string name, ImmutableArray<QuotaLine> lines, Instant at)
    {
        var isOwn = lines[0].Tenant == quotas.Owner;
        var level = isOwn ? cluster.Slurm.OwnLevel : cluster.Slurm.LevelOf(lines[0].Tier);
        var delivers = lines.Where(line => !isOwn || cluster.Borrows || line.Tier == QuotaTier.Firm).ToImmutableArray();
        var entry = Entry.Of(Account, name).With(Qos, level).With(DefaultQos, level) with { Delivers = delivers };
        entry = cluster.Pools.Aggregate(entry, (account, pool) =>
            account.With(pool.Pool, new Gpus(delivers.Where(line => line.Pool == pool.Pool).Sum(line => quotas.At(line, at).Count))));
        // A job that asks for GPUs without a type passes the limits of types, so a customer has one over all of them too. Own work may use types that this cluster's file does not
        // name.
        return isOwn ? entry : cluster.Pools.Where(pool => pool.AnyType is not null).GroupBy(pool => pool.AnyType!).Aggregate(entry, (account, types) =>
            account.With(types.Key, types.Sum(pool => account.Limits[pool.Pool].Count).ToString(CultureInfo.InvariantCulture)));
    }

    static IEnumerable<Entry> Levels(SlurmSettings settings)
    {
        yield return Named(settings.OwnLevel, 10).With(PreemptMode, "requeue");
        yield return Named(settings.InterruptibleLevel, 400).With(PreemptMode, "requeue").With(Preempts, settings.OwnLevel);
        var below = string.Join(',', new[] { settings.InterruptibleLevel, settings.OwnLevel }.Order(StringComparer.Ordinal));
        yield return Named(settings.RecallableLevel, 800).With(Preempts, below);
        yield return Named(settings.FirmLevel, 1000).With(Preempts, below);
    }

    static Entry Named(string level, int priority) => Entry.Of(Level, level).With(Priority, priority.ToString(CultureInfo.InvariantCulture));
}
