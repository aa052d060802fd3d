using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said about invoices beside issuing them: credits, voids, taxes, disputes, reminders, the customer's references.</summary>
public static class InvoicingFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        "credit.granted.v1", "invoice.voided.v1", "tax.determined.v1", "dispute.raised.v1", "dispute.settled.v1", "reminder.sent.v1", "reference.stated.v1",
    ];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "credit.granted.v1" => new CreditGranted(f.Id("contract"), new Credit(
            f.Text("invoice", 40), f.Text("charge"), f.Month("period"), f.Date("on"), Amount(f, "amount"), f.Text("reason", ""))),
        "invoice.voided.v1" => new InvoiceVoided(new Voiding(f.Text("invoice", 40), f.Date("on"), f.Text("reason", ""))),
        "tax.determined.v1" => new TaxDetermined(f.Id("contract"), Tax(f)),
        "dispute.raised.v1" => new DisputeRaised(new Dispute(
            f.Text("dispute", 40), f.Text("invoice", 40), f.Text("charge"), f.Month("period"), Amount(f, "amount"), f.Word("by", Words.Sides), f.Date("raised"), f.Text("reason"),
            f.Text("evidence", ""))),
        "dispute.settled.v1" => new DisputeSettled(f.Text("dispute", 40), new DisputeSettlement(
            f.Date("on"), Amount(f, "upheld"), f.Text("reason"), f.Has("credit-note") ? f.Text("credit-note", 40) : null)),
        "reminder.sent.v1" => new ReminderSent(new Reminder(
            f.Text("invoice", 40), (int)f.Whole("level", 1, Policy.MostSteps, ""), f.Text("step", 60), f.Date("on"), Amount(f, "amount"))),
        "reference.stated.v1" => new ReferenceStated(f.Id("contract"), Reference(f)),
        _ => null,
    };

    /// <summary>Taxes on a month, in files and requests as in facts.</summary>
    public static Tax Tax(Fields f) => new(f.Month("month"), [.. f.List("lines", Core.Contracts.Tax.MostLines).Select(line =>
    {
        var read = new TaxLine(line.Text("name", 60), line.Id("jurisdiction"), line.Share("rate"), Amount(line, "base"), Amount(line, "amount"));
        line.Done();
        return read;
    })], f.Text("source", 500));

    /// <summary>A customer's reference, in files and requests as in facts.</summary>
    public static Reference Reference(Fields f) => new(
        f.Word("kind", Words.References), f.Text("number", 60), f.Date("from"), f.Has("limit") ? f.Decimal("limit", 0, Money.Most, "") : null);

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
            case DisputeRaised fact: Write(json, fact.Dispute); return true;
            case DisputeSettled fact:
                json.WriteString("dispute", fact.Dispute);
                json.Date("on", fact.Settlement.On);
                json.WriteNumber("upheld", fact.Settlement.Upheld);
                json.WriteString("reason", fact.Settlement.Reason);
                if (fact.Settlement.CreditNote is { } note) json.WriteString("credit-note", note);
                return true;
            case ReminderSent fact: Write(json, fact.Reminder); return true;
            case ReferenceStated fact:
                json.WriteString("contract", fact.Contract.ToString());
                Write(json, fact.Reference);
                return true;
            default: return false;
        }
    }

    /// <summary>What an invoice says beside its lines; absent where it says nothing.</summary>
    internal static void Beside(Utf8JsonWriter json, Invoice invoice)
    {
        if (invoice.Replaces is { } replaced) json.WriteString("replaces", replaced);
        if (invoice.Credits is { } credited) json.WriteString("credits", credited);
        if (invoice.Reason.Length > 0) json.WriteString("reason", invoice.Reason);
        if (invoice.References.Length > 0) json.List("references", invoice.References, reference => json.Map(() =>
        {
            json.WriteString("kind", Words.Of(Words.References, reference.Kind));
            json.WriteString("number", reference.Number);
        }));
    }

    /// <summary>The invoice with what it says beside its lines.</summary>
    internal static Invoice Beside(Fields f, Invoice invoice) => invoice with
    {
        Replaces = f.Has("replaces") ? f.Text("replaces", 40) : null,
        Credits = f.Has("credits") ? f.Text("credits", 40) : null,
        Reason = f.Text("reason", ""),
        References = [.. f.ListOrNone("references", 10).Select(reference => new InvoiceReference(reference.Word("kind", Words.References), reference.Text("number", 60)))],
    };

    /// <summary>A dispute as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, Dispute dispute)
    {
        json.WriteString("dispute", dispute.Id);
        json.WriteString("invoice", dispute.Invoice);
        json.WriteString("charge", dispute.Charge);
        json.WriteString("period", Json.Text(dispute.Period));
        json.WriteNumber("amount", dispute.Amount);
        json.WriteString("by", Words.Of(Words.Sides, dispute.By));
        json.Date("raised", dispute.Raised);
        json.WriteString("reason", dispute.Reason);
        json.WriteString("evidence", dispute.Evidence);
    }

    /// <summary>A customer's reference as it is stored and shown.</summary>
    public static void Write(Utf8JsonWriter json, Reference reference)
    {
        json.WriteString("kind", Words.Of(Words.References, reference.Kind));
        json.WriteString("number", reference.Number);
        json.Date("from", reference.From);
        if (reference.Limit is { } limit) json.WriteNumber("limit", limit);
    }

    static void Write(Utf8JsonWriter json, Reminder reminder)
    {
        json.WriteString("invoice", reminder.Invoice);
        json.WriteNumber("level", reminder.Level);
        json.WriteString("step", reminder.Step);
        json.Date("on", reminder.On);
        json.WriteNumber("amount", reminder.Amount);
    }

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
