using NodaTime;

namespace Headroom.Cli.Demo;

/// <summary>
/// The first day of a demonstration whose jobs run now, and the zone of its dates. What runs during it is to lie in one month, which is then metered and closed: shortly before
/// UTC's month ends, the zone is one that is an hour behind.
/// </summary>
/// <param name="Zone">The zone's name in the tz database.</param>
readonly record struct DemoDay(LocalDate Date, string Zone)
{
    const string Usual = "UTC", HourBehind = "Etc/GMT+1";

    /// <summary>More than a demonstration takes.</summary>
    public static readonly Duration Room = Duration.FromMinutes(30);

    public static DemoDay Of(Instant now)
    {
        var (date, later) = (now.InUtc().Date, (now + Room).InUtc().Date);
        return date.ToYearMonth() == later.ToYearMonth() ? new(date, Usual) : new(now.InZone(DateTimeZoneProviders.Tzdb[HourBehind]).Date, HourBehind);
    }
}
