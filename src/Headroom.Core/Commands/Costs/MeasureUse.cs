using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records what was measured of a pool's use over a month. Refused for a month that is not over, where nothing is said, for more GPU-hours than
/// were installed, and for measures that contradict each other: goodput is at most what was busy, busy at most what was allocated.
/// </summary>
public sealed record MeasureUse(MeasuredUse Measured) : Command
{
    public override Instant NotBefore(Book book) => CostCheck.EndOf(Measured.Month, book);

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (Check.Known(book.Fleet.Pools, Measured.Pool, "pool", "pool") is { } unknown) return unknown;
        var installed = new CapacityHours(book, book.Calendar.DateOf(now)).Of(Measured.Pool, Measured.Month).Installed;
        return Decision.Of(
            [
                CostCheck.Over(Measured.Month, book, now),
                Measured is { Allocated: null, Busy: null, Goodput: null, Own.Count: 0 }
                    ? new Refusal(RefusalCode.Malformed, "", "One of allocated, busy, goodput and own is expected: what was not measured is left out.") : null,
                Within(Measured.Allocated, "allocated", installed, "installed"),
                Within(Measured.Busy, "busy", Measured.Allocated ?? installed, Measured.Allocated is null ? "installed" : "allocated"),
                Within(Measured.Goodput, "goodput", Measured.Busy ?? Measured.Allocated ?? installed,
                    Measured.Busy is not null ? "busy" : Measured.Allocated is not null ? "allocated" : "installed"),
                .. Measured.Own.Select(own => Within(own.Value, $"own.{own.Key}", installed, "installed")),
                Within(Measured.Own.Values.Sum(), "own", installed, "installed"),
            ],
            () => new UseMeasured(Measured));
    }

    static Refusal? Within(decimal? hours, string field, Rational most, string of) => hours is not { } said || (said >= 0 && !((Rational)said > most)) ? null
        : new Refusal(RefusalCode.OutOfRange, field, $"{said} GPU-hours are outside 0 to {most.Round(2)}, the GPU-hours {of} in that month.");
}
