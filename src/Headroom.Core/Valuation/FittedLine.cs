namespace Headroom.Core.Valuation;

/// <summary>Where a fitted policy changes along the states in which one of the two quantities is as expected, read off on a fine line.</summary>
static class FittedLine
{
    /// <summary>States on the line, within so many standard deviations; beyond them too few paths came by to be believed.</summary>
    const int Points = 1024;
    const double Reach = 3;

    /// <summary>The thresholds of a date; the first date of all has but one state and none.</summary>
    internal static Threshold ThresholdOf(DateLanes date, FittedDate policy)
    {
        var (month, market) = (date.Decision.Month, date.Decision.Game.Market);
        var (price, need) = (market.Price, market.Need);
        var (middle, needMiddle) = (price.Variance(month) / 2, need.Variance(month) / 2);
        var (xs, ys) = (Line(Math.Sqrt(2 * middle)), Line(Math.Sqrt(2 * needMiddle)));
        var along = Wants(date, policy, xs, [.. xs.Select(_ => (float)needMiddle)]);
        var across = Wants(date, policy, [.. ys.Select(_ => (float)middle)], ys);
        double? Money(int at) => at >= 0 ? price.Expected.At(month) * Math.Exp(xs[at] - middle) : null;
        return new(month,
            middle > 0 && along[^1] % 2 == 0 ? Money(Array.FindLastIndex(along, wants => (wants & 1) != 0)) : null,
            middle > 0 && along[0] < 2 ? Money(Array.FindIndex(along, wants => (wants & 2) != 0)) : null,
            needMiddle > 0 && across[0] < 2 && Array.FindIndex(across, wants => (wants & 2) != 0) is var from && from >= 0
            ? need.Expected.At(month) * Math.Exp(ys[from] - needMiddle) : null);
    }

    static float[] Line(double deviation) => [.. Enumerable.Range(0, Points).Select(i => (float)(deviation * Reach * (2.0 * i / (Points - 1) - 1)))];

    static int[] Wants(DateLanes date, FittedDate policy, float[] x, float[] y)
    {
        var at = new Located(Points);
        date.Locate(x, y, at);
        return [.. Enumerable.Range(0, Points).Select(i => policy.Wants(at, i))];
    }
}
