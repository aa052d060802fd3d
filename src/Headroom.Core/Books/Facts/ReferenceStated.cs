using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>The customer named a purchase order or an acceptance; the invoices of a contract bear it from a date on.</summary>
public sealed record ReferenceStated(Slug Contract, Reference Reference) : FactBody
{
    public override string Kind => "reference.stated.v1";
    public override string About => Contract.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book with { Contracts = book.Contracts.SetItem(Contract, contract with { References = contract.References.Add(Reference) }) };
    }
}
