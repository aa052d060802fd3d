using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said about invoices beside issuing them: credits, voids, taxes handed in.</summary>
public static class InvoicingFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["credit.granted.v1", "invoice.voided.v1", "tax.determined.v1"];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "credit.granted.v1" => new CreditGranted(f.Id("contract"), new Credit(
            f.Text("invoice", 40), f.Text("charge"), f.Month("period"), f.Date("on"), Amount(f, "amount"), f.Text("reason", ""))),
        "invoice.voided.v1" => new InvoiceVoided(new Voiding(f.Text("invoice", 40), f.Date("on"), f.Text("reason", ""))),
        "tax.determined.v1" => new TaxDetermined(f.Id("contract"), Tax(f)),
        _ => null,
    };

    /// <summary>Taxes on a month, in files and requests as in facts.</summary>
    public static Tax Tax(Fields f) => new(f.Month("month"), [.. f.List("lines", Core.Contracts.Tax.MostLines).Select(line =>
    {
        var read = new TaxLine(line.Text("name", 60), line.Id("jurisdiction"), line.Share("rate"), Amount(line, "base"), Amount(line, "amount"));
        line.Done();
        return read;
    })], f.Text("source", 500));

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case CreditGranted fact: Write(json, fact); return true;
            case InvoiceVoided fact:
                json.WriteString("invoice", fact.Voiding.Invoice);
                json.Date("on", fact.Voiding.On);
                json.WriteString("reason", fact.Voiding.Reason);
                return true;
            case TaxDetermined fact: Write(json, fact); return true;
            default: return false;
        }
    }

    /// <summary>What an invoice says beside its lines; absent where it says nothing.</summary>
    internal static void Beside(Utf8JsonWriter json, Invoice invoice)
    {
        if (invoice.Replaces is { } replaced) json.WriteString("replaces", replaced);
        if (invoice.Credits is { } credited) json.WriteString("credits", credited);
        if (invoice.Reason.Length > 0) json.WriteString("reason", invoice.Reason);
    }

    /// <summary>The invoice with what it says beside its lines.</summary>
    internal static Invoice Beside(Fields f, Invoice invoice) => invoice with
    {
        Replaces = f.Has("replaces") ? f.Text("replaces", 40) : null,
        Credits = f.Has("credits") ? f.Text("credits", 40) : null,
        Reason = f.Text("reason", ""),
    };

    static void Write(Utf8JsonWriter json, CreditGranted fact)
    {
        json.WriteString("contract", fact.Contract.ToString());
        json.WriteString("invoice", fact.Credit.Invoice);
        json.WriteString("charge", fact.Credit.Charge);
        json.WriteString("period", Json.Text(fact.Credit.Period));
        json.Date("on", fact.Credit.On);
        json.WriteNumber("amount", fact.Credit.Amount);
        json.WriteString("reason", fact.Credit.Reason);
    }

    static void Write(Utf8JsonWriter json, TaxDetermined fact)
    {
        json.WriteString("contract", fact.Contract.ToString());
        json.WriteString("month", Json.Text(fact.Tax.Month));
        json.List("lines", fact.Tax.Lines, line => json.Map(() =>
        {
            json.WriteString("name", line.Name);
            json.WriteString("jurisdiction", line.Jurisdiction.ToString());
            json.WriteNumber("rate", line.Rate);
            json.WriteNumber("base", line.Base);
            json.WriteNumber("amount", line.Amount);
        }));
        json.WriteString("source", fact.Tax.Source);
    }

    static decimal Amount(Fields f, string name) => f.Decimal(name, -Money.Most, Money.Most, "");
}
