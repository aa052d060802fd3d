using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>From a date on an own workload runs in another pool: what must be said before a pool in which it runs is sold whole.</summary>
public sealed record DemandMoved(Slug Workload, Slug To, LocalDate From) : FactBody
{
    public override string Kind => "demand.moved.v1";
    public override string About => Workload.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var demand = book.Demand[Workload];
        var from = book.Fleet.CalendarOf(book.Fleet.Pools[To]).StartOf(From);
        return book with { Demand = book.Demand.SetItem(Workload, demand.Moved(from, To)) };
    }
}
