using System.CommandLine;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>payment receive|apply|set-off|unapply|refund|return|record|list</c>: money of customers.</summary>
static class PaymentCommand
{
    public static Command Build(IClock clock) => Common.Group("payment", "Money of customers: received, applied to invoices, taken off again, given back.",
        Common.Of("receive", "Record money received from a customer. What pays no invoice is unapplied cash on the customer's account.", clock, Receive,
            Common.Argument("customer", "Who paid."), Common.Text("--amount", "The amount, such as 625000000.00."), Common.Text("--received", "The date of the money."),
            Common.Text("--currency", "Default: USD."), To("What it pays"), Common.Option("--oldest-first", "Pay the oldest open invoices."),
            Common.Text("--on", "The date of the application. Default: the day it was received."), Common.Text("--receipt", "Its id. Default: the next rct- number."),
            Common.Text("--reference", "The remittance text."), Common.Text("--bank-reference", "The bank's own reference; it is recorded once."), Common.Key()),
        Common.Of("apply", "Apply unapplied cash of a receipt to invoices.", clock, Apply,
            Common.Argument("receipt", "The receipt."), To("What it pays. Default: the oldest open invoices first"), On(), Common.Key()),
        Common.Of("set-off", "Set a credit note off against open invoices of its customer.", clock, SetOff,
            Common.Argument("credit-note", "Its number."), To("What it pays. Default: the oldest open invoices first"), On(), Common.Key()),
        Common.Of("unapply", "Take an application or set-off off an invoice again.", clock, Unapply,
            Common.Argument("from", "The receipt, or the number of the credit note."), Common.Text("--invoice", "The invoice's number."),
            Common.Text("--amount", "Default: all that stands."), On(),
            Common.Text("--reason", "Why."), Common.Key()),
        Common.Of("refund", "Record money given back: unapplied cash of a receipt, or what a credit note gives.", clock, Refund,
            Common.Argument("of", "The receipt, or the number of the credit note."), Common.Text("--paid", "The date of the money. Default: today."),
            Common.Text("--amount", "Default: all that is left."),
            Common.Text("--currency", "Default: that of the receipt or credit note."), Common.Text("--reference", "Why, or the text of the transfer."),
            Common.Text("--bank-reference", "The bank's own reference; it is recorded once."), Common.Key()),
        Common.Of("return", "Record that the bank took a payment back: what it paid is open again.", clock, Return,
            Common.Argument("receipt", "The receipt."), Common.Text("--amount", "Default: all that is left of it."), On(), Common.Text("--reason", "Why, in the bank's words."),
            Common.Text("--bank-reference", "The bank's own reference; it is recorded once."), Common.Key()),
        Common.Of("record", "Record money received for one invoice and applied to it at once (negative: given back against a credit note).", clock, Record,
            Common.Argument("invoice", "The invoice's number."), Common.Text("--amount", "The amount, such as 625000000.00. Default: all that is open."),
            Common.Text("--received", "The date of the money."), Common.Text("--currency", "Default: the invoice's."),
            Common.Text("--reference", "The bank's reference."), Common.Key()),
        Common.Of("list", "List receipts with what became of them.", clock, List, Common.Text("--customer", "Only this customer's."),
            Common.Option("--unapplied", "Only those with unapplied cash."), Common.At(), Common.Position()));

    static Option<string?> To(string what) => Common.Text("--to", $"{what}: numbers of invoices, each with an amount or all that is open, such as INV-0000001=100.00,INV-0000002.");

    static Option<string?> On() => Common.Text("--on", "The date. Default: today.");

    static int Receive(Session session) => Say(session, (_, _) => CashSteps.Receive(Given(session, ("currency", "USD")), session.Input.Id("customer")));

    static int Apply(Session session) => Say(session, (keeper, book) => CashSteps.Apply(Given(session, ("on", Today(keeper, book))), session.Input.Id("receipt")));

    static int SetOff(Session session) => Say(session, (keeper, book) => CashSteps.SetOff(Given(session, ("on", Today(keeper, book))), session.Input.Text("credit-note", 40)));

