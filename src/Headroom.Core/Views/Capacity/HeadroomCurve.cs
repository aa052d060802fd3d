using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A pool's headroom date by date, from the least that each path leaves free on every date. Pointwise says what is free on a date by itself, jointly what is free on all dates
/// through it: only that can be sold. What own products risk is told without the policy's greatest share, which binds sales and takes nothing from them.
/// </summary>
public sealed class HeadroomCurve
{
    readonly CapacityPicture _picture;
    readonly Pool _pool;
    readonly LocalDate _from;
    readonly int[][] _days;
    readonly int?[] _permitted;

    /// <param name="days">How many dates, 1 to 3,660.</param>
    public HeadroomCurve(CapacityPicture picture, Pool pool, LocalDate from, int days)
    {
        var calendar = picture.Book.Fleet.CalendarOf(pool);
        (_picture, _pool, _from) = (picture, pool, from);
        var windows = Enumerable.Range(0, days).Select(day => calendar.Between(from.PlusDays(day), from.PlusDays(day + 1))).ToList();
        _days = [.. windows.Select(day => picture.LeastFree(pool, day, spare: true))];
        _permitted = [.. windows.Select(day => picture.Permitted(pool, day))];
    }

    /// <summary>Every date, in order.</summary>
    public IEnumerable<HeadroomPoint> Points(TierAsk ask)
    {
        var joint = Sellable(0);
        var capacity = SellableCapacity.Curve(_picture, _pool, Enumerable.Range(0, _days.Length).Select(_from.PlusDays), ask.Risk);
        foreach (var (point, free) in capacity.Zip(Enumerable.Range(0, _days.Length).Select(Sellable)))
        {
            for (var path = 0; path < joint.Length; path++) joint[path] = Math.Min(joint[path], free[path]);
            yield return new(point, Tiers.Blocks(_pool, free, 1 - ask.Risk), Tiers.Blocks(_pool, joint, 1 - ask.Risk), Tiers.Blocks(_pool, free, ask.Available));
        }
    }

    /// <summary>What each path leaves free on a date, and no more than the policy lets us sell.</summary>
    int[] Sellable(int day) => [.. _days[day].Select(free => Math.Min(free, _permitted[day] ?? int.MaxValue))];

    /// <summary>So many dates are looked at for what is free on a date taken at random.</summary>
    const int MostDatesMixed = 366;

    /// <summary>The least that is free over all dates, as a distribution over paths: what a shortfall at any time costs once.</summary>
    public Distribution OverTheWindow()
    {
        var least = (int[])_days[0].Clone();
        foreach (var day in _days)
            for (var path = 0; path < least.Length; path++) least[path] = Math.Min(least[path], day[path]);
        return Distribution.Equally(least);
    }

    /// <summary>
    /// How many of a quantity are missing in the mean over paths and the first 366 dates: in all, and of that mean what falls on the first dates, before anything can be back, and
    /// what falls on those after.
    /// </summary>
    public (decimal All, decimal BeforeBack, decimal AfterBack) ShortMeans(Gpus quantity, int daysUntilBack)
    {
        var (before, after, dates) = (0L, 0L, Math.Min(_days.Length, MostDatesMixed));
        for (var day = 0; day < dates; day++)
        {
            var missing = _days[day].Sum(free => Math.Max(0, quantity.Count - free));
            if (day < daysUntilBack) before += missing;
            else after += missing;
        }
        decimal Mean(long sum) => Rational.Of(sum, (long)dates * _days[0].Length).Round(1);
        return (Mean(before + after), Mean(before), Mean(after));
    }

    /// <summary>What is free on a date taken at random, of the first 366: what a shortfall costs for as long as it lasts.</summary>
    public Distribution OnAnyDate() => Distribution.Equally([.. _days.Take(MostDatesMixed).SelectMany(day => day)]);
}

/// <summary>A pool's headroom on one date; whole blocks, never negative.</summary>
/// <param name="Capacity">Supply, commitments, handover and own demand on it.</param>
/// <param name="Pointwise">Free on this date by itself at the stated risk.</param>
/// <param name="Joint">Free on every date through this one at the stated risk: what can be sold from the first date through it.</param>
/// <param name="Likely">Free on this date with the probability asked for interruptible capacity.</param>
public sealed record HeadroomPoint(CapacityPoint Capacity, Gpus Pointwise, Gpus Joint, Gpus Likely);
