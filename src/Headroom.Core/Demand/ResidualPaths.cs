namespace Headroom.Core.Demand;

/// <summary>
/// What the next 28 days may look like hour by hour: each candidate goes the way demand went after one past origin (every third hour of the last
/// twelve weeks), as far as it stood from the season; ranks among the candidates are then given the forecast quantiles of the hour, so that
/// hours keep moving together as they did while each hour has the quantiles that were forecast.
/// </summary>
sealed class ResidualPaths
{
    /// <summary>Origins lie so many hours apart, counted from an instant that all workloads share, and reach this far back.</summary>
    internal const int Step = 3, Origins = 12 * Past.Week / Step;

    const int FewestOrigins = 40;

    /// <summary>So many hours are taken out at once: those that lie beside each other in memory.</summary>
    const int Block = 16;

    static readonly int[] Stretches = [Horizons.Tested, 336, 168, 72, 24];

    readonly Past _past;
    readonly int _stretch;
    readonly int[] _origins;

    ResidualPaths(Past past, int hours, int stretch, int[] origins)
    {
        (_past, _stretch, _origins, Hours) = (past, stretch, origins, hours);
        Values = new float[origins.Length * hours];
        Seasonal();
    }

    ResidualPaths(ResidualPaths other) =>
        (_past, _stretch, _origins, Hours, Values) = (other._past, other._stretch, other._origins, other.Hours, (float[])other.Values.Clone());

    /// <summary>How many hours ahead.</summary>
    internal int Hours { get; }

    /// <summary>How many candidates; each belongs to a past origin.</summary>
    internal int Count => _origins.Length;

    /// <summary>Candidate by candidate, hour by hour.</summary>
    internal float[] Values { get; }

    /// <summary>The candidate's hours.</summary>
    internal Span<float> Path(int candidate) => Values.AsSpan(candidate * Hours, Hours);

    /// <summary>The hour, counted from the history's first, at which a candidate's origin lies.</summary>
    internal int OriginOf(int candidate) => _origins[candidate];

    /// <summary>
    /// The candidates around the season and their own residuals, before quantiles are put upon them. Where too few stretches of that length are
    /// known, shorter ones go on from their start again. Null with less than two days beyond the shortest.
    /// </summary>
    internal static ResidualPaths? Of(Past past, int hours)
    {
        foreach (var stretch in Stretches.SkipWhile(stretch => stretch > hours && stretch > Past.Day))
        {
            var origins = OriginsFor(past, Math.Min(stretch, hours));
            if (origins.Length >= FewestOrigins) return new(past, hours, Math.Min(stretch, hours), origins);
        }
        return null;
    }

    /// <summary>
    /// Puts the quantiles of each hour upon the candidates' ranks in it; beyond the outer levels the candidates' own tails are stretched as far as the quantiles are.
    /// </summary>
    internal void Match(HourlyQuantiles forecast)
    {
        var (columns, sorted, mapped, ranks) = (new float[Count * Block], new float[Count], new float[Count], new FloatRanks(Count));
        for (var first = 0; first < Hours; first += Block)
        {
            var width = Math.Min(Block, Hours - first);
            for (var i = 0; i < Count; i++)
                for (var j = 0; j < width; j++) columns[j * Count + i] = Values[i * Hours + first + j];
            for (var j = 0; j < width; j++)
            {
                var column = columns.AsSpan(j * Count, Count);
                ranks.Rank(column);
                for (var rank = 0; rank < Count; rank++) sorted[rank] = column[ranks[rank]];
                Map(forecast, first + j, sorted, mapped);
                for (var rank = 0; rank < Count; rank++) column[ranks[rank]] = mapped[rank];
            }
            for (var i = 0; i < Count; i++)
                for (var j = 0; j < width; j++) Values[i * Hours + first + j] = columns[j * Count + i];
        }
    }

    /// <summary>The same candidates, to be changed by themselves.</summary>
    internal ResidualPaths Copy() => new(this);

    static void Map(HourlyQuantiles forecast, int hour, float[] sorted, float[] mapped)
    {
        var quantiles = forecast.At(hour);
        var (levels, last, middle) = (forecast.Levels, forecast.Levels.Length - 1, forecast.Levels.IndexOf(0.5));
        double At(double level) => sorted[(int)(level * (sorted.Length - 1))];
        var (low, high) = (At(levels[0]), At(levels[last]));
        var (down, up) = (Stretch(quantiles[middle] - quantiles[0], At(0.5) - low), Stretch(quantiles[last] - quantiles[middle], high - At(0.5)));
        for (int rank = 0, k = 0; rank < sorted.Length; rank++)
        {
            var share = (double)rank / (sorted.Length - 1);
            while (k < last - 1 && levels[k + 1] < share) k++;
            mapped[rank] = (float)Math.Max(0, share >= levels[last] ? quantiles[last] + up * (sorted[rank] - high)
                : share <= levels[0] ? quantiles[0] - down * (low - sorted[rank])
                : quantiles[k] + (quantiles[k + 1] - quantiles[k]) * (share - levels[k]) / (levels[k + 1] - levels[k]));
        }
    }

    // At most three times: a sample that hardly moved says nothing of how far a tail goes.
    static double Stretch(double wanted, double had) => had > 1e-9 ? Math.Min(wanted / had, 3) : 0;

    static int[] OriginsFor(Past past, int stretch)
    {
        var latest = past.Last - stretch;
        var first = Math.Max(past.FirstOrigin, latest - Step * Origins + 1);
        return latest < first ? [] : [.. Enumerable.Range(0, (latest - first) / Step + 1).Select(i => latest - i * Step)];
    }

    // The season from now on, the lasting part of today's gap, and what the origin's own stretch had beyond its own.
    void Seasonal()
    {
        var gaps = Array.ConvertAll(_origins, _past.Gap);
        var (errors, season) = (new double[Count * _stretch], new double[Hours]);
        for (var i = 0; i < Count; i++)
            for (var hour = 0; hour < _stretch; hour++) errors[i * _stretch + hour] = _past[_origins[i] + hour + 1] - _past.Seasonal(_origins[i], hour + 1);
        var lasting = Lasting(errors, gaps);
        for (var hour = 0; hour < Hours; hour++) season[hour] = _past.Seasonal(_past.Last, hour + 1) + lasting[Math.Min(hour, _stretch - 1)] * _past.Gap(_past.Last);
        for (var i = 0; i < Count; i++)
            for (var hour = 0; hour < Hours; hour++)
                Values[i * Hours + hour] = (float)Math.Max(0, season[hour] + errors[i * _stretch + hour % _stretch] - lasting[hour % _stretch] * gaps[i]);
    }

    double[] Lasting(double[] errors, double[] gaps)
    {
        var lasting = new double[_stretch];
        foreach (var (first, end) in Horizons.Stretches.TakeWhile(stretch => stretch.First <= _stretch).Select(stretch => (stretch.First - 1, Math.Min(stretch.Last, _stretch))))
        {
            var (both, gap) = (0.0, 1e-9);
            for (var i = 0; i < Count; i++)
                for (var hour = first; hour < end; hour++) (both, gap) = (both + errors[i * _stretch + hour] * gaps[i], gap + gaps[i] * gaps[i]);
            lasting.AsSpan(first, end - first).Fill(Math.Clamp(both / gap, 0, 1.2));
        }
        return lasting;
    }
}
