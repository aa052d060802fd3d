namespace Headroom.Core.Demand;

/// <summary>
/// What the forest is told of an origin and an hour ahead: twelve numbers, levels as distances from the mean of the last day and in units of
/// the recent standard deviation, so that one threshold holds at any level of demand.
/// </summary>
static class Regressors
{
    internal const int Count = 12;

    const int Step = 6, Ahead = 14, LookBack = 112 * Past.Day;

    // The golden section spreads the hours ahead over their stretch from origin to origin, so that every hour of the day comes up.
    const double Golden = 0.6180339887;

    /// <summary>Past origins, each with hours ahead spread evenly in logarithm whose outcome is known: places and hours ahead.</summary>
    internal static (int At, int Ahead)[] Sample(Past past, int horizon)
    {
        var pairs = new List<(int, int)>();
        var origin = 0;
        for (var at = past.Last; at >= Math.Max(past.FirstOrigin, past.Count - LookBack); at -= Step, origin++)
        {
            var shift = origin * Golden % 1;
            for (int i = 0, before = 0; i < Ahead; i++)
            {
                var ahead = Math.Clamp((int)(Math.Pow(horizon, (i + shift) / Ahead) + 0.5), 1, horizon);
                if (at + ahead > past.Last) break;
                if (ahead != before && !past.IsOutage(at + ahead)) pairs.Add((at, ahead));
                before = ahead;
            }
        }
        return [.. pairs];
    }

    /// <summary>The numbers of each pair, row by row.</summary>
    internal static float[] Of(Past past, ReadOnlySpan<(int At, int Ahead)> pairs)
    {
        var rows = new float[pairs.Length * Count];
        Span<float> origin = stackalloc float[Count];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (at, ahead) = pairs[i];
            if (i == 0 || pairs[i - 1].At != at) Origin(past, at, origin);
            var row = rows.AsSpan(i * Count, Count);
            origin.CopyTo(row);
            Target(past, at, ahead, row);
        }
        return rows;
    }

    /// <summary>What happened, in the same units as the numbers.</summary>
    internal static float[] Outcomes(Past past, ReadOnlySpan<(int At, int Ahead)> pairs)
    {
        var outcomes = new float[pairs.Length];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = (float)((past[pairs[i].At + pairs[i].Ahead] - past.Level(pairs[i].At, Past.Day)) / past.Scale);
        return outcomes;
    }

    static void Origin(Past past, int at, Span<float> row)
    {
        var level = past.Level(at, Past.Day);
        var (square, peak, least) = (0.0, double.MinValue, double.MaxValue);
        for (var i = Math.Max(0, at - Past.Day + 1); i <= at; i++)
        {
            square += (past[i] - level) * (past[i] - level);
            (peak, least) = (Math.Max(peak, past[i]), Math.Min(least, past[i]));
        }
        row[0] = (float)((past[at] - level) / past.Scale);
        row[1] = (float)((past.Level(at, Past.Week) - level) / past.Scale);
        row[2] = (float)((past.Level(at, 4 * Past.Week) - level) / past.Scale);
        row[3] = (float)((past.Level(Math.Max(0, at - Past.Day), Past.Day) - level) / past.Scale);
        row[4] = (float)(Math.Sqrt(square / Past.Day) / past.Scale);
        row[5] = (float)((peak - level) / past.Scale);
        row[6] = (float)((least - level) / past.Scale);
    }

    static void Target(Past past, int at, int ahead, Span<float> row)
    {
        var level = past.Level(at, Past.Day);
        row[7] = (float)((past.Seasonal(at, ahead) - level) / past.Scale);
        row[8] = (float)((past.SameHourOfWeek(at, ahead) - level) / past.Scale);
        row[9] = (float)((past.SameHourOfDay(at, ahead) - level) / past.Scale);
        row[10] = MathF.Log(ahead);
        row[11] = (at + ahead) % Past.Day;
    }
}
