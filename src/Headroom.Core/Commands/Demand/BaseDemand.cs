using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says what of a workload's use its forecast is made of. Refused for a workload that is not known, a margin outside 0 to 10, and busy GPUs that were measured in fewer than 14 of
/// the last 28 days.
/// </summary>
public sealed record BaseDemand(Slug Workload, DemandBasis Basis) : Command
{
    /// <summary>The fewest measured hours of the last 28 days.</summary>
    public const int FewestHours = 14 * 24;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [Check.Opened(book), Check.Known(book.Demand, Workload, "workload", "workload"), Check.Range(Basis.Margin, 0, DemandBasis.MostMargin, "margin", "of what was busy"),
            Measured(book)],
        () => new DemandBased(Workload, Basis));

    Refusal? Measured(Book book)
    {
        if (!Basis.OnBusy || book.Demand.GetValueOrDefault(Workload) is not { } demand) return null;
        var hours = Padding.Of(demand.History)?.Hours ?? 0;
        return hours >= FewestHours ? null
            : new(RefusalCode.OutOfRange, "on",
                $"Busy GPUs of '{Workload}' were measured in {hours} hours of the last {Padding.Days} days; a forecast on them needs {FewestHours}.");
    }
}
