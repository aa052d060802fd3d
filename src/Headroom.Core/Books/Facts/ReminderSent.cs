using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>A customer was reminded of an overdue invoice; the step is not due again.</summary>
public sealed record ReminderSent(Reminder Reminder) : FactBody
{
    public override string Kind => "reminder.sent.v1";
    public override string About => Reminder.Invoice;
    public override Book Apply(Book book, Fact fact) =>
        book with { Reminders = book.Reminders.SetItem(Reminder.Invoice, book.Reminders.GetValueOrDefault(Reminder.Invoice, []).Add(Reminder)) };
}
