using System.Collections.Immutable;
using Headroom.Core.Time;

namespace Headroom.Core.Demand;

/// <summary>
/// What one dated event adds to a workload's forecast over a window: the forecast with it less the forecast without it, the events before it applied. Parts sum to the whole
/// change.
/// </summary>
/// <param name="Acts">Whether it changes anything from the end of the history on; what has come about lies in the history already.</param>
/// <param name="Mean">GPUs added in the mean over paths and hours: an estimate.</param>
/// <param name="Peak">GPUs added to the window's greatest hour that 95 of 100 paths stay within.</param>
/// <param name="Share">Its part of all that the events move, whatever their signs; null where they move nothing.</param>
public sealed record EventPart(DatedEvent Dated, bool Acts, double Mean, int Peak, double? Share)
{
    internal static ImmutableArray<EventPart> Of(OwnDemand demand, Window window)
    {
        var acting = demand.Acting;
        var (parts, before) = (new List<EventPart>(), demand.Shaped(0));
        for (var i = 0; i < acting.Length; i++)
        {
            var after = i + 1 < acting.Length ? demand.Shaped(i + 1) : demand.Everywhere;
            parts.Add(new(acting[i], true, (demand.HoursOf(after, window) - demand.HoursOf(before, window)) / window.Length.TotalHours,
                SafeOf(after, window) - SafeOf(before, window), null));
            before = after;
        }
        var moved = parts.Sum(part => Math.Abs(part.Mean));
        return [.. parts.Select(part => part with { Share = moved > 0 ? Math.Abs(part.Mean) / moved : null }),
            .. demand.Events.Where(dated => !acting.Contains(dated)).Select(dated => new EventPart(dated, false, 0, 0, moved > 0 ? 0 : null))];
    }

    static int SafeOf(Ensemble paths, Window window) => DemandPeak.Told(paths, window)[DemandForecast.Levels.IndexOf(0.95m)];
}
