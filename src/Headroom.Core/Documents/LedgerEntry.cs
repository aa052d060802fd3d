using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>
/// A double entry for a general ledger: postings that sum to zero in every currency, with the position of the fact that caused it.
/// </summary>
/// <param name="Date">The document's date, or the first of the accounting month where that comes later.</param>
/// <param name="Position">The fact in the journal that it follows from.</param>
public sealed record LedgerEntry(LocalDate Date, string Text, long Position, ImmutableArray<Posting> Postings)
{
    /// <summary>The accounting month that it belongs to: an invoice of 1 June for May belongs to May. Never one that was closed before it was said.</summary>
    public YearMonth Month { get; init; } = Date.ToYearMonth();

    /// <summary>What moved.</summary>
    public LedgerCause Cause { get; init; }

    /// <summary>An entry that moves one amount from an account to another; nothing at all when the amount is zero.</summary>
    public static IEnumerable<LedgerEntry> Move(LocalDate date, string text, long position, Currency currency, decimal amount, LedgerAccount from, LedgerAccount to) =>
        amount == 0 ? [] : [new(date, text, position, [new(to, amount, currency), new(from, -amount, currency)])];
}

/// <summary>An amount on one account; debits are positive.</summary>
public sealed record Posting(LedgerAccount On, decimal Amount, Currency Currency)
{
    /// <summary>The account's name.</summary>
    public string Account => On.Name;
}

/// <summary>By what a balance moved, and of which month when that month was closed before: then it is a catch-up of it.</summary>
/// <param name="Of">The earlier month that is caught up; null for a movement of the accounting month itself.</param>
public readonly record struct LedgerCause(LedgerMove Move, YearMonth? Of = null)
{
    /// <summary>The movement as reports name it: "recognised", "catch-up of 2026-05: recognised".</summary>
    public string Text => Of is { } month ? $"catch-up of {InvoiceLine.Month(month)}: {Word}" : Word;

    string Word => Move switch
    {
        LedgerMove.Billed => "billed",
        LedgerMove.LateInterestBilled => "late interest billed",
        LedgerMove.TaxBilled => "tax billed",
        LedgerMove.Credited => "credited",
        LedgerMove.MadeVoid => "made void",
        LedgerMove.Received => "received",
        LedgerMove.Applied => "cash applied",
        LedgerMove.SetOff => "set off",
        LedgerMove.GivenBack => "given back",
        LedgerMove.Recognised => "recognised",
        LedgerMove.InterestAccreted => "interest accreted",
        LedgerMove.Reclassified => "reclassified",
        LedgerMove.GivenToCustomer => "given to the customer",
        LedgerMove.BecameOurs => "customer became ours",
        _ => "assigned",
    };
}

/// <summary>The ways in which balances move, in the order in which roll-forwards show them.</summary>
public enum LedgerMove
{
    /// <summary>Invoiced for service.</summary>
    Billed,
    /// <summary>Invoiced for paying late.</summary>
    LateInterestBilled,
    /// <summary>Invoiced for a jurisdiction.</summary>
    TaxBilled,
    /// <summary>Given back by a credit note.</summary>
    Credited,
    /// <summary>An invoice that does not count any more.</summary>
    MadeVoid,
    /// <summary>Money came in.</summary>
    Received,
    /// <summary>Cash of an account put on an invoice, or taken off again.</summary>
    Applied,
    /// <summary>A credit note of one contract set off against an invoice of another.</summary>
    SetOff,
    /// <summary>Money went back to a customer.</summary>
    GivenBack,
    /// <summary>Earned under the contract's policy.</summary>
    Recognised,
    /// <summary>The interest in what was paid ahead, for the time that passed.</summary>
    InterestAccreted,
    /// <summary>Between contract liability and customer liability.</summary>
    Reclassified,
    /// <summary>The contract went to another customer.</summary>
    Assigned,
    /// <summary>Consideration given to the customer beside the invoices.</summary>
    GivenToCustomer,
    /// <summary>Owed by a customer that came to belong to us.</summary>
    BecameOurs,
}
