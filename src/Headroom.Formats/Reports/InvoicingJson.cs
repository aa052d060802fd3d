using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using Headroom.Formats.Legs;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Reports;

/// <summary>What stands around invoices as JSON: causes of lines, what is unbilled, disputes, reminders, purchase orders.</summary>
public static class InvoicingJson
{
    public static void Causes(Utf8JsonWriter json, Invoice invoice, IEnumerable<LineCause> causes)
    {
        json.WriteString("invoice", invoice.Number);
        json.WriteString("currency", invoice.Currency.Code);
        json.List("lines", causes, cause => json.Map(() => Cause(json, cause, invoice.Currency)));
    }

    static void Cause(Utf8JsonWriter json, LineCause cause, Currency currency)
    {
        json.WriteNumber("line", cause.Number);
        json.WriteString("text", cause.Line.Text);
        json.Amount("amount", cause.Line.Amount, currency);
        json.Amount("due", cause.Due, currency);
        json.WriteString("says", cause.Says);
        json.WritePropertyName("clause");
        if (cause.Clause is { } leg) LegFormat.WriteAny(json, leg); else json.WriteNullValue();
        json.List("workings", cause.Workings, json.WriteStringValue);
        json.List("rates", cause.Basis.Stretches, stretch => json.Map(() =>
        {
            json.Date("from", stretch.From);
            json.Date("through", stretch.Through);
            json.WriteNumber("days", stretch.Days);
            json.WriteNumber("per-day", stretch.ShownPerDay);
            json.Amount("amount", stretch.Rounded, currency);
        }));
        json.List("billed-before", cause.Basis.Before, before => json.Map(() => { json.WriteString("invoice", before.Invoice); json.Amount("amount", before.Amount, currency); }));
        json.List("facts", cause.Facts, entry => json.Map(() =>
        {
            json.WriteNumber("position", entry.Fact.Position);
            json.WriteString("kind", entry.Fact.Body.Kind);
            json.WriteString("about", entry.Fact.Body.About);
            json.Time("recorded-at", entry.Fact.RecordedAt);
            json.Amount("moved", entry.Move, currency);
        }));
        if (cause.Availability is { } availability) json.Map("availability", () => AvailabilityJson.Clause(json, availability));
    }

    public static void Unbilled(Utf8JsonWriter json, IEnumerable<Unbilled> items) => json.List("unbilled", items, item => json.Map(() =>
    {
        json.WriteString("contract", item.Contract.ToString());
        json.WriteString("payer", item.Payer.ToString());
        json.WriteString("charge", item.Charge);
        json.WriteString("month", Json.Text(item.Month));
        json.Amount("amount", item.Amount, item.Currency);
        json.WriteString("currency", item.Currency.Code);
        json.WriteString("reason", RefusalJson.Words(item.Reason.ToString()));
        json.WriteString("why", item.Why);
    }));

    public static void Disputes(Utf8JsonWriter json, IEnumerable<Dispute> disputes) => json.List("disputes", disputes, dispute => json.Map(() =>
    {
        InvoicingFacts.Write(json, dispute);
        json.WriteBoolean("open", dispute.Settled is null);
        json.Date("settled", dispute.Settled?.On);
        if (dispute.Settled is { } settled) json.WriteNumber("upheld", settled.Upheld); else json.WriteNull("upheld");
        json.WriteString("answer", dispute.Settled?.Reason);
        json.WriteString("credit-note", dispute.Settled?.CreditNote);
    }));

    public static void Reminders(Utf8JsonWriter json, IEnumerable<Dunning> items) => json.List("reminders", items, item => json.Map(() =>
    {
        json.WriteString("customer", item.Customer.ToString());
        json.WriteString("invoice", item.Invoice);
        json.WriteNumber("level", item.Level);
        json.WriteString("step", item.Step);
        json.WriteNumber("days-past-due", item.DaysPast);
        json.Amount("amount", item.Amount, item.Currency);
        json.Amount("disputed", item.Disputed, item.Currency);
        json.WriteString("currency", item.Currency.Code);
    }));

    public static void Orders(Utf8JsonWriter json, IEnumerable<OrderUse> orders) => json.List("orders", orders, use => json.Map(() =>
    {
        json.WriteString("contract", use.Contract.ToString());
        json.WriteString("number", use.Order.Number);
        json.Date("from", use.Order.From);
        if (use.Order.Limit is { } limit) json.Amount("limit", limit, use.Currency); else json.WriteNull("limit");
        json.WriteNumber("invoices", use.Invoices);
        json.Amount("billed", use.Billed, use.Currency);
        json.Amount("above", use.Above, use.Currency);
        json.WriteString("currency", use.Currency.Code);
    }));
}
