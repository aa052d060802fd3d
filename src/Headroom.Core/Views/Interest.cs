using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Late interest on issued invoices: exact pieces from the due date to each payment, and to a date for what is still open, summed and
/// rounded once. Payments go to the principal first; interest bears no interest. Money counts from the day on which it is received and
/// applied, a set-off from its own day; what is taken off again counts as never paid from the due date on.
/// </summary>
public static class Interest
{
    /// <summary>What has accrued on an invoice through a date, exact; nothing on a credit note.</summary>
    public static Rational Accrued(Receivables receivables, Invoice invoice, LateInterest clause, LocalDate through)
    {
        Rational principal = invoice.Lines.Where(line => !LateInterest.IsCharge(line.Charge)).Sum(line => line.Amount);
        var (accrued, settled) = (Rational.Zero, Rational.Zero);
        foreach (var settlement in receivables.Cash.SettlementsOf(invoice.Number!).Where(settlement => settlement.On <= through).OrderBy(settlement => settlement.On))
        {
            var before = Least(settled, principal);
            settled += settlement.Amount;
            accrued += clause.On(Least(settled, principal) - before, Period.DaysBetween(invoice.Due, settlement.On));
        }
        var open = principal - Least(settled, principal);
        return open > Rational.Zero ? accrued + clause.On(open, Period.DaysBetween(invoice.Due, through)) : accrued;
    }

    static Rational Least(Rational a, Rational b) => a < b ? a : b;

    /// <summary>The lines that a month's invoice carries for interest accrued by its end and not yet billed.</summary>
    internal static IEnumerable<(Slug Payer, InvoiceLine Line)> Lines(Book book, Contract contract, YearMonth month)
    {
        if (contract.Terms.LateInterest is not { } clause) yield break;
        var billed = book.Receivables.BilledOf(contract.Id).Where(entry => entry.Key.Period <= month).ToLookup(entry => entry.Key.Charge, entry => entry.Value);
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        foreach (var invoice in book.Receivables.Invoices.Values.Where(invoice => invoice.Contract == contract.Id && invoice.Due < last))
        {
            // A void invoice was never due: what was billed for its lateness is given back.
            var accrued = book.Receivables.Voided.ContainsKey(invoice.Number!) ? 0 : Accrued(book.Receivables, invoice, clause, last).Round(invoice.Currency.Digits);
            var amount = accrued - billed[LateInterest.ChargeOn(invoice.Number!)].Sum();
            if (amount != 0) yield return (invoice.Buyer, new InvoiceLine(LateInterest.ChargeOn(invoice.Number!), month, accrued, amount, IsAdjustment: false));
        }
    }
}
