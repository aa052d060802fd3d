using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// GPUs of one pool that are commissioned together. Dates are in the zone of the site; the block serves from its date on, to its retirement.
/// </summary>
/// <param name="Planned">The date it was planned to serve from.</param>
/// <param name="Energised">The date it did, once that is known.</param>
/// <param name="Retires">The first date it no longer serves, or null.</param>
public sealed record SupplyBlock(Slug Id, Slug Pool, Gpus Gpus, LocalDate Planned, LocalDate? Energised, LocalDate? Retires)
{
    /// <summary>The date from which the plan may count on it.</summary>
    public LocalDate ServesFrom => Energised ?? Planned;

    /// <summary>Whether it is past its date without having been energised: then nothing counts on it until a fact says so.</summary>
    public bool IsLate(LocalDate today) => Energised is null && Planned < today;

    /// <summary>The block's GPUs over time: nothing, then all of them, then nothing.</summary>
    public IEnumerable<(Instant At, long Change)> Steps(Calendar calendar)
    {
        if (Retires <= ServesFrom) yield break;
        yield return (calendar.StartOf(ServesFrom), Gpus.Count);
        if (Retires is { } end) yield return (calendar.StartOf(end), -Gpus.Count);
    }
}
