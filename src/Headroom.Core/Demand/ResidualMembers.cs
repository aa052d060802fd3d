namespace Headroom.Core.Demand;

/// <summary>
/// The two plain members of the forecast, each with the quantiles of its own past errors for each stretch of hours ahead:
/// <b>persistence</b> (the mean of the last day stays) and <b>season</b> (the average of the hour of the week, moved by the part of the last
/// day's gap to it that has lasted so far in the past). Training pools are best told by the first, services by the second; they share
/// the weight by how well each did, and neither has less than a quarter, unless one did more than ten times better.
/// </summary>
sealed class ResidualMembers
{
    const int Step = 3, PerStretch = 8, Fewest = 60, LookBack = 112 * Past.Day;

    readonly Past _past;
    readonly Stretch[] _stretches = new Stretch[Horizons.Stretches.Length];

    /// <summary>What was learnt for a stretch: the season's weight, how sure one member is, the part of the gap that lasts, the quantiles of both members' errors.</summary>
    sealed record Stretch(double Season, double Sure, double Lasts, double[] PersistenceErrors, double[] SeasonErrors);

    internal ResidualMembers(Past past, double[] levels)
    {
        _past = past;
        for (var i = 0; i < _stretches.Length; i++) _stretches[i] = Fit(Horizons.Stretches[i], levels) ?? (i > 0 ? _stretches[i - 1] : Nothing(levels));
    }

    /// <summary>The quantiles of the hour so far ahead of the last known one; the first is 1.</summary>
    internal void Quantiles(int ahead, Span<double> into)
    {
        var fit = _stretches[Horizons.Of(ahead)];
        var level = _past.Level(_past.Last, Past.Day);
        var season = _past.Seasonal(_past.Last, ahead) + fit.Lasts * _past.Gap(_past.Last);
        for (var k = 0; k < into.Length; k++)
            into[k] = fit.Season * (season + fit.SeasonErrors[k]) + (1 - fit.Season) * (level + fit.PersistenceErrors[k]);
    }

    /// <summary>From 0 to 1: how far one member does so much better than the other that the hour is as good as known.</summary>
    internal double Sure(int ahead) => _stretches[Horizons.Of(ahead)].Sure;

    Stretch? Fit((int First, int Last) stretch, double[] levels)
    {
        var (persistence, season, gaps) = Errors(stretch);
        if (persistence.Length < Fewest) return null;
        var lasts = Lasting(season, gaps);
        for (var i = 0; i < season.Length; i++) season[i] -= lasts * gaps[i];
        var (ofPersistence, ofSeason) = (SampleQuantile.Of(persistence, levels), SampleQuantile.Of(season, levels));
        var (a, b) = (Loss(persistence, ofPersistence, levels), Loss(season, ofSeason, levels));
        if (a + b <= 0) return new(0.5, 0, lasts, ofPersistence, ofSeason);
        var sure = Math.Max(0, 1 - 10 * Math.Min(a, b) / Math.Max(a, b));
        return new((1 - sure) * (0.25 + 0.5 * a * a / (a * a + b * b)) + (a > b ? sure : 0), sure, lasts, ofPersistence, ofSeason);
    }

    /// <summary>The part of the gap that lasts to a stretch, by least squares: at least nothing of it, at most a fifth more.</summary>
    internal static double Lasting(ReadOnlySpan<double> errors, ReadOnlySpan<double> gaps)
    {
        var (both, gap) = (0.0, 1e-9);
        for (var i = 0; i < errors.Length; i++) (both, gap) = (both + errors[i] * gaps[i], gap + gaps[i] * gaps[i]);
        return Math.Clamp(both / gap, 0, 1.2);
    }

    (double[] Persistence, double[] Season, double[] Gaps) Errors((int First, int Last) stretch)
    {
        var ahead = Enumerable.Range(0, PerStretch).Select(i => stretch.First + (stretch.Last - stretch.First) * i / (PerStretch - 1)).Distinct().ToArray();
        var (persistence, season, gaps) = (new List<double>(), new List<double>(), new List<double>());
        for (var at = _past.Last; at >= Math.Max(_past.FirstOrigin, _past.Count - LookBack); at -= Step)
            foreach (var hours in ahead)
            {
                if (at + hours > _past.Last) break;
                if (_past.IsOutage(at + hours)) continue;
                persistence.Add(_past[at + hours] - _past.Level(at, Past.Day));
                season.Add(_past[at + hours] - _past.Seasonal(at, hours));
                gaps.Add(_past.Gap(at));
            }
        return ([.. persistence], [.. season], [.. gaps]);
    }

    // Nothing is known of errors: how far the hours lie from their mean.
    Stretch Nothing(double[] levels)
    {
        var mean = _past.Level(_past.Last, _past.Count);
        var spread = _past.Hours.ToArray();
        foreach (ref var value in spread.AsSpan()) value -= mean;
        var quantiles = SampleQuantile.Of(spread, levels);
        return new(0.5, 0, 0, quantiles, quantiles);
    }

    static double Loss(double[] errors, double[] quantiles, double[] levels)
    {
        var loss = 0.0;
        foreach (var error in errors)
            for (var k = 0; k < levels.Length; k++) loss += Math.Max(levels[k] * (error - quantiles[k]), (levels[k] - 1) * (error - quantiles[k]));
        return loss;
    }
}
