using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>How costs are presented and what own use pays from a month on was said, or said anew.</summary>
public sealed record CostPolicySet(CostPolicy Policy) : FactBody
{
    public override string Kind => "cost-policy.set.v1";
    public override string About => "cost-policy";
    public override Book Apply(Book book, Fact fact) => book with { Outlays = book.Outlays with { Policies = book.Outlays.Policies.SetItem(Policy.From, Policy) } };
}
