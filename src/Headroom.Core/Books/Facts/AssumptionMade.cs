using Headroom.Core.Contracts;

namespace Headroom.Core.Books;

/// <summary>A figure that is not known was assumed, or an earlier assumption of that name was replaced.</summary>
public sealed record AssumptionMade(Assumption Assumption) : FactBody
{
    public override string Kind => "assumption.made.v1";
    public override string About => Assumption.Name;
    public override Book Apply(Book book, Fact fact) => book with { Assumptions = book.Assumptions.SetItem(Assumption.Name, Assumption) };
}
