using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Money of customers: received, applied to invoices, taken off again and given back; and what it comes to on their accounts.</summary>
static class Payments
{
    static readonly Parameter Received = new("received", "string", "The date of the money.", Required: true),
        Amount = new("amount", "number", "The amount, at least 0.", Required: true),
        Some = new("amount", "number", "The amount. Default: all there is."), On = new("on", "string", "The date on which it counts.", Required: true),
        Reference = new("reference", "string", "The remittance text."),
        BankReference = new("bank-reference", "string", "The bank's own reference of the booking; it is recorded once.");

    static readonly Parameter Oldest = new("to", "array", "What it pays: invoice, and an amount or all that is open. Default: the oldest open invoices first.");

    public static void Map(Routes routes)
    {
        routes.Post("/v1/payments", "Records money received for one invoice and applied to it at once, or given back against a credit note", (_, body) => new RecordPayment(
            body.Text("invoice", 40), body.Date("received"), body.Decimal("amount", -Money.Most, Money.Most, ""), body.Text("currency", 10), body.Text("reference", "", 200)),
        [
            new("invoice", "string", "The invoice's number.", Required: true), Received,
            new("amount", "number", "Positive for money received, negative for money given back.", Required: true),
            new("currency", "string", "The invoice's.", Required: true), new("reference", "string", "The bank's reference."),
        ]);
        routes.Get("/v1/receipts", "Money received from customers, with what it pays and what is unapplied", List,
            new Parameter("customer", "string", "Only this party's."), new Parameter("unapplied", "boolean", "Only receipts with unapplied cash."), Parameter.At, Parameter.Limit,
            Parameter.After);
        routes.Post("/v1/receipts", "Records money received from a customer; what pays no invoice is unapplied cash", (_, body) => CashSteps.Receive(body, body.Id("payer")),
        [
            new("payer", "string", "The customer.", Required: true), Received, Amount, new("currency", "string", "ISO 4217 code.", Required: true),
            new("receipt", "string", "Its id. Default: the next rct- number."), Reference, BankReference,
            new("to", "array", "What it pays: invoice, and an amount or all that is open. Default: nothing yet."),
            new("oldest-first", "boolean", "Pays the oldest open invoices."), new("on", "string", "The date of the application. Default: the day received."),
        ]);
        routes.Post("/v1/receipts/{receipt}/apply", "Applies unapplied cash of a receipt to invoices", (asked, body) => CashSteps.Apply(body, asked.Input.Id("receipt")),
            [On, Oldest], new Parameter("receipt", "string", "The receipt.", Required: true));
        routes.Post("/v1/receipts/{receipt}/return", "Records that the bank took a payment back: what it paid is open again",
            (asked, body) => CashSteps.Return(body, asked.Input.Id("receipt")),
            [On, Some, new("reason", "string", "Why, in the bank's words.", Required: true), BankReference], new Parameter("receipt", "string", "The receipt.", Required: true));
        routes.Post("/v1/invoices/{invoice}/set-off", "Sets a credit note off against open invoices of its customer",
            (asked, body) => CashSteps.SetOff(body, asked.Input.Text("invoice", 40)),
            [On, Oldest], new Parameter("invoice", "string", "The credit note's number.", Required: true));
        routes.Post("/v1/invoices/{invoice}/unapply", "Takes an application or set-off off an invoice again",
            (asked, body) => CashSteps.Unapply(body, body.Text("from", 64), asked.Input.Text("invoice", 40)),
            [new("from", "string", "The receipt, or the number of the credit note.", Required: true), Some, On, new("reason", "string", "Why.", Required: true)],
            new Parameter("invoice", "string", "The invoice's number.", Required: true));
        routes.Post("/v1/refunds", "Records money given back: unapplied cash, or what a credit note gives", (_, body) => CashSteps.Refund(body, body.Text("of", 64)),
            [new("of", "string", "The receipt, or the number of the credit note.", Required: true), new("paid", "string", "The date of the money.", Required: true), Some,
                new("currency", "string", "Default: that of the receipt or credit note."), Reference, BankReference]);
        routes.Get("/v1/accounts/{customer}", "A customer's account: open items, receipts with what they pay, unapplied cash and refunds, a currency each", One,
            new Parameter("customer", "string", "The customer.", Required: true), Parameter.At);
    }

    static Answer List(Asked asked)
    {
        var (only, unapplied, at, cash) = (asked.Input.IdOrNone("customer"), asked.Input.Bool("unapplied", false), asked.At, asked.Book.Receivables.Cash);
        var page = asked.Page(cash.Receipts.Values.Where(receipt => receipt.Received <= at && (only is null || receipt.Payer == only))
            .Select(receipt => UsedReceipt.Of(cash, receipt, at)).Where(used => !unapplied || used.Unapplied != 0), used => used.Receipt.Id.ToString());
        return Answer.Map(json =>
        {
            AccountJson.Receipts(json, page.Items);
            json.WriteString("next", page.Next);
        });
    }

    static Answer One(Asked asked)
    {
        var (customer, at) = (asked.Input.Id("customer"), asked.At);
        var accounts = Account.Of(asked.Book, customer, at).ToImmutableArray();
        return accounts.Length == 0 ? new Refusal(RefusalCode.NotFound, "customer", $"There is nothing on an account of '{customer}'.")
            : Answer.Json(json => AccountJson.Write(json, customer, at, accounts));
    }
}
