using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records the figures of a month's availability that both sides agreed on: they are the clause's readings from then on, whatever conditions are said later, the next
/// invoice carries the difference, and the dispute that the buyer's figures opened ends. Refused as the buyer's statement is, and where nothing would change.
/// </summary>
/// <param name="Agreed">The figures, with how they were agreed as their evidence.</param>
public sealed record AgreeAvailability(Slug Contract, StatedAvailability Agreed) : Command
{
    public override Instant NotBefore(Book book) => new StateAvailability(Contract, Agreed).NotBefore(book);

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Contracts, Contract, "contract", "contract")) is { } missing) return missing;
        var contract = book.Contracts[Contract];
        if (StateAvailability.Refusals(contract, Agreed, now, NotBefore(book)).FirstOrDefault() is { } refusal) return refusal;
        var clause = contract.TermsOn(Agreed.Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Legs.OfType<Sla>().Single(sla => sla.Name == Agreed.Clause);
        var readings = ImmutableArray.Create<FactBody>(
            new QuantityObserved(Contract, new(clause.DownMeter, Agreed.Month, Agreed.Down, Agreed.Evidence)),
            new QuantityObserved(Contract, new(clause.ExcludedMeter, Agreed.Month, Agreed.Excluded, Agreed.Evidence)))
            .RemoveAll(fact => contract.Observed.LastOrDefault(read =>
                read.Meter == ((QuantityObserved)fact).Quantity.Meter && read.Month == Agreed.Month)?.Amount == ((QuantityObserved)fact).Quantity.Amount);
        var facts = readings.AddRange(Settled(book, contract, now));
        return facts.Length > 0 ? new Accepted(facts)
            : new Refusal(RefusalCode.AlreadyExists, "month", $"These figures hold for {InvoiceLine.Month(Agreed.Month)} already, and nothing is in dispute.");
    }

    // Nothing is upheld of the line: the fee stands, and the credit that the agreed figures make is billed as a difference of its own.
    IEnumerable<FactBody> Settled(Book book, Contract contract, Instant now) => contract.Stated
        .Where(stated => stated.Clause == Agreed.Clause && stated.Month == Agreed.Month && stated.Dispute is not null).Select(stated => stated.Dispute!).Distinct()
        .Where(id => book.Receivables.Disputes.ById[id].Settled is null)
        .Select(id => new DisputeSettled(id, new(book.Calendar.DateOf(now), 0, $"figures agreed, and the next invoice carries the difference: {Agreed.Evidence}", null)));
}
