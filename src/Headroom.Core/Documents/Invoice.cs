using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>
/// An invoice (or, with a negative total, a credit note) for one contract and month. Once issued it is a fact and never changes.
/// Its amount is the sum of its lines; what has been billed is the sum of the lines issued.
/// </summary>
/// <param name="Number">Gapless per issuer; null while it is a draft.</param>
/// <param name="Seller">The issuer.</param>
/// <param name="Buyer">Who pays.</param>
/// <param name="Issued">The date on it, in the contract's zone.</param>
/// <param name="Due">The date it is to be paid by.</param>
public sealed record Invoice(
    string? Number, Slug Contract, Slug Seller, Slug Buyer, YearMonth Period, Currency Currency, LocalDate Issued, LocalDate Due,
    ImmutableArray<InvoiceLine> Lines)
{
    /// <summary>The void invoice whose place it takes; null for most.</summary>
    public string? Replaces { get; init; }

    /// <summary>The invoice on which it credits a line; null for most.</summary>
    public string? Credits { get; init; }

    /// <summary>Why it was issued beside the monthly ones; empty for those.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The customer's purchase order and acceptance, as they held when it was issued.</summary>
    public ImmutableArray<InvoiceReference> References { get; init; } = [];

    public decimal Total
    {
        get
        {
            var total = 0m;
            foreach (var line in Lines) total += line.Amount;
            return total;
        }
    }

    /// <summary>Whether it gives money back.</summary>
    public bool IsCreditNote => Total < 0;
}

/// <summary>A customer's own number for what it pays, printed on its invoices.</summary>
public sealed record InvoiceReference(ReferenceKind Kind, string Number)
{
    public static InvoiceReference Of(Reference reference) => new(reference.Kind, reference.Number);

    /// <summary>The reference as a reader sees it.</summary>
    public string Text => $"{(Kind == ReferenceKind.PurchaseOrder ? "purchase order" : "acceptance")} {Number}";
}

/// <summary>One amount and what it is for.</summary>
/// <param name="Charge">The leg that it comes from.</param>
/// <param name="Period">The month of service that it is for; earlier than the invoice's month in an adjustment.</param>
/// <param name="CumulativeDue">The charge's rounded cumulative amount by the end of that month, as known at issue.</param>
/// <param name="Amount">In the invoice's currency, rounded to its minor unit.</param>
/// <param name="IsAdjustment">Whether it corrects a month invoiced before.</param>
public sealed record InvoiceLine(string Charge, YearMonth Period, decimal CumulativeDue, decimal Amount, bool IsAdjustment)
{
    /// <summary>Whether it is for service; late interest and tax are not.</summary>
    public bool IsService => IsServiceCharge(Charge);

    /// <summary>Whether a charge is for service; late interest and tax are not.</summary>
    public static bool IsServiceCharge(string charge) => !LateInterest.IsCharge(charge) && !Tax.IsCharge(charge);

    /// <summary>The line as a customer reads it.</summary>
    public string Text => $"{Charge}: {(IsAdjustment ? "adjustment of " : "")}{Month(Period)}";

    /// <summary>A month as it is written everywhere: 2026-06.</summary>
    public static string Month(YearMonth month) => $"{month.Year:D4}-{month.Month:D2}";
}

/// <summary>A payment received against one invoice. A negative amount is money returned.</summary>
public sealed record Payment(string Invoice, LocalDate Received, decimal Amount, Currency Currency, string Reference);
