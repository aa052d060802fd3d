using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>payment record</c>.</summary>
static class PaymentCommand
{
    public static Command Build(IClock clock) => Common.Group("payment", "Payments.",
        Common.Of("record", "Record money received against an invoice (negative: given back against a credit note).", clock, Record,
            Common.Argument("invoice", "The invoice's number."), Common.Text("--amount", "The amount, such as 625000000.00. Default: all that is open."),
            Common.Text("--received", "The date of the money."), Common.Text("--currency", "Default: the invoice's."),
            Common.Text("--reference", "The bank's reference."), Common.Key()));

    static int Record(Session session) => session.Say(book =>
    {
        var input = session.Input;
        var number = input.Text("invoice", 40);
        book.Receivables.Invoices.TryGetValue(number, out var invoice);
        var open = invoice is null ? 0 : book.Receivables.OpenOf(invoice);
        return new RecordPayment(number, input.Date("received"), input.Decimal("amount", -Money.Most, Money.Most, "", open),
            input.Text("currency", invoice?.Currency.Code ?? "USD", 10), input.Text("reference", "", 200));
    }, done => LoadCommands.Done(session, done.Book.Position, done.Replayed ? "The payment had been recorded already." : $"The payment is recorded at position {done.First}."));
}
