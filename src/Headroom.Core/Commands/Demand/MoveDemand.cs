using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says that an own workload runs in another pool from a date on. A decision about the future is accepted.</summary>
public sealed record MoveDemand(Slug Workload, Slug To, LocalDate From) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Demand, Workload, "workload", "workload"),
            Check.Known(book.Fleet.Pools, To, "to", "pool"),
        ],
        () => new DemandMoved(Workload, To, From));
}
