using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>
/// What a bank says was booked on accounts of ours, as it came in a file. It is input and never stored: what it led to are receipts and
/// refunds, each with the bank's own reference.
/// </summary>
/// <param name="Balances">An account and span each, where the file states balances: opening + entries = closing.</param>
/// <param name="Lines">Booked amounts in the order of the file; no two of them have the same reference.</param>
public sealed record BankStatement(ImmutableArray<BankBalance> Balances, ImmutableArray<BankLine> Lines)
{
    /// <summary>How many entries were left out because the bank has not booked them yet.</summary>
    public int NotBooked { get; init; }
}

/// <summary>The balances of one account and what lies between them.</summary>
/// <param name="Account">The account as the bank calls it.</param>
/// <param name="Currency">ISO 4217 code, known here or not.</param>
/// <param name="Entries">The sum of what was booked, money out negative.</param>
public sealed record BankBalance(string Account, string Currency, decimal Opening, decimal Entries, decimal Closing);

/// <summary>One amount booked on an account of ours.</summary>
/// <param name="Place">Where it stands in the file, for people: "line 3", "entry 2.1".</param>
/// <param name="Booked">The bank's booking date.</param>
/// <param name="Amount">Positive for money that came, negative for money that went; never 0.</param>
/// <param name="Currency">ISO 4217 code, known here or not.</param>
/// <param name="Reference">The bank's own reference, or one derived from the content; unique in the file, at most 200 characters.</param>
/// <param name="Remittance">What the payer wrote, at most 4,000 characters.</param>
public sealed record BankLine(string Place, LocalDate Booked, decimal Amount, string Currency, string Reference, string Remittance)
{
    /// <summary>The structured reference of the creditor, such as an ISO 11649 one, several with commas between; empty when there is none.</summary>
    public string CreditorReference { get; init; } = "";

    /// <summary>The payer's end-to-end identification; empty when there is none.</summary>
    public string EndToEnd { get; init; } = "";

    /// <summary>The other party as the bank names it: the payer of money that came. It is matched and shown, and never kept.</summary>
    public string Counterparty { get; init; } = "";

    /// <summary>Whether the bank took an earlier booking back with it.</summary>
    public bool IsReversal { get; init; }
}
