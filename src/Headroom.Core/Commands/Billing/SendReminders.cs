using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records that the reminders due now were sent: all of them, one customer's, or one invoice's. Refused when none is due.</summary>
public sealed record SendReminders(Slug? Customer, string? Invoice) : Command
{
    /// <summary>The most reminders of one command.</summary>
    const int Most = 1000;

    public override Decision Decide(Book book, Instant now)
    {
        var today = book.Calendar.DateOf(now);
        var due = Dunning.Due(book, today).Where(item => (Customer is null || item.Customer == Customer) && (Invoice is null || item.Invoice == Invoice)).Take(Most).ToList();
        return due.Count > 0 ? new Accepted([.. due.Select(item => new ReminderSent(new Reminder(item.Invoice, item.Level, item.Step, today, item.Amount)))])
            : new Refusal(RefusalCode.NothingDue, Invoice is not null ? "invoice" : "customer",
                $"No reminder is due on {Check.Text(today)}: nothing overdue and undisputed has reached a step that was not sent.");
    }
}
