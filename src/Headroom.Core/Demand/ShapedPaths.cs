using System.Collections.Immutable;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>A dated event of a workload and the instant at which its first day starts.</summary>
public readonly record struct DatedEvent(DemandEvent Event, Instant From)
{
    /// <summary>The first instant after the last day on which it changes anything.</summary>
    public Instant Done => From + Duration.FromDays(Event.Days + 1);

    internal int DayOf(Instant at) => (int)Math.Floor((at - From).TotalDays);
}

/// <summary>
/// Paths of a workload as its dated events shape them, each path with its own draw of what was estimated. What history has seen of an event already lies in the paths
/// and is not counted again. In a piece of several days the greatest of them stands, as in the forecast itself.
/// </summary>
static class ShapedPaths
{
    /// <summary>No event raises a workload above ten million GPUs, so that sums of many stay whole numbers.</summary>
    const double Most = 10_000_000;

    /// <summary>
    /// The events that change anything between the end of what is known and the end of the paths, in the order in which they are applied: by date, what starts on a day before what
    /// multiplies from it on. A launch on the day of a retirement that is certain never starts.
    /// </summary>
    internal static ImmutableArray<DatedEvent> Acting(ImmutableArray<DatedEvent> events, History history) =>
    [
        .. events.Where(dated => dated.From < history.End + Duration.FromDays(7 * Forecast.HorizonWeeks))
            .Where(dated => history.Hourly.IsEmpty || dated.Done > history.End || HasEnded(dated, history))
            .Where(dated => dated.Event is not Launch || !events.Any(other => other.Event is Retirement { Certainty: 1 } && other.From == dated.From))
            .OrderBy(dated => dated.From).ThenBy(dated => dated.Event is not Launch).ThenBy(dated => dated.Event.Id),
    ];

    /// <summary>The paths with events that act, by date. Without any they are the same paths.</summary>
    /// <param name="among">All events of the workload, some of which exclude one another.</param>
    internal static Ensemble Of(Ensemble plain, History history, IReadOnlyList<DatedEvent> events, ImmutableArray<DatedEvent> among, ulong seed)
    {
        if (events.Count == 0) return plain;
        var drawn = events.Select(dated => DrawnEvent.Of(dated, history, among, plain.Paths, seed)).ToArray();
        var first = plain.Starts[0];
        ImmutableArray<Instant> starts = [.. plain.Starts.Concat(events.Select(dated => dated.From).Where(from => from > first)).Distinct().Order()];
        var values = new int[starts.Length * plain.Paths];
        for (var piece = 0; piece < starts.Length; piece++)
        {
            var shaped = values.AsSpan(piece * plain.Paths, plain.Paths);
            if (starts[piece] < events[0].From) plain.At(starts[piece]).CopyTo(shaped);
            else
                foreach (var at in Looks(starts[piece], piece + 1 < starts.Length ? starts[piece + 1] : starts[piece] + Duration.FromDays(7)))
                    RaiseTo(shaped, plain.At(starts[piece]), drawn, at);
        }
        return new(starts, plain.Paths, values);
    }

    /// <summary>A retirement that was over before the end of what is known, and nothing ran since; a use that went on contradicts it, and then the history counts.</summary>
    static bool HasEnded(DatedEvent dated, History history) => dated.Event is Retirement && !history.IsUsedFrom(dated.From + Duration.FromDays(dated.Event.Days));

    // The hours of a piece between which nothing turns: one a day and the last.
    static IEnumerable<Instant> Looks(Instant from, Instant end)
    {
        for (var at = from; at < end; at += Duration.FromDays(1)) yield return at;
        if (end - from > Duration.FromDays(1)) yield return end - Duration.FromHours(1);
    }

    // By date, so that each event multiplies what started before it.
    static void RaiseTo(Span<int> shaped, ReadOnlySpan<int> plain, DrawnEvent[] events, Instant at)
    {
        var days = Array.ConvertAll(events, each => each.DayOf(at));
        for (var path = 0; path < shaped.Length; path++)
        {
            var total = (double)plain[path];
            for (var i = 0; i < events.Length; i++) total = events[i].Applied(total, days[i], path);
            shaped[path] = Math.Max(shaped[path], (int)Math.Clamp(Math.Ceiling(total - 1e-3), 0, Math.Max(plain[path], Most)));
        }
    }
}
