using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>A span of time after the date of a pack, in which obligations are expected to be performed.</summary>
/// <param name="Name">How it is named in figures, such as <c>within-1-year</c>.</param>
/// <param name="Says">How a reader sees it.</param>
/// <param name="From">Its first day.</param>
/// <param name="End">The day after its last; null where it has no end.</param>
public sealed record Band(string Name, string Says, LocalDate From, LocalDate? End)
{
    /// <summary>All of the time after a date.</summary>
    public static Band After(LocalDate at) => new("total", "in total", at.PlusDays(1), null);

    /// <summary>Up to a year, one to three years, and after.</summary>
    public static ImmutableArray<Band> Years(LocalDate at) =>
        Of(at, ("within-1-year", "within one year", 12), ("years-1-to-3", "one to three years", 36), ("after-3-years", "after three years", null));

    /// <summary>24 months, the next 24, and after.</summary>
    public static ImmutableArray<Band> Months(LocalDate at) =>
        Of(at, ("months-0-to-24", "within 24 months", 24), ("months-25-to-48", "months 25 to 48", 48), ("months-49-on", "month 49 on", null));

    static ImmutableArray<Band> Of(LocalDate at, params (string Name, string Says, int? Months)[] ends)
    {
        var (bands, from) = (ImmutableArray.CreateBuilder<Band>(), at.PlusDays(1));
        foreach (var (name, says, months) in ends)
        {
            // Counted from the first day after the date, so that the bands after 28 February are whole months too.
            LocalDate? end = months is { } count ? at.PlusDays(1).PlusMonths(count) : null;
            bands.Add(new(name, says, from, end));
            from = end ?? from;
        }
        return bands.DrainToImmutable();
    }
}
