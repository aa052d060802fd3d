using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What is to be invoiced: what is due by the end of a month less what has been billed, charge by charge, month by month and payer by payer.
/// A preview is this; issuing it is the same with a number.
/// </summary>
public static class Billing
{
    /// <summary>What every contract that we sell is to be invoiced for a month as things stand, as of an instant; on all cores, in the order of contracts.</summary>
    /// <param name="drafted">Called after each contract, from any core.</param>
    public static IEnumerable<Invoice> Drafts(Book book, YearMonth month, Instant now, Action? drafted = null) =>
        book.Sold.ToArray().AsParallel().AsOrdered().Select(contract =>
        {
            var drafts = Drafts(book, contract, month, contract.Terms.Calendar.DateOf(now)).ToArray();
            drafted?.Invoke();
            return drafts;
        }).ToArray().SelectMany(drafts => drafts);

    /// <summary>
    /// The invoices of a contract for a month as things stand in the book: one for each payer, none when nothing is to be invoiced. Months
    /// before it whose amounts have changed, or were never billed, appear as adjustment lines on the invoice of who was the buyer then.
    /// </summary>
    /// <param name="today">The contract's today, when that is later than the first day on which the month may be invoiced: an invoice is not dated back.</param>
    public static IEnumerable<Invoice> Drafts(Book book, Contract contract, YearMonth month, LocalDate? today = null)
    {
        if (!book.Sells(contract.Terms) || contract.Versions[0].Terms.From >= After(month)) return [];
        var lines = Due.Of(book, contract, month).Select(due => (due.Payer, Line: Line(book, contract, due, month)))
            .Where(line => line.Line.Amount != 0).Concat(Interest.Lines(book, contract, month)).ToList();
        var first = ReadyOn(contract, month);
        var issued = today is { } day ? LocalDate.Max(first, day) : first;
        return lines.GroupBy(line => line.Payer, line => line.Line).Select(group => new Invoice(
            null, contract.Id, contract.Terms.Seller, group.Key, month, contract.Terms.Currency, issued,
            issued.PlusDays(contract.TermsOf(group.Key).NetDays), [.. group])
        { References = [.. contract.ReferencesOn(After(month).PlusDays(-1)).Select(InvoiceReference.Of)] });
    }

    /// <summary>The first date on which a month's invoice may be issued: after the month and the days of grace.</summary>
    public static LocalDate ReadyOn(Contract contract, YearMonth month) => After(month).PlusDays(contract.Terms.InvoiceGraceDays);

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
                var due = schedule.Charges[i].Due.Rounded(After(month), digits);
                amount += due - before[i];
                before[i] = due;
            }
            if (amount != 0) yield return (month, amount);
        }
    }

    static InvoiceLine Line(Book book, Contract contract, Due due, YearMonth month)
    {
        var known = book.Receivables.BilledOf(contract.Id).TryGetValue((due.Charge, due.Period, due.Payer), out var billed);
        return new(due.Charge, due.Period, due.Cumulative, due.Amount - billed, IsAdjustment: known || due.Period < month);
    }

    static LocalDate After(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1);
}
