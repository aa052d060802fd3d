using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records what an own product brought in over a month, or corrects it. Refused for a month that is not over and a workload that is not known.</summary>
public sealed record RecordProductRevenue(ProductRevenue Revenue) : Command
{
    public override Instant NotBefore(Book book) => CostCheck.EndOf(Revenue.Month, book);

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            CostCheck.Workload(book, Revenue.Workload, "product-revenue"),
            CostCheck.Amount(Revenue.Amount, "amount", Revenue.Currency),
            CostCheck.Over(Revenue.Month, book, now),
        ],
        () => new ProductRevenueRecorded(Revenue));
}
