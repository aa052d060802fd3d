using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records GPUs of a pool as out of use, or corrects what was said under its id. A plan for later dates is accepted: maintenance.</summary>
public sealed record RecordOutage(Outage Outage) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Fleet.Pools, Outage.Pool, "pool", "pool"),
            Check.Range(Outage.Gpus.Count, 0, Gpus.Most, "gpus", "GPUs"),
            CostCheck.Run(Outage.From, Outage.Through, "through", Check.Text),
        ],
        () => new OutageRecorded(Outage));
}
