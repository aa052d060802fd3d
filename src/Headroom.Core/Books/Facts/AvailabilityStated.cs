using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>The buyer said what it measured of a month's availability. It bills nothing by itself: it stands beside our figures.</summary>
public sealed record AvailabilityStated(Slug Contract, StatedAvailability Stated) : FactBody
{
    public override string Kind => "availability.stated.v1";
    public override string About => Contract.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book with { Contracts = book.Contracts.SetItem(Contract, contract with { Stated = contract.Stated.Add(Stated) }) };
    }
}
