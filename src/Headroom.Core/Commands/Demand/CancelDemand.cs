using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says that a dated event of own demand will not come. Refused when none is filed under the id.</summary>
public sealed record CancelDemand(Slug Event, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        var planned = book.Demand.Values.SelectMany(demand => demand.Events).ToDictionary(dated => dated.Event.Id, dated => dated.Event);
        return Decision.Of([Check.Opened(book), Check.Known(planned, Event, "event", "dated event of own demand")],
            () => new DemandCancelled(Event, planned[Event].Workload, Reason));
    }
}
