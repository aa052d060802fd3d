using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A part of an invoiced line was given back; the credit note that says so to the customer is issued with it.</summary>
public sealed record CreditGranted(Slug Contract, Credit Credit) : FactBody
{
    public override string Kind => "credit.granted.v1";
    public override string About => Contract.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book with { Contracts = book.Contracts.SetItem(Contract, contract with { Credits = contract.Credits.Add(Credit) }) };
    }
}
