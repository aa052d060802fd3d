using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records that from a date on so many GPUs of a pool are in service for a contract. Refused above what it reserves in that pool.</summary>
public sealed record DeliverCapacity(Slug Contract, Slug Pool, LocalDate On, Gpus Gpus) : Command
{
    public override Instant NotBefore(Book book) =>
        book.Contracts.TryGetValue(Contract, out var contract) ? contract.Terms.Calendar.StartOf(On) : Instant.MinValue;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        var reserved = contract.Schedule(null).Reserved(Pool);
        var most = reserved.Changes.Select(change => reserved.At(change).Count).Append(0).Max();
        var pools = contract.Versions.SelectMany(version => version.Terms.Pools).Select(pool => pool.ToString()).Distinct().ToList();
        return Decision.Of(
            [
                Check.Running(contract),
                Check.Happened(On, Check.Today(contract, now), "on"),
                pools.Contains(Pool.ToString()) ? Check.Range(Gpus.Count, 0, most, "gpus", $"GPUs of pool '{Pool}' for this contract")
                    : new Refusal(RefusalCode.NotFound, "pool", $"'{Contract}' reserves nothing in a pool '{Pool}'{(pools.Count == 0 ? "" : $"; it does in {Say.List(pools)}")}."),
                On >= contract.Versions[0].Terms.From && On <= contract.LastDay ? null
                    : new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Check.Text(On)} lies outside the term, which ends {Check.Text(contract.LastDay)}."),
            ],
            () => new CapacityDelivered(Contract, new Delivery(Pool, On, Gpus)));
    }
}
