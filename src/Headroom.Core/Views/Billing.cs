using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What is to be invoiced: what is due by the end of a month less what has been billed, charge by charge and month by month.
/// A preview is this; issuing it is the same with a number.
/// </summary>
public static class Billing
{
    /// <summary>
    /// The invoice of a contract for a month as things stand in the book, or null when nothing is to be invoiced. Months before it whose
    /// amounts have changed, or were never billed, appear as adjustment lines of their own.
    /// </summary>
    /// <param name="today">The contract's today, when the month is closed later than the day after it: an invoice is not dated back.</param>
    public static Invoice? Draft(Book book, Contract contract, YearMonth month, LocalDate? today = null)
    {
        var terms = contract.Terms;
        var monthEnd = month.PlusMonths(1).OnDayOfMonth(1);
        if (!book.Sells(terms) || contract.Versions[0].Terms.From >= monthEnd) return null;
        var schedule = contract.Schedule(monthEnd.PlusDays(-1));
        var billed = book.Receivables.BilledOf(contract.Id);
        var names = schedule.Charges.Select(charge => charge.Name).Concat(book.Receivables.ChargesOf(contract.Id)).Distinct();
        var lines = names.SelectMany(name => Lines(name, schedule, billed, contract.Versions[0].Terms.From.ToYearMonth(), month, terms.Currency))
            .Concat(Interest.Lines(book, contract, month));
        var issued = LocalDate.Max(monthEnd, today ?? monthEnd);
        var invoice = new Invoice(null, contract.Id, terms.Seller, terms.Buyer, month, terms.Currency, issued, issued.PlusDays(terms.NetDays), [.. lines]);
        return invoice.Lines.Length == 0 ? null : invoice;
    }

    /// <summary>
    /// All invoices of the contract from its first month to its last in one pass, as if nothing had been billed:
    /// what the terms come to when nothing more happens. Months with nothing due are left out.
    /// </summary>
    public static IEnumerable<(YearMonth Month, decimal Amount)> Plan(Terms terms, Schedule schedule)
    {
        var digits = terms.Currency.Digits;
        var before = new decimal[schedule.Charges.Length];
        for (var month = terms.From.ToYearMonth(); month.OnDayOfMonth(1) < terms.End; month = month.PlusMonths(1))
        {
            var amount = 0m;
            for (var i = 0; i < before.Length; i++)
            {
                var due = schedule.Charges[i].Due.At(month.PlusMonths(1).OnDayOfMonth(1)).Round(digits);
                amount += due - before[i];
                before[i] = due;
            }
            if (amount != 0) yield return (month, amount);
        }
    }

    static IEnumerable<InvoiceLine> Lines(
        string name, Schedule schedule, IReadOnlyDictionary<(string, YearMonth), decimal> billed, YearMonth first, YearMonth last, Currency currency)
    {
        var due = schedule.Charges.FirstOrDefault(charge => charge.Name == name)?.Due ?? Cumulative.Zero;
        var before = due.At(first.OnDayOfMonth(1)).Round(currency.Digits);
        for (var period = first; period <= last; period = period.PlusMonths(1))
        {
            var after = due.At(period.PlusMonths(1).OnDayOfMonth(1)).Round(currency.Digits);
            var amount = after - before - billed.GetValueOrDefault((name, period));
            if (amount != 0) yield return new InvoiceLine(name, period, after, amount, IsAdjustment: period < last);
            before = after;
        }
    }
}
