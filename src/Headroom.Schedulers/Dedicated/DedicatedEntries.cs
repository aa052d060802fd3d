using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Dedicated;

/// <summary>
/// How dedicated delivery looks: an entry for each block of the pools served, with who has it, on which planes its tenant is kept apart, and whether own work may borrow what the
/// tenant leaves idle. A block goes whole, so its limit is all of its GPUs or none.
/// </summary>
public static class DedicatedEntries
{
    public const string Block = "block";

    /// <summary>The settings of a block.</summary>
    public const string Tenant = "tenant", Isolation = "isolation", Borrowing = "borrowing-notice-minutes", Erased = "erased";

    /// <summary>The tenant of a block that nobody has.</summary>
    public const string Nobody = "none";

    /// <summary>Whether what the last tenant left is gone.</summary>
    public const string Yes = "yes", No = "no";

    /// <summary>What the agent is to hold at an instant.</summary>
    public static Desired Of(Cluster cluster, Quotas quotas, Instant at)
    {
        var settings = cluster.Dedicated ?? throw new ArgumentException("The cluster is not one of blocks.", nameof(cluster));
        var served = cluster.Pools.Select(pool => pool.Pool).ToHashSet();
        var lines = quotas.Lines.Where(line => line.Tenant != quotas.Owner && served.Contains(line.Pool)).ToLookup(line => line.Tenant);
        var names = lines.Select(tenant => tenant.Key).ToLookup(tenant => cluster.TenantOf(tenant));
        var blocks = quotas.Blocks.At(at).Where(held => served.Contains(held.Block.Pool))
            .Select(held => (Held: held, Why: held.Tenant is { } tenant ? Fault(cluster.TenantOf(tenant), names) : "")).ToList();
        var entries = blocks.Where(block => block.Why.Length == 0).Select(block => block.Held.Tenant is { } tenant
            ? Held(block.Held, cluster.TenantOf(tenant), settings) with { Delivers = [.. lines[tenant].Where(line => line.Pool == block.Held.Block.Pool)] } : Free(block.Held));
        return new(entries.ToImmutableSortedDictionary(entry => entry.Id, entry => entry),
            [.. blocks.Where(block => block.Why.Length > 0).Select(block => new Withheld(new(Block, block.Held.Block.Id.ToString()), block.Why))])
        {
            Rights = lines.GroupBy(tenant => cluster.TenantOf(tenant.Key))
            .ToImmutableDictionary(tenant => tenant.Key, tenant => tenant.SelectMany(line => line).ToImmutableArray()),
        };
    }

    /// <summary>Planes as one text, in order.</summary>
    public static string Text(IEnumerable<string> planes) => string.Join(' ', planes.Order(StringComparer.Ordinal)) is { Length: > 0 } text ? text : Nobody;

    /// <summary>The notice by which own work leaves what it borrows, as a setting and back; none where it may borrow nothing.</summary>
    public static string Notice(int? minutes) => minutes?.ToString(CultureInfo.InvariantCulture) ?? Nobody;

    public static int? Notice(string setting) => setting == Nobody ? null : int.Parse(setting, CultureInfo.InvariantCulture);

    static Entry Held(BlockTenant held, string tenant, DedicatedSettings settings) => Entry.Of(Block, held.Block.Id.ToString())
        .With(Tenant, tenant).With(Isolation, Text(settings.Isolation)).With(Borrowing, Notice(held.Borrowing?.NoticeMinutes)).With(held.Block.Pool, held.Block.Gpus) with
    { Holder = tenant };

    static Entry Free(BlockTenant held) =>
        Entry.Of(Block, held.Block.Id.ToString()).With(Tenant, Nobody).With(Erased, Yes).With(held.Block.Pool, Gpus.Zero) with { Holder = Nobody };

    static string Fault(string name, ILookup<string, Slug> tenants) => name == Nobody ? $"'{Nobody}' stands for nobody; give the tenant another account in the cluster's file"
        : tenants[name].Count() < 2 ? "" : $"'{name}' would stand for {string.Join(" and for ", tenants[name])}; give one of them another account in the cluster's file";
}
