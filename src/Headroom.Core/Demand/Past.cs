namespace Headroom.Core.Demand;

/// <summary>
/// The hours known at an origin, and the averages that forecasts are made of, each looked up in a few steps. An hour is named by its place,
/// 0 for the first; what lies ahead of a place is asked as so many hours after it.
/// </summary>
sealed class Past
{
    internal const int Day = 24, Week = 7 * Day;

    /// <summary>The recent past that residuals and the scale are taken from: 56 days.</summary>
    internal const int Recent = 56 * Day;

    /// <summary>So many same hours of the week make the seasonal average.</summary>
    const int Weeks = 4;

    /// <summary>Hours without any use are outages while they are at most this share.</summary>
    const double RareShare = 0.05;

    readonly double[] _hours, _sums, _gaps, _alike;
    readonly bool _outagesAreRare;

    internal Past(ReadOnlySpan<double> hours)
    {
        _hours = hours.ToArray();
        (_sums, _gaps, _alike) = (new double[Count + 1], new double[Count + 1], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            _alike[i] = Alike(i);
            _sums[i + 1] = _sums[i] + _hours[i];
            _gaps[i + 1] = _gaps[i] + _hours[i] - (i >= Week ? _alike[i - Week] : _hours[i]);
        }
        _outagesAreRare = _hours.Count(gpus => gpus == 0) <= RareShare * Count;
        Scale = Math.Max(Math.Sqrt(Variance()), 1e-6);
    }

    /// <summary>How many hours are known.</summary>
    internal int Count => _hours.Length;

    /// <summary>The place of the last known hour.</summary>
    internal int Last => Count - 1;

    internal double this[int at] => _hours[at];

    internal ReadOnlySpan<double> Hours => _hours;

    /// <summary>The standard deviation of the recent past, at least a millionth.</summary>
    internal double Scale { get; }

    /// <summary>The first place from which a forecast of the past may start: a week in, or two days where little is known.</summary>
    internal int FirstOrigin => Count < 400 ? 48 : Week;

    /// <summary>
    /// Whether nothing at all ran in an hour, where that is rare: an outage, which says nothing of how little may be wanted, and so is left out of
    /// what errors and trees are learnt from.
    /// </summary>
    internal bool IsOutage(int at) => _outagesAreRare && _hours[at] == 0;

    /// <summary>The mean of the last hours up to and with a place, as far as they are known.</summary>
    internal double Level(int at, int hours)
    {
        var from = Math.Max(0, at - hours + 1);
        return (_sums[at + 1] - _sums[from]) / (at + 1 - from);
    }

    /// <summary>The mean of the four latest same hours of the week that were known at a place, for the hour so far ahead of it; else the week's level.</summary>
    internal double Seasonal(int at, int ahead) => at + ahead - Week * WeeksUpTo(ahead) is >= 0 and var same ? _alike[same] : Level(at, Week);

    /// <summary>How far the last day ran above what the season said for it.</summary>
    internal double Gap(int at) => (_gaps[at + 1] - _gaps[Math.Max(0, at - Day + 1)]) / Day;

    /// <summary>The latest value known at a place of the same hour of the week as the one so far ahead of it.</summary>
    internal double SameHourOfWeek(int at, int ahead) => _hours[Math.Max(0, at + ahead - Week * WeeksUpTo(ahead))];

    /// <summary>The mean of the seven latest same hours of the day known at a place; zero where none is.</summary>
    internal double SameHourOfDay(int at, int ahead)
    {
        var (sum, found) = (0.0, 0);
        var same = at + ahead - Day * ((ahead + Day - 1) / Day);
        for (var day = 0; day < 7 && same >= 0; day++, same -= Day, found++) sum += _hours[same];
        return found > 0 ? sum / found : 0;
    }

    /// <summary>The greatest of the last hours up to and with a place.</summary>
    internal double Peak(int at, int hours)
    {
        var peak = 0.0;
        for (var i = Math.Max(0, at - hours + 1); i <= at; i++) peak = Math.Max(peak, _hours[i]);
        return peak;
    }

    static int WeeksUpTo(int ahead) => (ahead + Week - 1) / Week;

    // The mean of an hour and of the same hours of the three weeks before it, as far as they are known.
    double Alike(int at)
    {
        var (sum, found) = (0.0, 0);
        for (var same = at; found < Weeks && same >= 0; same -= Week, found++) sum += _hours[same];
        return sum / found;
    }

    double Variance()
    {
        var from = Math.Max(0, Count - Recent);
        var (mean, sum) = ((_sums[Count] - _sums[from]) / Math.Max(1, Count - from), 0.0);
        for (var i = from; i < Count; i++) sum += (_hours[i] - mean) * (_hours[i] - mean);
        return sum / Math.Max(1, Count - from);
    }
}
