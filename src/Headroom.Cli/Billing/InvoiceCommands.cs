using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Documents;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>invoice list|show|why|credit|void|pdf|html</c>.</summary>
static class InvoiceCommands
{
    public static Command Build(IClock clock) => Common.Group("invoice", "Issued invoices and credit notes.",
        Common.Of("list", "List issued invoices.", clock, List, Common.Text("--contract", "Only this contract's."), Common.Position()),
        Common.Of("show", "Show one invoice.", clock, ShowOne, Common.Argument("invoice", "Its number, such as INV-0000001."), Common.Position()),
        UnbilledCommands.Why(clock), CorrectionCommands.Credit(clock), CorrectionCommands.Void(clock),
        Papers("pdf", "Print issued invoices and credit notes as PDF, a file each. Needs Chromium on this machine.", clock, isPdf: true),
        Papers("html", "Write issued invoices and credit notes as HTML, a file each.", clock, isPdf: false));

    static Command Papers(string name, string description, IClock clock, bool isPdf) => Common.Of(name, description, clock, session => PapersOf(session, isPdf),
        new Argument<string?>("invoice") { Description = "Its number, such as INV-0000001.", Arity = ArgumentArity.ZeroOrOne },
        Common.Text("--month", "Those of a month, such as 2026-07."), Common.Option("--all", "All that were issued."), Filing.To, Filing.Paper, Common.Position());

    static int PapersOf(Session session, bool isPdf) => session.View((keeper, book) =>
    {
        var month = session.Input.Has("month") ? session.Input.Month("month") : (YearMonth?)null;
        var number = session.Input.Has("invoice") ? session.Input.Text("invoice", 40) : null;
        var given = new[] { month is not null, number is not null, session.Flag("all") }.Count(one => one);
        if (given != 1) session.Input.Fault("invoice", RefusalCode.Malformed, "Name one invoice, or say --month or --all; one of the three.");
        if (session.Faults.Count > 0) return Output.Refused;
        bool Wanted(Invoice invoice) => (month is null || invoice.Period == month) && (number is null || invoice.Number == number);
        var count = book.Receivables.Invoices.Values.Count(Wanted);
        if (count == 0)
            return session.Output.Refuse(
                [new Refusal(RefusalCode.NotFound, number is null ? "month" : "invoice", number is null ? "No invoice was issued for it." : $"There is no invoice '{number}'.")]);
        return Filing.Write(session, new Papers(keeper).Issued(book.Position, Wanted).Select(paper => (paper.FileName, paper.Sheet)), count, isPdf);
    });

    static int List(Session session) => session.View((_, book) =>
    {
        var contract = session.Input.Has("contract") ? session.Contract(book) : null;
        var invoices = (contract is null ? book.Receivables.Invoices.Values : book.Receivables.InvoicesOf(contract.Id)).ToList();
        return session.Output.Print(json => json.Map(() => InvoiceJson.List(json, book, invoices)), console =>
        {
            var table = Show.Table(console, "Invoices", "number", "contract", "month", "issued", "due", ">total", ">paid", ">open", "");
            foreach (var invoice in invoices)
                table.Row(invoice.Number!, invoice.Contract.ToString(), Json.Text(invoice.Period), Json.Text(invoice.Issued), Json.Text(invoice.Due),
                    Show.Money(invoice.Total, invoice.Currency), Show.Money(book.Receivables.PaidOf(invoice.Number!), invoice.Currency),
                    Show.Money(book.Receivables.OpenOf(invoice), invoice.Currency), invoice.Currency.Code);
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
        var table = Show.Table(console,
            $"{kind} {invoice.Number} {invoice.Contract} {Json.Text(invoice.Period)}: {invoice.Seller} to {invoice.Buyer}, issued {Json.Text(invoice.Issued)}, due {Json.Text(invoice.Due)}", "line", $">{invoice.Currency}");
        foreach (var line in invoice.Lines) table.Row(line.Text, Show.Money(line.Amount, invoice.Currency));
        table.Row("total", Show.Money(invoice.Total, invoice.Currency));
        if (invoice.Number is { } number && book.Receivables.Cash.SettlementsOf(number) is { Count: > 0 } settlements)
        {
            foreach (var settlement in settlements) table.Row($"{Json.Text(settlement.On)}: {Show.Plain(settlement.Text)}", Show.Money(-settlement.Amount, invoice.Currency));
            table.Row("open", Show.Money(book.Receivables.OpenOf(invoice), invoice.Currency));
        }
        console.Write(table);
        foreach (var note in InvoiceNotes.Of(book, invoice)) Show.Line(console, note);
    }
}
