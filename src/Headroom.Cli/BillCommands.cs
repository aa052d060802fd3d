using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>bill preview|close</c>: what is to be invoiced, and issuing it.</summary>
static class BillCommands
{
    public static Command Build(IClock clock) => Common.Group("bill", "Preview a month's invoices, and close a month.",
        Common.Of("preview", "The invoices of a month as they stand: the same as closing it would issue.", clock, Preview,
            Common.Text("--month", "The month, such as 2026-07. Default: the next to close."), Common.Position()),
        Common.Of("close", "Issue a month's invoices and lock it. In a sandbox the clock moves to the month's end.", clock, Close,
            Common.Argument("month", "The month to close, such as 2026-07; months close in order."),
            Common.Option("--with-earlier", "Close every open month before it too, each on its own."), Common.Key()));

    static int Preview(Session session) => session.View((_, book) =>
    {
        var month = session.Input.Has("month") ? session.Input.Month("month") : CloseMonth.FirstOpen(book);
        if (session.Faults.Count > 0) return Output.Refused;
        var drafts = month is { } open ? book.Sold.Select(contract => Billing.Draft(book, contract, open)).OfType<Invoice>().ToList() : [];
        return session.Output.Print(json => json.Map(() =>
        {
            json.WriteString("month", month is { } open ? Json.Text(open) : null);
            InvoiceJson.List(json, book, drafts);
        }), console =>
        {
            if (drafts.Count == 0) console.WriteLine("Nothing is to be invoiced.");
            foreach (var draft in drafts) InvoiceCommands.Text(console, book, draft);
        });
    });

    static int Close(Session session)
    {
        var month = session.Input.Month("month");
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (!session.Flag("with-earlier")) return session.Say(_ => new CloseMonth(month), done => Closed(session, done.First, done.Last));
        using var keeper = session.Open();
        var before = keeper.CatchUp().Position;
        var last = before;
        for (var next = CloseMonth.FirstOpen(keeper.CatchUp()); next is { } open && open <= month; next = CloseMonth.FirstOpen(keeper.CatchUp()))
        {
            if (keeper.Execute(new CloseMonth(open), session.Actor) is Outcome.Refused refused) return session.Output.Refuse([refused.Refusal]);
            last = keeper.CatchUp().Position;
        }
        return last > before ? Closed(session, before + 1, last)
            : session.Output.Refuse([new Refusal(RefusalCode.MonthClosed, "month", $"{Json.Text(month)} is closed already, or there is nothing to close.")]);
    }

    static int Closed(Session session, long first, long last)
    {
        using var keeper = session.Open();
        var book = keeper.CatchUp();
        var facts = keeper.Facts(first - 1, last).ToList();
        var invoices = facts.Select(fact => fact.Body).OfType<InvoiceIssued>().Select(issued => issued.Invoice).ToList();
        var months = facts.Select(fact => fact.Body).OfType<MonthClosed>().Select(closed => Json.Text(closed.Month)).ToList();
        return session.Output.Print(json => json.Map(() =>
        {
            json.WriteNumber("position", last);
            json.List("closed", months, json.WriteStringValue);
            InvoiceJson.List(json, book, invoices);
        }), console =>
        {
            foreach (var invoice in invoices) InvoiceCommands.Text(console, book, invoice);
            console.WriteLine($"{string.Join(", ", months)} closed: {invoices.Count} invoices issued.");
        });
    }
}

/// <summary><c>invoice list|show</c>.</summary>
static class InvoiceCommands
{
    public static Command Build(IClock clock) => Common.Group("invoice", "Issued invoices and credit notes.",
        Common.Of("list", "List issued invoices.", clock, List, Common.Text("--contract", "Only this contract's."), Common.Position()),
        Common.Of("show", "Show one invoice.", clock, ShowOne, Common.Argument("invoice", "Its number, such as INV-0000001."), Common.Position()));

    static int List(Session session) => session.View((_, book) =>
    {
        var contract = session.Input.IdOrNone("contract");
        var invoices = book.Receivables.Invoices.Values.Where(invoice => contract is null || invoice.Contract == contract).ToList();
        return session.Output.Print(json => json.Map(() => InvoiceJson.List(json, book, invoices)), console =>
        {
            var table = Show.Table(console, "Invoices", "number", "contract", "month", "issued", "due", ">total", ">paid", ">open", "");
            foreach (var invoice in invoices)
                table.Row(invoice.Number!, invoice.Contract.ToString(), Json.Text(invoice.Period), Json.Text(invoice.Issued), Json.Text(invoice.Due), Show.Money(invoice.Total),
                    Show.Money(book.Receivables.PaidOf(invoice.Number!)), Show.Money(book.Receivables.OpenOf(invoice)), invoice.Currency.Code);
            console.Write(table);
        });
    });

    static int ShowOne(Session session) => session.View((_, book) =>
    {
        var number = session.Input.Text("invoice", 40);
        if (session.Faults.Count > 0) return Output.Refused;
        return book.Receivables.Invoices.TryGetValue(number, out var invoice)
            ? session.Output.Print(json => InvoiceJson.Write(json, book, invoice), console => Text(console, book, invoice))
            : session.Output.Refuse([new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{number}'.")]);
    });

    /// <summary>An invoice or draft as text.</summary>
    public static void Text(IAnsiConsole console, Book book, Invoice invoice)
    {
        var kind = invoice.Number is null ? "draft" : invoice.IsCreditNote ? "credit note" : "invoice";
        var table = Show.Table(console, $"{kind} {invoice.Number} {invoice.Contract} {Json.Text(invoice.Period)}: {invoice.Seller} to {invoice.Buyer}, issued {Json.Text(invoice.Issued)}, due {Json.Text(invoice.Due)}", "line", $">{invoice.Currency}");
        foreach (var line in invoice.Lines) table.Row(line.Text, Show.Money(line.Amount));
        table.Row("total", Show.Money(invoice.Total));
        if (invoice.Number is { } number && book.Receivables.PaidOf(number) is var paid && paid != 0)
        {
            table.Row("paid", Show.Money(paid));
            table.Row("open", Show.Money(book.Receivables.OpenOf(invoice)));
        }
        console.Write(table);
    }
}

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
