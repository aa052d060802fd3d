using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Late interest on issued invoices: exact pieces from the due date to each payment, and to a date for what is still open, summed and
/// rounded once. Payments go to the principal first; interest bears no interest.
/// </summary>
public static class Interest
{
    /// <summary>What has accrued on an invoice through a date, exact; nothing on a credit note.</summary>
    public static Rational Accrued(Receivables receivables, Invoice invoice, LateInterest clause, LocalDate through)
    {
        Rational open = invoice.Lines.Where(line => !LateInterest.IsCharge(line.Charge)).Sum(line => line.Amount);
        var accrued = Rational.Zero;
        foreach (var payment in receivables.Payments.GetValueOrDefault(invoice.Number!) ?? [])
        {
            if (payment.Received > through) continue;
            Rational principal = payment.Amount;
            if (principal > open) principal = open;
            accrued += clause.On(principal, Period.DaysBetween(invoice.Due, payment.Received));
            open -= principal;
        }
        return open > Rational.Zero ? accrued + clause.On(open, Period.DaysBetween(invoice.Due, through)) : accrued;
    }

    /// <summary>The lines that a month's invoice carries for interest accrued by its end and not yet billed.</summary>
    internal static IEnumerable<InvoiceLine> Lines(Book book, Contract contract, YearMonth month)
    {
        if (contract.Terms.LateInterest is not { } clause) yield break;
        var billed = book.Receivables.BilledOf(contract.Id).ToLookup(entry => entry.Key.Charge, entry => entry.Value);
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        foreach (var invoice in book.Receivables.Invoices.Values.Where(invoice => invoice.Contract == contract.Id && invoice.Due < last))
        {
            var accrued = Accrued(book.Receivables, invoice, clause, last).Round(invoice.Currency.Digits);
            var amount = accrued - billed[LateInterest.ChargeOn(invoice.Number!)].Sum();
            if (amount != 0) yield return new InvoiceLine(LateInterest.ChargeOn(invoice.Number!), month, accrued, amount, IsAdjustment: false);
        }
    }
}
