using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>account CUSTOMER</c>: what is open, what came in and what became of it, a currency each.</summary>
static class AccountCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("account", "A customer's account: open items, receipts with what they pay, unapplied cash, refunds; each currency by itself.", clock, Run,
        Common.Argument("customer", "The customer."), Common.At(), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var (customer, at) = (session.Input.Id("customer"), session.At(keeper, book));
        if (session.Faults.Count > 0) return Output.Refused;
        var accounts = Account.Of(book, customer, at).ToList();
        return accounts.Count > 0
            ? session.Output.Print(json => AccountJson.Write(json, customer, at, accounts), console => { foreach (var account in accounts) Text(console, account); })
            : session.Output.Refuse([new Refusal(RefusalCode.NotFound, "customer", $"There is nothing on an account of '{customer}' by {Json.Text(at)}.")]);
    });

    static void Text(IAnsiConsole console, Account account)
    {
        var (statement, currency) = (account.Statement, account.Statement.Currency);
        var table = Show.Table(console, $"Account of {statement.Customer} at {Json.Text(statement.At)} in {currency}: open", "number", "contract", "issued", "due",
            ">days past due", ">total", ">open");
        foreach (var (invoice, open) in account.Open)
            table.Row(invoice.Number!, invoice.Contract.ToString(), Json.Text(invoice.Issued), Json.Text(invoice.Due),
                $"{Math.Max(0, Period.DaysBetween(invoice.Due, statement.At))}", Show.Money(invoice.Total, currency), Show.Money(open, currency));
        console.Write(table);
        if (account.Receipts.Length > 0) Receipts(console, "Received", account.Receipts);
        foreach (var refund in account.Refunds)
            console.WriteLine($"given back {Json.Text(refund.Paid)}: {Show.Money(refund.Amount, refund.Currency)} of {refund.Of} {refund.Reference}".TrimEnd());
        foreach (var cover in account.Covers) console.WriteLine(Sentence(cover));
        console.WriteLine($"open {Show.Money(statement.Ageing.Open, currency)} less unapplied cash {Show.Money(statement.Unapplied, currency)}: balance {Show.Money(statement.Balance, currency)} {currency}");
    }

    /// <summary>What stands to be lost of a contract and who answers for it.</summary>
    public static string Sentence(Core.Views.Cover cover) =>
        $"{cover.Contract}: {cover.Guarantor} answers for {Show.Money(cover.Left, cover.Currency)} more (cap {Show.Money(cover.Cap, cover.Currency)}, called {Show.Money(cover.Called, cover.Currency)}); "
        + $"open {Show.Money(cover.Open, cover.Currency)}, net {Show.Money(cover.NetOpen, cover.Currency)}; enforceable {Show.Money(cover.Enforceable, cover.Currency)}, net {Show.Money(cover.NetEnforceable, cover.Currency)} {cover.Currency}";

    /// <summary>Receipts and what became of each.</summary>
    public static void Receipts(IAnsiConsole console, string title, IEnumerable<UsedReceipt> receipts)
    {
        var table = Show.Table(console, title, "receipt", "payer", "received", ">amount", ">unapplied", ">gone back", "", "pays", "reference");
        foreach (var used in receipts)
        {
            var receipt = used.Receipt;
            table.Row(receipt.Id.ToString(), receipt.Payer.ToString(), Json.Text(receipt.Received), Show.Money(receipt.Amount, receipt.Currency),
                Show.Money(used.Unapplied, receipt.Currency), Show.Money(used.GoneBack, receipt.Currency), receipt.Currency.Code,
                string.Join(", ", used.Applied.Select(part => $"{part.Invoice} {Show.Money(part.Amount, receipt.Currency)}")),
                Show.Plain(receipt.Reference));
        }
        console.Write(table);
    }

    /// <summary>What a fact about money did, as a sentence; null for other facts.</summary>
    public static string? Sentence(Receivables receivables, FactBody fact)
    {
        return fact switch
        {
            ReceiptRecorded { Receipt: var receipt } =>
                $"{receipt.Id} is recorded: {Show.Money(receipt.Amount, receipt.Currency)} {receipt.Currency} of {receipt.Payer}, received {Json.Text(receipt.Received)}.",
            CashApplied applied => $"{Of(applied.Invoice, applied.Amount)} of {applied.Receipt} pay {Open(applied.Invoice)}.",
            CashUnapplied taken => $"{Of(taken.Invoice, taken.Amount)} of {taken.Receipt} are taken off {Open(taken.Invoice)}.",
            CreditApplied applied => $"{Of(applied.Invoice, applied.Amount)} of {applied.CreditNote} are set off against {Open(applied.Invoice)}.",
            CreditUnapplied taken => $"{Of(taken.Invoice, taken.Amount)} of {taken.CreditNote} are taken off {Open(taken.Invoice)}.",
            RefundPaid { Refund: var refund } => $"{Show.Money(refund.Amount, refund.Currency)} {refund.Currency} of {refund.Of} are given back to {refund.Payee}.",
            _ => null,
        };

        string Open(string invoice) => $"{invoice}, of which {Of(invoice, receivables.OpenOf(receivables.Invoices[invoice]))} is open";

        string Of(string invoice, decimal amount) => Show.Money(amount, receivables.Invoices[invoice].Currency);
    }

    /// <summary>What is left of the receipt or credit note that a fact is about, as a sentence.</summary>
    public static string? Left(Receivables receivables, FactBody fact)
    {
        return fact switch
        {
            ReceiptRecorded { Receipt.Id: var id } => Receipt(id),
            CashApplied { Receipt: var id } => Receipt(id),
            CashUnapplied { Receipt: var id } => Receipt(id),
            CreditApplied { CreditNote: var note } => Note(note),
            CreditUnapplied { CreditNote: var note } => Note(note),
            RefundPaid { Refund.Of: var of } => receivables.Invoices.ContainsKey(of) ? Note(of) : Receipt(Slug.Of(of)),
            _ => null,
        };

        string Receipt(Slug id) => $"Unapplied of {id}: {new Money(receivables.Cash.UnappliedOf(receivables.Cash.Receipts[id]), receivables.Cash.Receipts[id].Currency)}.";

        string Note(string number) => $"Left of {number}: {new Money(-receivables.OpenOf(receivables.Invoices[number]), receivables.Invoices[number].Currency)}.";
    }
}
