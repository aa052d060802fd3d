using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>
/// GPUs of a pool that serve nobody over a run of dates, because they failed or are under maintenance. Said again under its id it is corrected.
/// What can be sold keeps its own allowance against failures; this says what was out, for utilisation and for the cost of it.
/// </summary>
/// <param name="Through">The last day, or null while they are still out.</param>
public sealed record Outage(Slug Id, Slug Pool, Gpus Gpus, LocalDate From, LocalDate? Through)
{
    /// <summary>The changes that it makes to the GPUs out of use.</summary>
    public IEnumerable<(Instant At, Rational Change)> Steps(Calendar calendar)
    {
        yield return (calendar.StartOf(From), Gpus.Count);
        if (Through is { } last) yield return (calendar.StartOf(last.PlusDays(1)), -(Rational)Gpus.Count);
    }
}
