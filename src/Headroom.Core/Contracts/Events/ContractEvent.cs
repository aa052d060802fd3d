using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// Something that happened under a contract, or that a side did by a right which a clause gives it: a claim, an acceptance, a pause.
/// It is said once; what it does to capacity and money is for the clause to make of it when it resolves (<see cref="Observations.Of{T}"/>).
/// A new one is one sealed case here and one format beside the others.
/// </summary>
public abstract record ContractEvent
{
    private protected ContractEvent(LocalDate on) => On = on;

    /// <summary>The date on which it happened, in the contract's zone; not after the day on which it is recorded.</summary>
    public LocalDate On { get; }

    /// <summary>Its name in files, requests and facts: lower-case words joined by hyphens.</summary>
    public abstract string Word { get; }

    /// <summary>The kind of the fact that records it.</summary>
    public string Kind => $"contract.{Word}.v1";

    /// <summary>What it says in one sentence without a full stop, for a person who reads the history of the contract.</summary>
    public abstract string Says { get; }

    /// <summary>Whether it was promised before: then own products do not stand against it, only capacity that is not there.</summary>
    public virtual bool IsOwed => false;

    /// <summary>Why it cannot be so under the contract as it stands; empty when it can. Fields are those of the event.</summary>
    public abstract IEnumerable<Refusal> Check(Contract contract);

    /// <summary>The contract once it has happened. Only what changes the notice or the terms themselves does more than stand in the list.</summary>
    public virtual Contract Apply(Contract contract) => contract with { Events = contract.Events.Add(this) };
}
