using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Dedicated;

/// <summary>
/// Blocks handed over bare-metal to customers that run schedulers of their own: read from the agent's inventory and out-of-band health, and written as who has which block. The
/// agent keeps tenants apart and erases what they leave; it refuses to take a block from under somebody.
/// </summary>
public sealed class DedicatedScheduler(Cluster cluster, HttpMessageInvoker http) : IScheduler
{
    readonly BlockAgent _agent = new(http, cluster.Dedicated ?? throw new ArgumentException("The cluster is not one of blocks.", nameof(cluster)));
    ImmutableDictionary<string, string> _seen = ImmutableDictionary<string, string>.Empty;

    public Desired Want(Quotas quotas, Instant at) => DedicatedEntries.Of(cluster, quotas, at);

    public async Task<Observed> Read(CancellationToken stop)
    {
        var name = await _agent.Name(stop);
        var served = cluster.Pools.Select(pool => pool.Pool.ToString()).ToHashSet();
        var blocks = (await _agent.Blocks(stop)).Where(block => served.Contains(block.Pool)).OrderBy(block => block.Name, StringComparer.Ordinal).ToImmutableArray();
        _seen = blocks.ToImmutableDictionary(block => block.Name, block => block.ETag);
        var entries = blocks.ToImmutableSortedDictionary(block => new EntryId(DedicatedEntries.Block, block.Name), Seen);
        return new(entries, Sum(blocks, block => block.Gpus), Sum(blocks, block => InUse(block).Count), $"{name} at {cluster.Dedicated!.Agent}", [.. Notes(blocks)])
        { Blocks = blocks, Found = [DedicatedEntries.Block] };
    }

    /// <summary>Asks for every change, whatever became of the one before, and then says what the first refused one came to.</summary>
    public async Task Write(IReadOnlyList<Change> changes, CancellationToken stop)
    {
        SchedulerUnavailable? fault = null;
        foreach (var change in changes)
        {
            try { await _agent.Hand(change.To.Id.Name, _seen.GetValueOrDefault(change.To.Id.Name, ""), Body(change), stop); }
            catch (SchedulerUnavailable refused) when (!refused.IsSilent) { fault ??= refused; }
        }
        if (fault is not null) throw fault;
    }

    public Task Wake(CancellationToken stop) => Task.CompletedTask;

    public IEnumerable<string> Commands(IReadOnlyList<Change> changes) => changes.Select(change =>
        $"curl -X PUT -H 'Authorization: Bearer '\"$TOKEN\" -H 'If-Match: {_seen.GetValueOrDefault(change.To.Id.Name, "")}' -H 'Content-Type: application/json' {cluster.Dedicated!.Agent}v1/Blocks/{change.To.Id.Name}/Tenant -d '{Body(change)}'");

    // A block that somebody else has, or left, goes through nobody's hands first, where it is erased; a later pass goes on.
    string Body(Change change)
    {
        var (had, tenant) = (change.From?.Settings[DedicatedEntries.Tenant] ?? DedicatedEntries.Nobody, change.To.Settings[DedicatedEntries.Tenant]);
        var isFree = had == tenant || (had == DedicatedEntries.Nobody && change.From?.Settings[DedicatedEntries.Erased] == DedicatedEntries.Yes);
        return tenant == DedicatedEntries.Nobody || !isFree ? BlockAgent.Body(null, [], null)
            : BlockAgent.Body(tenant, cluster.Dedicated!.Isolation, DedicatedEntries.Notice(change.To.Settings[DedicatedEntries.Borrowing]));
    }

    Seen Seen(BlockSeen block)
    {
        var (pool, gpus) = (Slug.Of(block.Pool), block.Tenant is null ? Gpus.Zero : new Gpus(block.Gpus));
        var entry = Entry.Of(DedicatedEntries.Block, block.Name).With(DedicatedEntries.Tenant, block.Tenant ?? DedicatedEntries.Nobody)
            .With(DedicatedEntries.Isolation, DedicatedEntries.Text(block.Task is null ? block.Isolation.Intersect(block.Holds) : block.Isolation))
            .With(DedicatedEntries.Borrowing, DedicatedEntries.Notice(block.BorrowingNoticeMinutes))
            .With(DedicatedEntries.Erased, block.MustBeErased ? DedicatedEntries.No : DedicatedEntries.Yes).With(pool, gpus) with
        { Holder = block.Tenant ?? DedicatedEntries.Nobody };
        // Until the tenant is kept apart the block is recorded as its own and is not yet fit for it.
        var holds = block.Tenant is null || block.IsIsolated ? gpus : Gpus.Zero;
        return new(entry, ImmutableSortedDictionary<Slug, Gpus>.Empty.Add(pool, holds), ImmutableSortedDictionary<Slug, Gpus>.Empty.Add(pool, InUse(block)))
        {
            Whole = new Gpus(block.Gpus),
            Locks = Lock(block) is { } why ? new[] { DedicatedEntries.Tenant, DedicatedEntries.Erased }.ToImmutableSortedDictionary(setting => setting, _ => why)
            : ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    /// <summary>Why it cannot change hands now; null when it can.</summary>
    static string? Lock(BlockSeen block) =>
        block.Task is { } task ? $"{task.TrimStart('/')} is at work on it"
        : block.IsOn ? $"it is occupied: its nodes are switched on{(block.Tenant is { } tenant ? $" under '{tenant}'" : "")}" : null;

    /// <summary>A tenant's block that is switched on is in use as a whole; what runs on it is not asked.</summary>
    static Gpus InUse(BlockSeen block) => block is { IsOn: true, Tenant: not null } ? new(block.Gpus) : Gpus.Zero;

    ImmutableSortedDictionary<Slug, Gpus> Sum(ImmutableArray<BlockSeen> blocks, Func<BlockSeen, long> gpus) =>
        cluster.Pools.ToImmutableSortedDictionary(pool => pool.Pool, pool => new Gpus(blocks.Where(block => block.Pool == pool.Pool.ToString()).Sum(gpus)));

    static IEnumerable<string> Notes(ImmutableArray<BlockSeen> blocks)
    {
        foreach (var block in blocks.Where(block => block.Health != BlockHealth.Ok))
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Block '{block.Name}' is {block.Health.ToString().ToLowerInvariant()}: {block.Gpus - block.GpusUp:N0} of {block.Gpus:N0} GPUs are down on {block.UnwellNodes:N0} nodes.");
        foreach (var block in blocks.Where(block => block is { Tenant: not null, IsOn: true, IsIsolated: false }))
            yield return $"Block '{block.Name}' is switched on and '{block.Tenant}' is not kept apart on {string.Join(", ", block.Isolation.Except(block.Holds))}.";
        foreach (var block in blocks.Where(block => !block.IsCompliant))
            yield return $"Block '{block.Name}' does not have the firmware {block.Firmware} on every node.";
    }
}
