using Headroom.Core.Demand;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>The owner of a product said what will become of its use from a date on, or said it anew: the last filing under an id holds.</summary>
/// <param name="Pool">The pool or class of pools, for a workload of which nothing is known yet; null where it runs already.</param>
public sealed record DemandPlanned(DemandEvent Event, Slug? Pool) : FactBody
{
    public override string Kind => $"demand.{Event.Word}-planned.v1";
    public override string About => Event.Workload.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var demand = book.Demand.GetValueOrDefault(Event.Workload)
            ?? new OwnDemand(History.None(Pool!.Value, Event.Workload, fact.RecordedAt), [], book.Policy.Paths, book.Policy.Seed);
        var home = demand.Runs.At(demand.History.End);
        return book with { Demand = book.Demand.SetItem(Event.Workload, demand.Expecting(new(Event, book.CalendarOf(home).StartOf(Event.From)))) };
    }
}
