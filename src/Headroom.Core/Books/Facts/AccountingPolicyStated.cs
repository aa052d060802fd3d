using Headroom.Core.Contracts;

namespace Headroom.Core.Books;

/// <summary>An accounting policy was stated for a class of contracts, from a date on.</summary>
public sealed record AccountingPolicyStated(AccountingPolicy Policy) : FactBody
{
    public override string Kind => "accounting-policy.stated.v1";
    public override string About => Policy.Class?.ToString() ?? "all contracts";
    public override Book Apply(Book book, Fact fact) => book.WithAccounting(book.Accounting.Add(Policy));
}
