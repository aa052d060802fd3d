using Headroom.Core.Demand;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>From here on a workload's forecast is made of its allocated GPUs, or of those that were busy and a margin.</summary>
public sealed record DemandBased(Slug Workload, DemandBasis Basis) : FactBody
{
    public override string Kind => "demand.based.v1";
    public override string About => Workload.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Demand = book.Demand.SetItem(Workload, book.Demand[Workload].On(Basis)) };
}
