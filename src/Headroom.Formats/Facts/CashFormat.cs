using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>The facts of money received, applied, set off and given back, read and written.</summary>
static class CashFormat
{
    public static FactBody? Read(string kind, Fields f) => kind switch
    {
        "receipt.recorded.v1" => new ReceiptRecorded(new Receipt(
            f.Id("receipt"), f.Id("payer"), f.Date("received"), Amount(f), FactReader.CurrencyOf(f), f.Text("reference", ""), BankReference(f))),
        "cash.applied.v1" => new CashApplied(f.Id("receipt"), f.Text("invoice"), Amount(f), f.Date("on")),
        "cash.unapplied.v1" => new CashUnapplied(f.Id("receipt"), f.Text("invoice"), Amount(f), f.Date("on"), f.Text("reason")),
        "credit.applied.v1" => new CreditApplied(f.Text("credit-note"), f.Text("invoice"), Amount(f), f.Date("on")),
        "credit.unapplied.v1" => new CreditUnapplied(f.Text("credit-note"), f.Text("invoice"), Amount(f), f.Date("on"), f.Text("reason")),
        "refund.paid.v1" => new RefundPaid(new Refund(
            f.Text("of"), f.Id("payee"), f.Date("paid"), Amount(f), FactReader.CurrencyOf(f), f.Text("reference", ""), BankReference(f))),
        _ => null,
    };

    public static void Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case ReceiptRecorded { Receipt: var receipt }: Write(json, receipt); break;
            case CashApplied fact: Applied(json, "receipt", fact.Receipt.ToString(), fact.Invoice, fact.Amount, fact.On); break;
            case CashUnapplied fact:
                Applied(json, "receipt", fact.Receipt.ToString(), fact.Invoice, fact.Amount, fact.On);
                json.WriteString("reason", fact.Reason);
                break;
            case CreditApplied fact: Applied(json, "credit-note", fact.CreditNote, fact.Invoice, fact.Amount, fact.On); break;
            case CreditUnapplied fact:
                Applied(json, "credit-note", fact.CreditNote, fact.Invoice, fact.Amount, fact.On);
                json.WriteString("reason", fact.Reason);
                break;
            case RefundPaid { Refund: var refund }: Write(json, refund); break;
        }
    }

    /// <summary>A receipt as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, Receipt receipt)
    {
        json.WriteString("receipt", receipt.Id.ToString());
        json.WriteString("payer", receipt.Payer.ToString());
        json.Date("received", receipt.Received);
        Money(json, receipt.Amount, receipt.Currency, receipt.Reference, receipt.BankReference);
    }

    /// <summary>A refund as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, Refund refund)
    {
        json.WriteString("of", refund.Of);
        json.WriteString("payee", refund.Payee.ToString());
        json.Date("paid", refund.Paid);
        Money(json, refund.Amount, refund.Currency, refund.Reference, refund.BankReference);
    }

    static void Money(Utf8JsonWriter json, decimal amount, Currency currency, string reference, string? bankReference)
    {
        json.Amount("amount", amount, currency);
        json.WriteString("currency", currency.Code);
        json.WriteString("reference", reference);
        if (bankReference is not null) json.WriteString("bank-reference", bankReference);
    }

    static void Applied(Utf8JsonWriter json, string name, string from, string invoice, decimal amount, LocalDate on)
    {
        json.WriteString(name, from);
        json.WriteString("invoice", invoice);
        json.WriteNumber("amount", amount);
        json.Date("on", on);
    }

    static decimal Amount(Fields f) => f.Decimal("amount", 0, Core.Units.Money.Most, "");

    static string? BankReference(Fields f) => f.Has("bank-reference") ? f.Text("bank-reference", 200) : null;
}
