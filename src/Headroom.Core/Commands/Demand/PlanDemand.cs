using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says what will become of a workload's use from a date on. Refused for figures that cannot be, an id that stands for another workload, a workload that is not known (a
/// launch may start one, in a pool that it names), an event that the history holds already, and growth scenarios that are together more than certain.
/// </summary>
/// <param name="Pool">Where a workload that is not known yet will run: a pool or class of pools.</param>
public sealed record PlanDemand(DemandEvent Event, Slug? Pool) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        var demand = book.Demand.GetValueOrDefault(Event.Workload);
        return Decision.Of(
            [Check.Opened(book), Event.Check(), Elsewhere(book), Home(book, demand), Seen(book, demand), Certain(demand),
                Check.Range(1 + (demand?.Events.Count(dated => dated.Event.Id != Event.Id) ?? 0), 1, DemandEvent.MostEvents, "event", "events of a workload")],
            () => new DemandPlanned(Event, demand is null ? Pool : null));
    }

    Refusal? Elsewhere(Book book) =>
        book.Demand.FirstOrDefault(entry => entry.Key != Event.Workload && entry.Value.Events.Any(dated => dated.Event.Id == Event.Id)) is { Value: not null } other
        ? new(RefusalCode.AlreadyExists, "event", $"'{Event.Id}' is an event of '{other.Key}'; cancel it there, or file this under another id.") : null;

    Refusal? Home(Book book, OwnDemand? demand)
    {
        if (demand is null && Event is not Launch) return Check.Known(book.Demand, Event.Workload, "workload", "workload");
        if (demand is null && Pool is null)
            return new(RefusalCode.NotFound, "pool", $"Nothing is known of '{Event.Workload}' yet, so its launch names the pool or class of pools in which it will run.");
        if (Pool is not { } pool) return null;
        if (demand is not null && demand.Runs.At(demand.History.End) is var home && home != pool)
            return new(RefusalCode.AlreadyExists, "pool", $"'{Event.Workload}' runs in '{home}'; say that it moves with move-demand.");
        return book.Fleet.Pools.Values.Any(each => each.Class == pool) ? null : Check.Known(book.Fleet.Pools, pool, "pool", "pool or class");
    }

    // What has come about before the last hour known lies in the history. A retirement is said all the same: the forecast does not know that it is for good.
    Refusal? Seen(Book book, OwnDemand? demand) => demand is null || demand.History.Hourly.IsEmpty || Event is Retirement
        || book.CalendarOf(demand.Runs.At(demand.History.End)).StartOf(Event.Done.PlusDays(1)) > demand.History.End ? null
        : new(RefusalCode.DatesUpsideDown, "from",
            $"It was over on {Check.Text(Event.Done)} and the history reaches to {demand.History.End}: what came of it lies in the history already.");

    Refusal? Certain(OwnDemand? demand)
    {
        if (Event is not Growth) return null;
        var others = demand?.Events.Select(dated => dated.Event).OfType<Growth>().Where(other => other.Id != Event.Id).Sum(other => other.Certainty) ?? 0;
        return others + Event.Certainty <= 1 ? null : new(RefusalCode.OutOfRange, "certainty",
            $"Scenarios of growth exclude one another, and those of '{Event.Workload}' are {others} certain already; at most {1 - others} is left for this one.");
    }
}
