using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>It was assessed whether a contract is a lease.</summary>
public sealed record LeaseAssessed(Slug Contract, LeaseAssessment Assessment) : FactBody
{
    public override string Kind => "lease.assessed.v1";
    public override string About => Contract.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book with { Contracts = book.Contracts.SetItem(Contract, contract with { Leases = contract.Leases.Add(Assessment) }) };
    }
}
