using System.Text.Json;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>Customers' accounts, receipts and refunds as JSON.</summary>
public static class AccountJson
{
    public static void Write(Utf8JsonWriter json, Slug customer, LocalDate at, IEnumerable<Account> accounts) => json.Map(() =>
    {
        json.WriteString("customer", customer.ToString());
        json.Date("at", at);
        json.List("accounts", accounts, account => json.Map(() =>
        {
            var (statement, currency) = (account.Statement, account.Statement.Currency);
            json.WriteString("currency", currency.Code);
            if (statement.OursSince is { } since) json.Date("intercompany-since", since);
            json.Amount("open", statement.Ageing.Open, currency);
            json.Amount("unapplied", statement.Unapplied, currency);
            json.Amount("balance", statement.Balance, currency);
            json.List("items", account.Open, item => json.Map(() =>
            {
                json.WriteString("invoice", item.Invoice.Number);
                json.WriteString("kind", item.Invoice.IsCreditNote ? "credit-note" : "invoice");
                json.WriteString("contract", item.Invoice.Contract.ToString());
                json.Date("issued", item.Invoice.Issued);
                json.Date("due", item.Invoice.Due);
                json.Amount("total", item.Invoice.Total, currency);
                json.Amount("open", item.Open, currency);
            }));
            Receipts(json, account.Receipts);
            json.List("covers", account.Covers, cover => json.Map(() => CoverJson.Write(json, cover)));
            json.List("refunds", account.Refunds, refund => json.Map(() => CashFormat.Write(json, refund)));
        }));
    });

    /// <summary>A field <c>receipts</c>: each with what it pays and what is unapplied.</summary>
    public static void Receipts(Utf8JsonWriter json, IEnumerable<UsedReceipt> receipts) => json.List("receipts", receipts, used => json.Map(() =>
    {
        CashFormat.Write(json, used.Receipt);
        json.List("applied", used.Applied, part => json.Map(() =>
        {
            json.WriteString("invoice", part.Invoice);
            json.Amount("amount", part.Amount, used.Receipt.Currency);
        }));
        json.Amount("unapplied", used.Unapplied, used.Receipt.Currency);
        json.Amount("gone-back", used.GoneBack, used.Receipt.Currency);
    }));

    /// <summary>What moved an invoice's open amount.</summary>
    public static void Settlements(Utf8JsonWriter json, IEnumerable<Settlement> settlements, Currency currency) =>
        json.List("settlements", settlements, settlement => json.Map(() =>
    {
        json.Date("on", settlement.On);
        json.Amount("amount", settlement.Amount, currency);
        json.WriteString("kind", settlement.Kind.ToString().ToLowerInvariant());
        json.WriteString("from", settlement.From);
        json.WriteString("text", settlement.Text);
    }));
}
