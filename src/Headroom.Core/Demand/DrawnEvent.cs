using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>An event with what it comes to on each path, told from the day that history has seen of it.</summary>
sealed class DrawnEvent
{
    readonly DatedEvent _dated;
    readonly double?[] _drawn; // null where it does not come
    readonly int _seen;
    readonly bool _goesOn;

    DrawnEvent(DatedEvent dated, History history, double?[] drawn)
    {
        (_dated, _drawn) = (dated, drawn);
        _seen = history.Hourly.IsEmpty ? -1 : Math.Max(-1, dated.DayOf(history.End - Duration.FromHours(1)));
        _goesOn = history.IsUsedFrom(dated.From + Duration.FromDays(dated.Event.Days));
    }

    internal static DrawnEvent Of(DatedEvent dated, History history, ImmutableArray<DatedEvent> among, int paths, ulong seed)
    {
        var (low, high) = Share(dated.Event, among);
        var (which, own) = (Draws.SeedOf(dated.Event is Growth ? $"growth of {dated.Event.Workload}" : $"coming of {dated.Event.Id}", seed),
            Draws.SeedOf($"size of {dated.Event.Id}", seed));
        var (drawn, places) = (new double?[paths], Draws.Places(which, paths));
        for (var path = 0; path < paths; path++)
            if (places[path] >= low && places[path] < high) drawn[path] = dated.Event.Drawn(Draws.Of(own, path).Unit());
        return new(dated, history, drawn);
    }

    internal int DayOf(Instant at) => _dated.DayOf(at);

    /// <summary>What becomes of so many GPUs by it on one of its days.</summary>
    internal double Applied(double gpus, int day, int path)
    {
        if (_drawn[path] is not { } drawn || day < 0) return gpus;
        if (_dated.Event is Launch launch) return gpus + drawn * (launch.Progress(day) - launch.Progress(_seen));
        var seen = _dated.Event.Factor(_seen, drawn);
        return seen > 0 ? gpus * (_dated.Event.Factor(day, drawn) / seen) : _goesOn ? gpus : 0;
    }

    // Scenarios of growth share out the chances between them, in the order of their names; everything else comes or not by itself.
    static (double Low, double High) Share(DemandEvent own, ImmutableArray<DatedEvent> among)
    {
        if (own is not Growth) return (0, (double)own.Certainty);
        var before = among.Select(dated => dated.Event).OfType<Growth>().Where(other => other.Id.CompareTo(own.Id) < 0).Sum(other => other.Certainty);
        return ((double)before, (double)(before + own.Certainty));
    }
}
