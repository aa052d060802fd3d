using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>What an own product brought in over a month was recorded, or corrected.</summary>
public sealed record ProductRevenueRecorded(ProductRevenue Revenue) : FactBody
{
    public override string Kind => "product-revenue.recorded.v1";
    public override string About => Revenue.Workload.ToString();
    public override Book Apply(Book book, Fact fact) =>
        book with { Outlays = book.Outlays with { Products = book.Outlays.Products.SetItem((Revenue.Workload, Revenue.Month), Revenue) } };
}
