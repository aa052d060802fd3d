using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records what happened under a contract. Refused when the event does not fit the contract as it stands, when it has not happened yet,
/// and, where it makes a contract that we sell take more capacity, by the same tests as a signature.
/// </summary>
public sealed record RecordEvent(Slug Contract, ContractEvent Event) : Command
{
    public override Instant NotBefore(Book book) =>
        book.Contracts.TryGetValue(Contract, out var contract) ? contract.Terms.Calendar.StartOf(Event.On) : Instant.MinValue;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        var fact = new ContractEventRecorded(Contract, Event);
        return Decision.Of(Event.Check(contract).Concat(AgainstBook(book, contract)).Cast<Refusal?>().Append(Check.Happened(Event.On, Check.Today(contract, now), "on"))
            .Append(Check.Running(contract)), () => fact) is Refused refused ? refused
            : book.Sells(contract.Terms) && Acceptance.TestChange(book, contract, Event.Apply(contract), now, Event.IsOwed) is { } refusal ? refusal
            : fact;
    }

    /// <summary>What only the rest of the book can tell against it.</summary>
    IEnumerable<Refusal> AgainstBook(Book book, Contract contract) => Event switch
    {
        SupportCalled call => Cover.Refuse(book, contract, call),
        FirstRefusalOffered offer => FirstRefusals.Refuse(book, contract, offer),
        _ => [],
    };
}
