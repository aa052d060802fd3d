using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.Slurm;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Tests;

/// <summary>What goes wrong at the next write.</summary>
enum Fault
{
    None,
    /// <summary>It stops before anything was written.</summary>
    Before,
    /// <summary>It stops after half of the changes.</summary>
    Midway,
    /// <summary>All was written, and the answer was lost.</summary>
    Answer,
    /// <summary>It is gone, and does not answer to readers either.</summary>
    Down,
}

/// <summary>A scheduler in memory, which fails as it is told to and counts what is written to it.</summary>
sealed class FakeScheduler(Cluster cluster, long gpus) : IScheduler
{
    readonly Dictionary<EntryId, Entry> _entries = [];

    public Dictionary<(string Account, Slug Pool), long> InUse { get; } = [];

    public Fault Next { get; set; }

    public bool IsDown { get; set; }

    /// <summary>The blocks that it reports.</summary>
    public ImmutableArray<BlockSeen> Blocks { get; set; } = [];

    public int Writes { get; private set; }

    public int Woken { get; private set; }

    public IReadOnlyDictionary<EntryId, Entry> Entries => _entries;

    /// <summary>Somebody else changes a limit by hand.</summary>
    public void Drift(string account, Slug pool, long limit)
    {
        if (_entries.TryGetValue(new("account", account), out var entry)) _entries[entry.Id] = entry.With(pool, new Gpus(limit));
    }

    /// <summary>Somebody else takes an entry away.</summary>
    public void Remove(string account) => _entries.Remove(new("account", account));

    public long? Limit(string account, Slug pool) => _entries.TryGetValue(new("account", account), out var entry) && entry.Limits.TryGetValue(pool, out var limit)
        ? limit.Count : null;

    public Desired Want(Quotas quotas, Instant at) => SlurmEntries.Of(cluster, quotas, at);

    public Task<Observed> Read(CancellationToken stop)
    {
        if (IsDown) throw new SchedulerUnavailable("It is down.");
        return Task.FromResult(new Observed(
            _entries.Values.ToImmutableSortedDictionary(entry => entry.Id, entry => Seen.Of(entry) with
            {
                InUse = cluster.Pools.Where(pool => entry.Id.Kind == SlurmEntries.Account && InUse.ContainsKey((entry.Id.Name, pool.Pool)))
                    .ToImmutableSortedDictionary(pool => pool.Pool, pool => new Gpus(InUse[(entry.Id.Name, pool.Pool)]))
            }),
            cluster.Pools.ToImmutableSortedDictionary(pool => pool.Pool, _ => new Gpus(gpus)),
            cluster.Pools.ToImmutableSortedDictionary(pool => pool.Pool, pool => new Gpus(InUse.Where(each => each.Key.Pool == pool.Pool).Sum(each => each.Value))), "fake", [])
        { Blocks = Blocks });
    }

    public Task Write(IReadOnlyList<Change> changes, CancellationToken stop)
    {
        var fault = Next;
        Next = Fault.None;
        if (IsDown) throw new SchedulerUnavailable("It is down.");
        var done = fault is Fault.Before or Fault.Down ? 0 : fault == Fault.Midway ? changes.Count / 2 : changes.Count;
        foreach (var change in changes.Take(done))
        {
            Writes++;
            if (change.To.IsEnded && _entries.Remove(change.To.Id)) continue;
            var entry = change.From ?? Entry.Of(change.To.Id.Kind, change.To.Id.Name);
            _entries[entry.Id] = change.To.Limits.Aggregate(change.To.Settings.Aggregate(entry, (all, each) => all.With(each.Key, each.Value)),
                (all, each) => all.With(each.Key, each.Value));
        }
        IsDown = fault == Fault.Down;
        return fault == Fault.None ? Task.CompletedTask : throw new SchedulerUnavailable($"The fault of this test: {fault}.");
    }

    public Task Wake(CancellationToken stop)
    {
        Woken++;
        return Task.CompletedTask;
    }

    public IEnumerable<string> Commands(IReadOnlyList<Change> changes) => changes.Select(change => change.Says);
}
