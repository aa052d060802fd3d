using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// What one own workload uses and will use, and where: its measured history, the moves between pools that were decided, and the dated events that shape what comes.
/// The forecast is computed once, when first asked for, and depends on nothing but the history, the seed and the number of paths; events are laid over it.
/// </summary>
public sealed class OwnDemand
{
    readonly Lazy<(Ensemble Paths, Timeline<double> Load)> _foretold;
    readonly Lazy<Ensemble> _paths;
    readonly int _count;
    readonly ulong _seed;

    /// <param name="moves">From each instant on the workload runs in that pool; before the first it runs where its history says.</param>
    public OwnDemand(History history, ImmutableArray<(Instant From, Slug Pool)> moves, int paths, ulong seed)
        : this(history, moves, [], DemandBasis.Allocated, paths, seed, null) { }

    OwnDemand(History history, ImmutableArray<(Instant From, Slug Pool)> moves, ImmutableArray<DatedEvent> events, DemandBasis basis, int paths, ulong seed,
        Lazy<(Ensemble, Timeline<double>)>? foretold)
    {
        (History, Moves, Events, Basis, _count, _seed) = (history, moves, events, basis, paths, seed);
        _foretold = foretold ?? new(() => Forecast.Foretell(Counted, paths, seed));
        Acting = ShapedPaths.Acting(events, history);
        _paths = new(() => Shaped(Acting.Length));
    }

    /// <summary>The hours known.</summary>
    public History History { get; }

    /// <summary>What of the hours the forecast is made of.</summary>
    public DemandBasis Basis { get; }

    /// <summary>The hours as the forecast counts them.</summary>
    public History Counted => Basis.Of(History);

    /// <summary>From each instant on the workload runs in that pool.</summary>
    public ImmutableArray<(Instant From, Slug Pool)> Moves { get; }

    /// <summary>What its owner knows of its future, by id.</summary>
    public ImmutableArray<DatedEvent> Events { get; }

    /// <summary>Those of the events that change anything from the end of the history on, in the order in which they are applied.</summary>
    public ImmutableArray<DatedEvent> Acting { get; }

    /// <summary>The workload's GPUs on all paths, wherever it runs.</summary>
    public Ensemble Everywhere => _paths.Value;

    /// <summary>The pool over time.</summary>
    public Timeline<Slug> Runs => Timeline<Slug>.Of(History.Pool, Moves.Select(move => (move.From, move.Pool)));

    /// <summary>The paths as only the first so many of the acting events shape them; none: as the history alone foretells them.</summary>
    public Ensemble Shaped(int events) => ShapedPaths.Of(_foretold.Value.Paths, History, Acting[..events], Events, _seed);

    /// <summary>
    /// The GPU-hours of a window in the mean over paths: an estimate. Paths hold the greatest hour of a day or week from two weeks on; of that counts what the hours forecast come
    /// to.
    /// </summary>
    public double HoursUsed(Window window) => HoursOf(Everywhere, window);

    /// <summary>The same of paths that only some of the events shape.</summary>
    internal double HoursOf(Ensemble shaped, Window window) => _foretold.Value.Load.Pieces(window).Sum(piece => piece.Value * shaped.HourSum(piece.Window));

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

    /// <summary>The same workload with other hours.</summary>
    public OwnDemand Known(History history) => new(history, Moves, Events, Basis, _count, _seed, null);

    /// <summary>The same workload in another pool from an instant on.</summary>
    public OwnDemand Moved(Instant from, Slug to) => new(History, Moves.Add((from, to)), Events, Basis, _count, _seed, _foretold);

    /// <summary>The same workload with its forecast made of something else.</summary>
    public OwnDemand On(DemandBasis basis) => new(History, Moves, Events, basis, _count, _seed, null);

    /// <summary>The same workload with an event more, or in the place of what was filed under its id.</summary>
    public OwnDemand Expecting(DatedEvent dated) => Expecting([.. Events.Where(other => other.Event.Id != dated.Event.Id).Append(dated).OrderBy(each => each.Event.Id)]);

    /// <summary>The same workload without an event.</summary>
    public OwnDemand Without(Slug id) => Expecting([.. Events.Where(dated => dated.Event.Id != id)]);

    /// <summary>The same workload with so many times the need, launches to come included.</summary>
    public OwnDemand Scaled(decimal factor) => Known(History with { Hourly = Times(History.Hourly, factor), Busy = Times(History.Busy, factor) })
        .Expecting([.. Events.Select(dated => dated with { Event = dated.Event.Scaled(factor) })]);

    /// <summary>The same workload on so many paths and another seed.</summary>
    public OwnDemand Under(int paths, ulong seed) => new(History, Moves, Events, Basis, paths, seed, null);

    static ImmutableArray<int> Times(ImmutableArray<int> hours, decimal factor) =>
        [.. hours.Select(gpus => gpus < 0 ? gpus : (int)Math.Min(Gpus.Most, decimal.Ceiling(gpus * factor)))];

    OwnDemand Expecting(ImmutableArray<DatedEvent> events) => new(History, Moves, events, Basis, _count, _seed, _foretold);
}
