using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A reminder that is due to be sent: the highest step of the policy that an overdue invoice has reached, less the steps that were said. Only
/// what is open and not disputed counts; a paid, void or wholly disputed invoice is never dunned, nor a customer that belongs to us.
/// </summary>
/// <param name="Customer">Who is reminded.</param>
/// <param name="Level">The step's place in the policy, from 1.</param>
/// <param name="Step">The step's name.</param>
/// <param name="DaysPast">Days since the invoice was due.</param>
/// <param name="Amount">What is overdue and not disputed.</param>
/// <param name="Disputed">What of the open amount is in dispute, and is not asked for.</param>
public sealed record Dunning(Slug Customer, string Invoice, int Level, string Step, int DaysPast, decimal Amount, decimal Disputed, Currency Currency)
{
    /// <summary>What is due to be sent at a date, by customer and invoice.</summary>
    public static IEnumerable<Dunning> Due(Book book, LocalDate at) => book.Policy.Dunning.IsEmpty ? [] :
        book.Receivables.Standing.Where(invoice => !book.IsOurs(invoice.Buyer, at)).Select(invoice => Due(book, invoice, at)).OfType<Dunning>().OrderBy(item => item.Customer)
        .ThenBy(item => item.Invoice, StringComparer.Ordinal);

    static Dunning? Due(Book book, Invoice invoice, LocalDate at)
    {
        var days = Period.DaysBetween(invoice.Due, at);
        var level = book.Policy.Dunning.Count(step => step.Days <= days);
        if (level == 0) return null;
        var said = book.Reminders.GetValueOrDefault(invoice.Number!, []).Select(reminder => reminder.Level).DefaultIfEmpty(0).Max();
        var open = book.Receivables.OpenOf(invoice, at);
        var disputed = Math.Min(Math.Max(0, open), book.Receivables.Disputes.OpenOn(invoice.Number!, at));
        return level <= said || open - disputed <= 0 ? null
            : new(invoice.Buyer, invoice.Number!, level, book.Policy.Dunning[level - 1].Name, days, open - disputed, disputed, invoice.Currency);
    }
}
