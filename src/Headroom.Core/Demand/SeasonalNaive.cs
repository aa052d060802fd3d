namespace Headroom.Core.Demand;

/// <summary>
/// What every forecast is measured against: the value of a week (two, three, four) before, and the quantiles of how far such values were off
/// in the last 56 days.
/// </summary>
static class SeasonalNaive
{
    internal static HourlyQuantiles Of(Past past, int hours, double[] levels)
    {
        var table = new HourlyQuantiles(hours, levels);
        for (var weeks = 1; weeks <= (hours + Past.Week - 1) / Past.Week; weeks++)
        {
            var errors = Errors(past, weeks, levels);
            for (var hour = Past.Week * (weeks - 1); hour < Math.Min(Past.Week * weeks, hours); hour++)
                for (var k = 0; k < levels.Length; k++) table.Row(hour)[k] = past[past.Last + 1 + hour - Past.Week * weeks] + errors[k];
        }
        return table.Ordered();
    }

    // Where a week of such errors is not known, those of fewer weeks stand for them.
    static double[] Errors(Past past, int weeks, double[] levels)
    {
        while (weeks > 1 && past.Count - Past.Week * weeks < Past.Week) weeks--;
        var lag = Past.Week * weeks;
        var errors = new double[Math.Min(past.Count - lag, Past.Recent)];
        for (var i = 0; i < errors.Length; i++) errors[i] = past[past.Count - errors.Length + i] - past[past.Count - errors.Length + i - lag];
        return SampleQuantile.Of(errors, levels);
    }
}
