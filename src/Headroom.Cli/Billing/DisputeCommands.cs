using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Documents;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>dispute raise|settle|list</c>, <c>dun list|sent</c>, and the customer's references.</summary>
static class DisputeCommands
{
    public static Command Disputes(IClock clock) => Common.Group("dispute", "Disputes over invoiced lines.",
        Common.Of("raise", "Record that one side disputes a line or a part of it: that part is not dunned, the rest stays due.", clock,
            session => session.Say(_ => InvoicingSteps.Dispute(session.Input, "invoice"),
                done => LoadCommands.Done(session, done.Book.Position, $"The dispute is recorded as {done.Book.Receivables.Disputes.ById.Keys.Last()}.")),
            Common.Argument("invoice", "The invoice's number."), Common.Text("--charge", "The line's charge, such as fee."), Common.Text("--month", "The line's month of service."),
            Common.Text("--amount", "What is disputed. Default: all that is left of the line."), Common.Text("--by", "seller or buyer."), Common.Text("--reason", "What is wrong."),
            Common.Text("--evidence", "Where it can be seen."), Common.Key()),
        Common.Of("settle", "End a dispute: what is upheld goes back by a credit note, 0 confirms the line.", clock,
            session => session.Say(_ => new SettleDispute(session.Input.Text("dispute", 40), session.Input.Decimal("upheld", 0, Money.Most, ""), session.Input.Text("reason")),
                done => BillCommands.Issued(session, done)),
            Common.Argument("dispute", "Its id, such as DSP-0000001."), Common.Text("--upheld", "What of it is right; 0 for nothing."), Common.Text("--reason", "Why."),
            Common.Key()),
        Common.Of("list", "List disputes.", clock, List, Common.Position()));

    public static Command Dun(IClock clock) => Common.Group("dun", "Reminders of overdue invoices, by the steps of the policy.",
        Common.Of("list", "The reminders that are due to be sent: reached by now, not sent, not for what is paid or disputed.", clock, Due,
            Common.Text("--customer", "Only this customer's."), Common.At(), Filing.Pdf, Filing.Html, Filing.To, Filing.Paper, Common.Position()),
        Common.Of("sent", "Record that the reminders due now were sent.", clock,
            session => session.Say(_ => new SendReminders(session.Input.IdOrNone("customer"), session.Input.Has("invoice") ? session.Input.Text("invoice", 40) : null),
                done => LoadCommands.Done(session, done.Book.Position, $"{Show.Count(done.Last - done.First + 1, "reminder")} recorded as sent.")),
            Common.Text("--customer", "Only this customer's."), Common.Text("--invoice", "Only this invoice's."), Common.Key()));

    public static Command Reference(IClock clock) => Common.Of("reference", "State the customer's purchase order or acceptance; invoices bear it from a date on.", clock,
        session => session.Say(_ => new StateReference(session.Input.Id("contract"), InvoicingFacts.Reference(session.Input)),
            done => LoadCommands.Done(session, done.Book.Position, "The reference is stated.")),
        Common.Argument("contract", "The contract's id."), Common.Text("--kind", "purchase-order or acceptance."), Common.Text("--number", "As the customer writes it."),
        Common.Text("--from", "Printed on invoices of months that end on or after this date."), Common.Text("--limit", "The most that may be billed under it."), Common.Key());

    static int List(Session session) => session.View((_, book) =>
    {
        var disputes = book.Receivables.Disputes.ById.Values.ToList();
        return session.Output.Print(json => json.Map(() => InvoicingJson.Disputes(json, disputes)), console =>
        {
            var table = Show.Table(console, "Disputes", "dispute", "invoice", "line", ">amount", "", "by", "raised", "reason", "state");
            foreach (var dispute in disputes)
            {
                var currency = book.Receivables.Invoices[dispute.Invoice].Currency;
                table.Row(dispute.Id, dispute.Invoice, $"{dispute.Charge} {Json.Text(dispute.Period)}", Show.Money(dispute.Amount, currency), currency.Code,
                    dispute.By.ToString().ToLowerInvariant(), Json.Text(dispute.Raised), dispute.Reason,
                    dispute.Settled is { } settled ? $"settled {Json.Text(settled.On)}, {Show.Money(settled.Upheld, currency)} upheld" : "open");
            }
            console.Write(table);
        });
    });

    static int Due(Session session) => session.View((keeper, book) =>
    {
        var (only, at) = (session.Input.IdOrNone("customer"), session.At(keeper, book));
        if (session.Faults.Count > 0) return Output.Refused;
        if (session.Flag("pdf") || session.Flag("html"))
        {
            var letters = new Papers(keeper).Reminders(book, at, Session.HeadAt(keeper, book.Position)).Where(letter => only is null || letter.Buyer.Party == only).ToList();
            return Filing.Write(session, letters.Select(letter => (letter.FileName, letter.Sheet)), letters.Count, session.Flag("pdf"));
        }
        var due = Dunning.Due(book, at).Where(item => only is null || item.Customer == only).ToList();
        return session.Output.Print(json => json.Map(() => { json.Date("at", at); InvoicingJson.Reminders(json, due); }), console =>
        {
            var table = Show.Table(console, book.Policy.Dunning.IsEmpty ? "The policy has no dunning steps, so no reminder is ever due" : $"Reminders due at {Json.Text(at)}",
                "customer", "invoice", "step", ">days past due", ">amount", ">disputed", "");
            foreach (var item in due)
                table.Row(item.Customer.ToString(), item.Invoice, $"{item.Level} {item.Step}", Show.Gpus(item.DaysPast), Show.Money(item.Amount, item.Currency),
                    Show.Money(item.Disputed, item.Currency), item.Currency.Code);
            console.Write(table);
        });
    });
}
