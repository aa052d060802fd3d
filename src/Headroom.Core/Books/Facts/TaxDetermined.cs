using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>The taxes on a contract's month were handed in, or handed in anew; the next invoice carries what that changes.</summary>
public sealed record TaxDetermined(Slug Contract, Tax Tax) : FactBody
{
    public override string Kind => "tax.determined.v1";
    public override string About => Contract.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book with { Contracts = book.Contracts.SetItem(Contract, contract with { Taxes = contract.Taxes.Add(Tax) }) };
    }
}
