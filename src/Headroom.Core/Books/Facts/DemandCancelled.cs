using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A dated event of own demand will not come: a launch put off without a date, a growth given up.</summary>
public sealed record DemandCancelled(Slug Event, Slug Workload, string Reason) : FactBody
{
    public override string Kind => "demand.cancelled.v1";
    public override string About => Workload.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var left = book.Demand[Workload].Without(Event);
        return book with { Demand = left.Events.IsEmpty && left.History.Hourly.IsEmpty ? book.Demand.Remove(Workload) : book.Demand.SetItem(Workload, left) };
    }
}
