using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What became of a pool's GPUs in one hour, in GPU-seconds: capacity = broken + handover + sold + own + idle, exactly. What is broken comes
/// first, then what was sold, whether its customer used it or not, then what is being handed over: the order in which costs are split
/// (<see cref="CapacityHours"/>). Own work beyond what is left ran on sold capacity and stands apart.
/// </summary>
/// <param name="Borrowed">Own work that ran on sold capacity; it is part of <paramref name="Sold"/> already.</param>
public readonly record struct PoolHour(Instant Hour, long Capacity, long Broken, long Handover, long Sold, long Own, long Idle, long Borrowed)
{
    /// <summary>Both hours together, at the time of the first.</summary>
    public static PoolHour operator +(PoolHour a, PoolHour b) => new(
        a.Hour, a.Capacity + b.Capacity, a.Broken + b.Broken, a.Handover + b.Handover, a.Sold + b.Sold, a.Own + b.Own, a.Idle + b.Idle, a.Borrowed + b.Borrowed);
}

/// <summary>
/// The hours of a pool over a window, split exactly. Capacity, sales and handover follow from the book; own work and what was down are measured, and
/// where nothing was measured of one, that is said and not taken for zero.
/// </summary>
public sealed record PoolHours(ImmutableArray<PoolHour> Hours, bool OwnIsMeasured, bool DownIsMeasured)
{
    /// <summary>All hours together.</summary>
    public PoolHour Total => Hours.Aggregate((a, b) => a + b);

    /// <param name="measured">What was sealed of the pool's sources for the window, each with its hours.</param>
    public static PoolHours Of(CapacityPicture picture, Pool pool, Window window, IReadOnlyCollection<(UsageSource Source, HourlyUse Use)> measured)
    {
        var totals = picture.Book.TotalsOf(pool.Id);
        var (supply, sold, handover) = (Seconds(picture.Supply(pool), window), Seconds(totals.Gpus.ToWhole(), window), Seconds(totals.Handover.ToWhole(), window));
        var here = measured.Where(each => each.Source.Pool == pool.Id && each.Use.Window == window).ToList();
        var own = Sum(here.Where(each => each.Source.Measure == UsageMeasure.Allocated), supply.Length, holder => holder.IsOwn);
        var down = Sum(here.Where(each => each.Source.Measure == UsageMeasure.Down), supply.Length, _ => true);
        var first = Instant.FromUnixTimeSeconds(HourlyUse.FirstHourOf(window) * NodaConstants.SecondsPerHour);
        return new([.. supply.Select((capacity, hour) => Split(first + Duration.FromHours(hour), capacity, down[hour], handover[hour], sold[hour], own[hour]))],
            here.Any(each => each.Source.Measure == UsageMeasure.Allocated), here.Any(each => each.Source.Measure == UsageMeasure.Down));
    }

    // Each takes of what the ones before it left, so the parts are the whole whatever was said.
    static PoolHour Split(Instant hour, long capacity, long down, long handover, long sold, long own)
    {
        var left = capacity;
        long Take(long asked)
        {
            var taken = Math.Min(asked, left);
            left -= taken;
            return taken;
        }
        var (broken, inSold, inHandover, inOwn) = (Take(down), Take(sold), Take(handover), Take(own));
        return new(hour, capacity, broken, inHandover, inSold, inOwn, left, own - inOwn);
    }

    static long[] Seconds(Timeline<long> line, Window window)
    {
        var seconds = new long[HourlyUse.HoursOf(window)];
        var first = HourlyUse.FirstHourOf(window);
        for (var hour = 0; hour < seconds.Length; hour++)
        {
            var from = Instant.FromUnixTimeSeconds((first + hour) * NodaConstants.SecondsPerHour);
            var part = new Window(Instant.Max(from, window.From), Instant.Min(from + Duration.FromHours(1), window.End));
            seconds[hour] = line.Pieces(part).Sum(piece => piece.Value * (piece.Window.End.ToUnixTimeSeconds() - piece.Window.From.ToUnixTimeSeconds()));
        }
        return seconds;
    }

    static long[] Sum(IEnumerable<(UsageSource Source, HourlyUse Use)> sources, int hours, Func<UsageHolder, bool> counts)
    {
        var sum = new long[hours];
        foreach (var (source, use) in sources)
            foreach (var account in use.Accounts.Where(account => source.Accounts.TryGetValue(account.Key, out var holder) && counts(holder)))
                for (var hour = 0; hour < hours; hour++) sum[hour] += account.Value[hour];
        return sum;
    }
}
