using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A meter was read for a contract and month, or read anew; the next invoice carries what that changes.</summary>
public sealed record QuantityObserved(Slug Contract, Quantity Quantity) : FactBody
{
    public override string Kind => "quantity.observed.v1";
    public override string About => Contract.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book with { Contracts = book.Contracts.SetItem(Contract, contract with { Observed = contract.Observed.Add(Quantity) }) };
    }
}
