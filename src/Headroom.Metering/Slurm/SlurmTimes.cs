using Headroom.Core.Time;
using NodaTime;
using NodaTime.TimeZones;

namespace Headroom.Metering.Slurm;

/// <summary>
/// Reads Slurm's times: <c>2026-06-01T00:00:00</c> in the cluster's zone, or seconds since 1970 (<c>SLURM_TIME_FORMAT=%s</c>). Remembers the last day
/// read, since records of one day follow one another. Not safe for several threads.
/// </summary>
sealed class SlurmTimes(DateTimeZone zone)
{
    const int Day = 86_400, Length = 19;

    readonly bool _isUtc = zone == DateTimeZone.Utc;
    readonly byte[] _lastDate = new byte[10];
    long _lastDay;
    ZoneInterval? _interval;

    /// <summary>Seconds since 1970 in UTC; null when it is no time.</summary>
    /// <param name="ambiguous">Whether the clock change makes it no single instant.</param>
    public long? Read(ReadOnlySpan<byte> text, out bool ambiguous)
    {
        ambiguous = false;
        if (text.Length != Length) return Seconds(text);
        if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || DayOf(text[..10]) is not { } day) return null;
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (hour > 23 || minute > 59 || second > 59) return null;
        var local = day * Day + hour * 3600 + minute * 60 + second;
        return _isUtc ? local : ToUtc(local, out ambiguous);
    }

    static long? Seconds(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 11) return null;
        var value = 0L;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return null;
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    // 100 stands for what is no pair of digits: it is beyond every bound.
    static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return tens is < 0 or > 9 || ones is < 0 or > 9 ? 100 : tens * 10 + ones;
    }

    long? DayOf(ReadOnlySpan<byte> date)
    {
        if (date.SequenceEqual(_lastDate)) return _lastDay;
        var (year, month, day) = (Two(date, 0) * 100 + Two(date, 2), Two(date, 5), Two(date, 8));
        if (date[4] != '-' || date[7] != '-' || year is < 2001 or > 2199 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        date.CopyTo(_lastDate);
        return _lastDay = Period.DaysBetween(new LocalDate(1970, 1, 1), new LocalDate(year, month, day));
    }

    long? ToUtc(long local, out bool ambiguous)
    {
        ambiguous = false;
        // Well inside the interval of the last time: no clock change is near.
        if (_interval is { } known && IsWellInside(known, local)) return local - known.WallOffset.Seconds;
        var mapped = zone.MapLocal(LocalDateTime.FromDateTime(DateTime.UnixEpoch).PlusSeconds(local));
        ambiguous = mapped.Count != 1;
        if (ambiguous) return null;
        _interval = mapped.EarlyInterval;
        return local - mapped.EarlyInterval.WallOffset.Seconds;
    }

    static bool IsWellInside(ZoneInterval interval, long local) =>
        (!interval.HasStart || local - interval.WallOffset.Seconds >= interval.Start.ToUnixTimeSeconds() + Day)
        && (!interval.HasEnd || local - interval.WallOffset.Seconds < interval.End.ToUnixTimeSeconds() - Day);
}
