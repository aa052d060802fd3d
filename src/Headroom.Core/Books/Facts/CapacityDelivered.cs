using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>From a date on so many GPUs of a pool are in service for a contract.</summary>
public sealed record CapacityDelivered(Slug Contract, Delivery Delivery) : FactBody
{
    public override string Kind => "capacity.delivered.v1";
    public override string About => Contract.ToString();
    public override Slug? StepOf => Contract;

    public override Book Apply(Book book, Fact fact)
    {
        var contract = book.Contracts[Contract];
        return book.WithContract(contract.InService([.. contract.Deliveries.Add(Delivery).OrderBy(delivery => delivery.Date)], contract.Uses));
    }
}
