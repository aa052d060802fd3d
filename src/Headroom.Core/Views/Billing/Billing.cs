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
    public static IReadOnlyList<Invoice> Drafts(Book book, YearMonth month, Instant now, Action? drafted = null) => book.AllContracts.InRuns(contracts =>
    {
        var drafts = new List<Invoice>(contracts.Length);
        foreach (var contract in contracts)
        {
            if (!book.Sells(contract.Terms)) continue;
            drafts.AddRange(Drafts(book, contract, month, contract.Terms.Calendar.DateOf(now)));
            drafted?.Invoke();
        }
        return drafts;
    });

    /// <summary>
    /// The invoices of a contract for a month as things stand in the book: one for each payer, none when nothing is to be invoiced. Months
    /// before it whose amounts have changed, or were never billed, appear as adjustment lines on the invoice of who was the buyer then.
    /// </summary>
    /// <param name="today">The contract's today, when that is later than the first day on which the month may be invoiced: an invoice is not dated back.</param>
    public static IReadOnlyList<Invoice> Drafts(Book book, Contract contract, YearMonth month, LocalDate? today = null)
    {
        if (!book.Sells(contract.Terms) || contract.Versions[0].Terms.From >= After(month)) return [];
        var billed = book.Receivables.BilledOf(contract.Id);
        var lines = new List<(Slug Payer, InvoiceLine Line)>(1);
        foreach (var due in Due.Of(book, contract, billed, month))
        {
            var isKnown = billed.TryGetValue((due.Charge, due.Period, due.Payer), out var before);
            if (due.Amount != before) lines.Add((due.Payer, new(due.Charge, due.Period, due.Cumulative, due.Amount - before, IsAdjustment: isKnown || due.Period < month)));
        }
        lines.AddRange(Interest.Lines(book, contract, month));
        if (lines.Count == 0) return [];
        var first = ReadyOn(contract, month);
        var issued = today is { } day ? LocalDate.Max(first, day) : first;
        var drafts = new List<Invoice>(1);
        foreach (var (payer, _) in lines)
            if (!Has(drafts, payer)) drafts.Add(Draft(contract, month, issued, payer, LinesOf(payer, lines)));
        return drafts;
    }

    static bool Has(List<Invoice> drafts, Slug payer) => drafts.Count > 0 && drafts.Exists(draft => draft.Buyer == payer);

    static Invoice Draft(Contract contract, YearMonth month, LocalDate issued, Slug payer, ImmutableArray<InvoiceLine> lines) => new(
        null, contract.Id, contract.Terms.Seller, payer, month, contract.Terms.Currency, issued, issued.PlusDays(contract.TermsOf(payer).NetDays), lines)
    { References = contract.References.IsEmpty ? [] : [.. contract.ReferencesOn(After(month).PlusDays(-1)).Select(InvoiceReference.Of)] };

    static ImmutableArray<InvoiceLine> LinesOf(Slug payer, List<(Slug Payer, InvoiceLine Line)> lines)
    {
        var own = ImmutableArray.CreateBuilder<InvoiceLine>(lines.Count);
        foreach (var (other, line) in lines)
            if (other == payer) own.Add(line);
        return own.DrainToImmutable();
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

    static LocalDate After(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1);
}
