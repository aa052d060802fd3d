namespace Headroom.Core.Demand;

/// <summary>
/// Quantiles of each hour of the next 28 days: a forest of quantile trees, and beside it the two plain members, which keep it honest where the
/// past holds few examples. The further ahead the more weight they have. The same hours give the same quantiles.
/// </summary>
static class HourlyForecast
{
    /// <summary>The levels that are told, ascending.</summary>
    internal static readonly double[] Levels = [0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99];

    // What was seen in training is exceeded less often than what comes, so the forest is asked a little above; measured on public traces.
    static readonly double[] Asked = [0.05, 0.2, 0.5, 0.805, 0.906, 0.955, 0.992];

    /// <summary>The plain members' weight up to a day ahead and from two weeks on; between them it grows with the logarithm of the hour.</summary>
    const double PlainAtADay = 0.2, PlainAtTwoWeeks = 0.44;

    /// <summary>Too few examples to grow a tree that splits: the plain members stand alone.</summary>
    const int FewestExamples = 200;

    const ulong Seed = 1;

    /// <summary>The quantiles of so many hours ahead, from 1 to 672.</summary>
    internal static HourlyQuantiles Of(Past past, int hours)
    {
        var table = new HourlyQuantiles(hours, Levels);
        var members = new ResidualMembers(past, Levels);
        var forest = Forest(past, hours);
        for (var hour = 0; hour < hours; hour++)
        {
            var row = table.Row(hour);
            members.Quantiles(hour + 1, row);
            if (forest is null) continue;
            var plain = Math.Max(Plain(hour + 1), members.Sure(hour + 1));
            var level = past.Level(past.Last, Past.Day);
            for (var k = 0; k < row.Length; k++) row[k] = plain * row[k] + (1 - plain) * (level + past.Scale * forest[hour * row.Length + k]);
        }
        return table.Ordered();
    }

    static float[]? Forest(Past past, int hours)
    {
        var sample = Regressors.Sample(past, hours);
        if (sample.Length < FewestExamples) return null;
        var known = BinnedRows.Of(Regressors.Of(past, sample), Regressors.Count);
        var ahead = new (int, int)[hours];
        for (var hour = 0; hour < hours; hour++) ahead[hour] = (past.Last, hour + 1);
        return QuantileForest.Predict(known, Regressors.Outcomes(past, sample), known.Same(Regressors.Of(past, ahead)), Asked, Seed);
    }

    static double Plain(int ahead) =>
        PlainAtADay + (PlainAtTwoWeeks - PlainAtADay) * Math.Clamp(Math.Log(ahead / 24.0) / Math.Log(14), 0, 1);
}
