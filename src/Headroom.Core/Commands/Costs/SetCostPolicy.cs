using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says how costs are presented and what own use pays from a month on. Refused for a workload that is not known and a negative price.</summary>
public sealed record SetCostPolicy(CostPolicy Policy) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        Policy.Products.Keys.Select(workload => CostCheck.Workload(book, workload, $"products.{workload}"))
            .Append(Check.Opened(book))
            .Append(Policy.Price is TransferAtPrice stated ? Check.Range(stated.PerGpuHour, 0, Money.Most, "transfer.per-gpu-hour", stated.Currency.Code) : null),
        () => new CostPolicySet(Policy));
}
