namespace Headroom.Core.Demand;

/// <summary>
/// How far the level of demand wanders beyond what is tested: the standard deviation of its logarithm after one month, which grows with the
/// square root of time. A scenario, not a tested forecast.
/// </summary>
/// <param name="PerRootMonth">Standard deviation of the log level after a month.</param>
/// <param name="Own">Measured on the workload's own history of a year or more; else on public traces.</param>
public readonly record struct LevelDrift(double PerRootMonth, bool Own)
{
    /// <summary>Measured on five pools of public traces over four months: 0.155 after one.</summary>
    public static LevelDrift Public => new(0.155, false);

    const int Stretch = 28 * Past.Day, OwnHours = 365 * Past.Day;
    const double StretchMonths = 28 / 30.4375;

    /// <summary>The root mean square of the changes of the 28 days' level, from one stretch to the next, when a year is known.</summary>
    internal static LevelDrift Of(Past past)
    {
        if (past.Count < OwnHours) return Public;
        var changes = new List<double>();
        for (var at = past.Last; at - 2 * Stretch >= -1; at -= Stretch)
        {
            var (now, before) = (past.Level(at, Stretch), past.Level(at - Stretch, Stretch));
            if (now > 0 && before > 0) changes.Add(Math.Log(now / before));
        }
        return changes.Count < 6 ? Public : new(Math.Sqrt(changes.Average(change => change * change) / StretchMonths), true);
    }
}
