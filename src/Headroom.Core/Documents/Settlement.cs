using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>Money that a customer paid, by an id of its own. What is not applied to invoices is unapplied cash on the customer's account.</summary>
/// <param name="Payer">The customer whose account it stands on.</param>
/// <param name="Received">The date of the money.</param>
/// <param name="Amount">Positive, rounded to the currency's minor unit.</param>
/// <param name="Reference">The remittance text, or whatever else tells it from others.</param>
/// <param name="BankReference">The bank's own reference of the booking, which no other receipt or refund of the book bears; or null.</param>
public sealed record Receipt(Slug Id, Slug Payer, LocalDate Received, decimal Amount, Currency Currency, string Reference, string? BankReference)
{
    /// <summary>The invoice for which it was recorded as received and applied at once; null when it was received on account.</summary>
    public string? For { get; init; }

    /// <summary>The receipt as a customer reads it on an account.</summary>
    public string Text => $"payment {(For is { } invoice ? $"of {invoice}" : Id)} {Reference}".TrimEnd();
}

/// <summary>Money given back to a customer: of unapplied cash, or of a credit note.</summary>
/// <param name="Of">The receipt's id or the credit note's number.</param>
/// <param name="Amount">Positive.</param>
public sealed record Refund(string Of, Slug Payee, LocalDate Paid, decimal Amount, Currency Currency, string Reference, string? BankReference)
{
    /// <summary>The refund as a customer reads it on an account.</summary>
    public string Text => $"refund of {Of} {Reference}".TrimEnd();
}

/// <summary>What moved the open amount of one invoice or credit note on a date.</summary>
/// <param name="Amount">Lowers what is open: positive for cash and credit applied to an invoice, negative when taken off again or when a credit note is used.</param>
/// <param name="From">The other side: a receipt's id, or the number of a credit note or invoice.</param>
/// <param name="Reason">Why it was taken off, or the reference of the money.</param>
public sealed record Settlement(string Invoice, LocalDate On, decimal Amount, SettlementKind Kind, string From, string Reason)
{
    /// <summary>The settlement as a reader of the invoice sees it.</summary>
    public string Text => Kind switch
    {
        SettlementKind.Cash => Amount < 0 ? $"{From} taken off: {Reason}" : $"received {Reason}".TrimEnd(),
        SettlementKind.Credit => $"set off with {From} {Reason}".TrimEnd(),
        _ => $"given back {Reason}".TrimEnd(),
    };
}

/// <summary>By what an open amount was moved.</summary>
public enum SettlementKind
{
    /// <summary>Money received, applied or taken off again.</summary>
    Cash,
    /// <summary>A credit note set off against an invoice.</summary>
    Credit,
    /// <summary>A credit note paid out.</summary>
    Refund,
}
