using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// What one own workload uses and will use, and where: its measured history and the moves between pools that were decided.
/// The forecast is computed once, when first asked for, and depends on nothing but the history, the seed and the number of paths.
/// </summary>
public sealed class OwnDemand
{
    readonly Lazy<Ensemble> _paths;

    /// <param name="moves">From each instant on the workload runs in that pool; before the first it runs where its history says.</param>
    public OwnDemand(History history, ImmutableArray<(Instant From, Slug Pool)> moves, int paths, ulong seed)
    {
        (History, Moves) = (history, moves);
        _paths = new(() => Forecast.Paths(history, paths, seed));
    }

    public History History { get; }

    public ImmutableArray<(Instant From, Slug Pool)> Moves { get; }

    /// <summary>The workload's GPUs on all paths, wherever it runs.</summary>
    public Ensemble Everywhere => _paths.Value;

    /// <summary>The pool over time.</summary>
    public Timeline<Slug> Runs => Timeline<Slug>.Of(History.Pool, Moves.Select(move => (move.From, move.Pool)));

    /// <summary>The workload's GPUs in one pool on all paths: zero while it runs elsewhere. Null when it never runs there.</summary>
    public Ensemble? In(Slug pool)
    {
        if (Moves.Length == 0) return History.Pool == pool ? Everywhere : null;
        if (History.Pool != pool && !Moves.Any(move => move.Pool == pool)) return null;
        var nothing = Ensemble.Zero(Everywhere.Paths);
        return Moves.OrderBy(move => move.From).Aggregate(
            History.Pool == pool ? Everywhere : nothing,
            (line, move) => line.Splice(move.From, move.Pool == pool ? Everywhere : nothing));
    }
}
