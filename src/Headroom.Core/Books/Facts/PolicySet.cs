namespace Headroom.Core.Books;

/// <summary>The limits that bind from now on, and the settings of the estimates.</summary>
public sealed record PolicySet(Policy Policy) : FactBody
{
    public override string Kind => "policy.set.v1";
    public override string About => "policy";
    public override Book Apply(Book book, Fact fact) => book.WithPolicy(Policy);
}