    static int Unapply(Session session) => Say(session, (keeper, book) =>
        CashSteps.Unapply(Given(session, ("on", Today(keeper, book))), session.Input.Text("from", 64), session.Input.Text("invoice", 40)));

    static int Refund(Session session) => Say(session, (keeper, book) => CashSteps.Refund(Given(session, ("paid", Today(keeper, book))), session.Input.Text("of", 64)));

    static int Return(Session session) => Say(session, (keeper, book) => CashSteps.Return(Given(session, ("on", Today(keeper, book))), session.Input.Id("receipt")));

    static int Record(Session session) => session.Say(book =>
    {
        var input = session.Input;
        var number = input.Text("invoice", 40);
        book.Receivables.Invoices.TryGetValue(number, out var invoice);
        var open = invoice is null ? 0 : book.Receivables.OpenOf(invoice);
        return new Core.Commands.RecordPayment(number, input.Date("received"), input.Decimal("amount", -Money.Most, Money.Most, "", open),
            input.Text("currency", invoice?.Currency.Code ?? "USD", 10), input.Text("reference", "", 200));
    }, done => LoadCommands.Done(session, done.Book.Position, done.Replayed ? "The payment had been recorded already." : $"The payment is recorded at position {done.First}."));

    static int List(Session session) => session.View((keeper, book) =>
    {
        var (only, at) = (session.Input.IdOrNone("customer"), session.At(keeper, book));
        if (session.Faults.Count > 0) return Output.Refused;
        var receipts = book.Receivables.Cash.Receipts.Values.Where(receipt => receipt.Received <= at && (only is null || receipt.Payer == only))
            .Select(receipt => Core.Views.UsedReceipt.Of(book.Receivables.Cash, receipt, at)).Where(receipt => !session.Flag("unapplied") || receipt.Unapplied != 0).ToList();
        return session.Output.Print(json => json.Map(() => AccountJson.Receipts(json, receipts)), console => AccountCommand.Receipts(console, "Receipts", receipts));
    });

    /// <summary>The options as the fields of a step: the list of invoices taken apart, and what was left out filled in.</summary>
    static Fields Given(Session session, params (string Name, string Value)[] otherwise)
    {
        var fields = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var name in new[] { "amount", "received", "currency", "on", "receipt", "reference", "bank-reference", "reason", "paid" })
            if (session.Input.Has(name)) fields[name] = new TextNode(name, 0, session.Input.Text(name, 500));
        foreach (var (name, value) in otherwise) fields.TryAdd(name, new TextNode(name, 0, value));
        if (session.Flag("oldest-first")) fields["oldest-first"] = new TextNode("oldest-first", 0, "true");
        if (session.Input.Has("to")) fields["to"] = new ListNode("to", 0, [.. session.Input.Text("to", 50_000).Split(',', StringSplitOptions.TrimEntries).Select(Part)]);
        return Fields.Of(new MapNode("", 0, fields), session.Faults);

        static Node Part(string part, int i)
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            var fields = new Dictionary<string, Node>(StringComparer.Ordinal) { ["invoice"] = new TextNode($"to[{i.ToString(CultureInfo.InvariantCulture)}].invoice", 0, pair[0]) };
            if (pair.Length > 1) fields["amount"] = new TextNode($"to[{i.ToString(CultureInfo.InvariantCulture)}].amount", 0, pair[1]);
            return new MapNode($"to[{i.ToString(CultureInfo.InvariantCulture)}]", 0, fields);
        }
    }

    static string Today(Bookkeeper keeper, Book book) => Json.Text(book.Calendar.DateOf(keeper.Now(book)));

    static int Say(Session session, Func<Bookkeeper, Book, Core.Commands.Command?> command)
    {
        Bookkeeper? keeper = null;
        return session.Say((asked, book) => command(keeper = asked, book), done => LoadCommands.Done(session, done.Book.Position, done.Replayed ? "This had been said already."
            : string.Join("\n", keeper!.Facts(done.First - 1,
                done.Last).Select(fact => AccountCommand.Sentence(done.Book.Receivables, fact.Body))
                .Append(AccountCommand.Left(done.Book.Receivables, keeper.Facts(done.First - 1, done.First).First().Body)).OfType<string>())));
    }
}
