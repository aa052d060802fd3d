using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Formats.Focus;

/// <summary>
/// One row of Cost and Usage: an invoice line, or the part of it that was billed on this invoice or paid for ahead.
/// </summary>
/// <param name="Line">The line's number on the invoice, from 1.</param>
/// <param name="Billed">What this invoice asks for it.</param>
/// <param name="Effective">What the service of its period costs: nothing for money paid ahead, and the drawn-down part for what that money covers.</param>
/// <param name="CoveredBy">The prepayment that paid for it, or null.</param>
sealed record FocusCharge(FocusBook Source, Invoice Invoice, Contract Contract, int Line, InvoiceLine Of, Leg? Leg, FocusKind Kind, decimal Billed, decimal Effective,
    string? CoveredBy)
{
    /// <summary>An amount with the digits of its currency.</summary>
    public decimal Exact(decimal amount) => FocusWords.Exact(amount, Invoice.Currency);

    public Core.Contracts.Terms Terms => Contract.TermsOf(Invoice.Buyer);

    public Calendar Calendar => Contract.Terms.Calendar;

    /// <summary>Whether it changes a month that was invoiced before.</summary>
    public bool IsCorrection => Of.Period < Invoice.Period;

    /// <summary>Whether it is priced: FOCUS wants units and prices of what is used or bought.</summary>
    public bool IsPriced => Kind.Category is FocusKind.UsageCategory or FocusKind.PurchaseCategory;

    /// <summary>What it costs at the contract's prices, before anything paid ahead is counted.</summary>
    public decimal Contracted => Exact(Priced is { } priced ? priced.Price * priced.Quantity : Billed);

    /// <summary>
    /// Its unit, quantity and price. Metered use whose reading times the contract's price comes to the line bears both; anything else is one unit at its
    /// amount, or one taken back when the amount is negative.
    /// </summary>
    public (string Unit, decimal Quantity, decimal Price)? Priced
    {
        get
        {
            if (!IsPriced) return null;
            if (Leg is Usage usage && Read is { } read && CoveredBy is null && !IsCorrection
                && ((Core.Units.Rational)(read * usage.Price)).Round(Invoice.Currency.Digits) == Billed) return (FocusWords.Unit(usage.Meter), read, usage.Price);
            var amount = CoveredBy is null ? Billed : Effective;
            return ("Units", amount < 0 ? -1 : 1, Exact(Math.Abs(amount)));
        }
    }

    /// <summary>What the meter read, as known when the invoice went out; null when it is no metered use, or a correction of one.</summary>
    public decimal? Read => Leg is Usage usage && !IsCorrection ? Source.Read(Invoice, usage.Meter, Of.Period) ?? 0 : null;

    /// <summary>The instants that it is for.</summary>
    public Window Period
    {
        get
        {
            var (from, end) = (Of.Period.OnDayOfMonth(1), Of.Period.PlusMonths(1).OnDayOfMonth(1));
            var days = Leg switch
            {
                Once once when once.On >= from && once.On < end => (once.On, once.On.PlusDays(1)),
                Prepayment prepaid when Billed > 0 && FocusCharges.PaidIn(prepaid, Of.Period).ToList() is [var first, ..] => (first.On, first.On.PlusDays(1)),
                _ => (LocalDate.Max(from, Contract.Versions[0].Terms.From), LocalDate.Min(end, Contract.LastDay.PlusDays(1))),
            };
            return days.Item1 < days.Item2 ? Calendar.Between(days.Item1, days.Item2) : Calendar.Of(Of.Period);
        }
    }

    /// <summary>The pool, when the contract reserves one and no other.</summary>
    public string? Pool => Terms.Pools.ToList() is [var only] ? only.ToString() : null;

    /// <summary>The commitment under which it is charged, or null when it is none of the contract's.</summary>
    public string? Commitment => Leg switch
    {
        Usage { Commit: 0 } => null,
        Monthly or Usage or Prepayment => ContractCommitments.IdOf(Contract, Leg.Name),
        _ => null,
    };
}

/// <summary>How FOCUS classes a charge.</summary>
/// <param name="Frequency">How often it comes.</param>
sealed record FocusKind(string Category, string Frequency)
{
    public const string UsageCategory = "Usage", PurchaseCategory = "Purchase";

    public static readonly FocusKind Metered = new(UsageCategory, "Usage-Based"), Recurring = new(PurchaseCategory, "Recurring"), OneTime = new(PurchaseCategory, "One-Time"),
        Credit = new("Credit", "One-Time"), Adjustment = new("Adjustment", "One-Time"), Tax = new("Tax", "One-Time");

    /// <summary>
    /// The kind of a line: by its clause, or by its name where no clause bears it. Ending fees, late interest, what is paid ahead of use, and what an amendment took the clause
    /// away from adjust what was agreed.
    /// </summary>
    public static FocusKind Of(InvoiceLine line, Leg? leg) => leg is not null ? Of(leg)
        : Core.Contracts.Tax.IsCharge(line.Charge) ? Tax
        : Core.Contracts.Credit.IsCharge(line.Charge) ? Credit
        : Adjustment;

    /// <summary>The kind of the lines of a clause. Every clause under which something is billed is named here, so that none is classed by chance.</summary>
    public static FocusKind Of(Leg leg) => leg switch
    {
        Usage => Metered,
        Once { Amount: < 0 } => Credit,
        Once => OneTime,
        Monthly or Power or Backstop or ExitAssistance => Recurring,
        Prepayment or BulkCredits => OneTime,
        Sla or LateDelivery or Reclaim or Borrowing => Credit,
        PartialRelease or Cause => Adjustment,
        _ => throw new InvalidOperationException($"Nothing is billed under a clause of the kind {leg.GetType().Name}, or FOCUS has not been told what."),
    };
}
