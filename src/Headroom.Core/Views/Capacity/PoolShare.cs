using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>What becomes of a pool's GPUs, in the order in which each takes what the ones before it left.</summary>
public enum PoolState { Broken, Sold, Handover, Own, Idle }

/// <summary>
/// What one account, or a holder without one, had of a pool over a window, in GPU-seconds: the seconds of all shares are the pool's capacity, exactly. A contract has what it
/// reserves and works, whether used or not: its accounts have what they used of it, and a share without an account the rest.
/// </summary>
/// <param name="Holder">A contract, or a workload of our own; null where nobody holds anything.</param>
/// <param name="Account">As its source names it; null where none was seen to use it.</param>
/// <param name="Beyond">What the account used beyond what its holder had: own work on sold capacity, a customer's on what it does not hold. It stands in no sum.</param>
public readonly record struct PoolShare(PoolState State, UsageHolder? Holder, string? Account, long Seconds, long Beyond);

/// <summary>Gathers the shares of a pool hour by hour.</summary>
sealed class HourShares
{
    readonly ImmutableArray<Holding> _holdings;
    readonly ILookup<UsageHolder, Account> _accounts;
    readonly ImmutableArray<Account> _own;
    readonly Dictionary<(Slug Contract, PoolState State), long> _had = [];
    readonly Dictionary<(PoolState State, UsageHolder? Holder, string? Account), (long Seconds, long Beyond)> _sums = [];

    /// <param name="holdings">What contracts reserve of the pool.</param>
    /// <param name="measured">What was measured as allocated in the window.</param>
    public HourShares(IEnumerable<Holding> holdings, IEnumerable<(UsageSource Source, HourlyUse Use)> measured)
    {
        _holdings = [.. holdings];
        var accounts = measured.SelectMany(each =>
            each.Use.Accounts.Where(account => each.Source.Accounts.ContainsKey(account.Key))
            .Select(account => new Account(account.Key, each.Source.Accounts[account.Key], account.Value))).ToList();
        (_accounts, _own) = (accounts.ToLookup(account => account.Holder), [.. accounts.Where(account => account.Holder.IsOwn)]);
    }

    /// <summary>Unit-seconds of an account by hour.</summary>
    readonly record struct Account(string Name, UsageHolder Holder, ImmutableArray<long> Hours);

    /// <summary>The shares so far, in order of state, holder and account; what no account used comes last.</summary>
    public ImmutableArray<PoolShare> All =>
        [.. _sums.Where(sum => sum.Value != default).OrderBy(sum => sum.Key.State).ThenBy(sum => sum.Key.Holder?.Id.ToString(), StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.Account is null).ThenBy(sum => sum.Key.Account, StringComparer.Ordinal)
        .Select(sum => new PoolShare(sum.Key.State, sum.Key.Holder, sum.Key.Account, sum.Value.Seconds, sum.Value.Beyond))];

    /// <summary>Adds what contracts had in a piece of the hour that is gathered: of what works, each by what it reserves.</summary>
    public void Hold(PoolSplit split)
    {
        Add((PoolState.Broken, null, null), split.Broken);
        Add((PoolState.Handover, null, null), split.Handover);
        Hold(PoolState.Sold, split, split.Sold - split.SoldInside, [.. _holdings.Where(holding => holding.Ours is null)]);
        Hold(PoolState.Own, split, split.SoldInside, [.. _holdings.Where(holding => holding.Ours is not null)]);
    }

    void Hold(PoolState state, PoolSplit split, long had, ImmutableArray<Holding> holdings)
    {
        if (had == 0) return;
        var parts = Parts(had, [.. holdings.Select(holding => holding.Gpus.Pieces(split.Piece).Sum(piece => piece.Value.Count * PoolSplits.SecondsOf(piece.Window)))]);
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] > 0) _had[(holdings[i].Contract, state)] = _had.GetValueOrDefault((holdings[i].Contract, state)) + parts[i];
    }

    /// <summary>Ends an hour: what contracts had in it is split by what their accounts used, and what is left between own work and nobody.</summary>
    /// <returns>What own work had of what is left, and all that it used.</returns>
    public (long Own, long Used) Close(int hour, long left)
    {
        foreach (var contract in _had.Keys.Select(key => key.Contract).Concat(_accounts.Where(holder => !holder.Key.IsOwn).Select(holder => holder.Key.Id)).Distinct())
        {
            var holder = new UsageHolder(contract, false);
            var (accounts, state) = ((ImmutableArray<Account>)[.. _accounts[holder]], PoolState.Sold);
            var used = accounts.Select(account => account.Hours[hour]).ToArray();
            foreach (var kind in new[] { PoolState.Sold, PoolState.Own })
                if (_had.TryGetValue((contract, kind), out var had))
                    Add((state = kind, holder, null), had - Take(state, accounts, used, had));
            Exceed(state, accounts, used);
        }
        _had.Clear();
        var ours = _own.Select(account => account.Hours[hour]).ToArray();
        var (all, own) = (ours.Sum(), Take(PoolState.Own, _own, ours, left));
        Exceed(PoolState.Own, _own, ours);
        Add((PoolState.Idle, null, null), left - own);
        return (own, all);
    }

    /// <summary>Gives accounts what they used as far as there is room, beyond it each in proportion; what was used and not given is left in <paramref name="used"/>.</summary>
    long Take(PoolState state, ImmutableArray<Account> accounts, long[] used, long room)
    {
        var given = Math.Min(room, used.Sum());
        var parts = Parts(given, used);
        for (var i = 0; i < parts.Length; i++)
        {
            Add((state, accounts[i].Holder, accounts[i].Name), parts[i]);
            used[i] -= parts[i];
        }
        return given;
    }

    void Exceed(PoolState state, ImmutableArray<Account> accounts, long[] used)
    {
        for (var i = 0; i < used.Length; i++) Add((state, accounts[i].Holder, accounts[i].Name), 0, used[i]);
    }

    void Add((PoolState, UsageHolder?, string?) key, long seconds, long beyond = 0)
    {
        var (before, over) = _sums.GetValueOrDefault(key);
        _sums[key] = (before + seconds, over + beyond);
    }

    /// <summary>A whole number split by weights into whole numbers that add up to it; nothing where all weights are zero.</summary>
    static long[] Parts(long whole, long[] weights)
    {
        var (all, so, given) = (weights.Aggregate((Int128)0, (sum, weight) => sum + weight), (Int128)0, 0L);
        var parts = new long[weights.Length];
        for (var i = 0; i < parts.Length && all > 0; i++)
        {
            so += weights[i];
            var through = (long)(whole * so / all);
            (parts[i], given) = (through - given, through);
        }
        return parts;
    }
}
