using NodaTime;

namespace Headroom.Core.Time;

/// <summary>
/// Dates, months and instants in one time zone (tzdb). Dates stand in terms, on invoices and on screens; capacity lives on instants.
/// A billing period is [start of the month in this zone, start of the next), so its hours differ when the clocks change and its days do not.
/// </summary>
public sealed record Calendar(DateTimeZone Zone)
{
    /// <summary>The zone-data release in use, for example "TZDB: 2025b"; a book states it as a fact when it opens.</summary>
    public static string ZoneDataVersion => DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>The calendar of a tzdb zone such as "America/Chicago", or null when there is no such zone.</summary>
    public static Calendar? In(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } found ? new(found) : null;

    public static Calendar Utc { get; } = new(DateTimeZone.Utc);

    /// <summary>An instant without what lies below its second: facts of what was seen hold whole seconds, and a machine's clock does not.</summary>
    public static Instant WholeSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    /// <summary>The first instant of a date; where the clock skips midnight, the first that exists.</summary>
    public Instant StartOf(LocalDate date) => Zone.AtStartOfDay(date).ToInstant();

    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    public YearMonth MonthOf(Instant instant) => DateOf(instant).ToYearMonth();

    /// <summary>The instants of the dates from <paramref name="from"/> up to and without <paramref name="end"/>.</summary>
    public Window Between(LocalDate from, LocalDate end) => new(StartOf(from), StartOf(end));

    public Window Of(YearMonth month) => Between(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));

    /// <summary>
    /// One value for each period of a window, by a named rule: the only way from a timeline to a grid.
    /// <see cref="Coarsening.Mean"/> weighs by elapsed time; <see cref="Coarsening.Total"/> is value-hours.
    /// </summary>
    public static decimal Coarsen(Timeline<long> line, Window window, Coarsening rule)
    {
        var pieces = line.Pieces(window).ToList();
        return rule switch
        {
            Coarsening.Peak => pieces.Max(piece => piece.Value),
            Coarsening.Least => pieces.Min(piece => piece.Value),
            Coarsening.Total => pieces.Sum(piece => piece.Value * Hours(piece.Window)),
            _ => pieces.Sum(piece => piece.Value * Hours(piece.Window)) / Hours(window),
        };
    }

    static decimal Hours(Window window) => (decimal)window.Length.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerHour;
}

/// <summary>How many values become one when a timeline is put on a grid; never left unsaid.</summary>
public enum Coarsening { Peak, Least, Mean, Total }
