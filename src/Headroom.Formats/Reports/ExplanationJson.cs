using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Reports;

/// <summary>What follows from terms, as JSON.</summary>
public static class ExplanationJson
{
    public static void Write(Utf8JsonWriter json, Explanation e) => json.Map(() =>
    {
        json.WriteString("contract", e.Terms.Contract.ToString());
        json.WriteString("seller", e.Terms.Seller.ToString());
        json.WriteString("buyer", e.Terms.Buyer.ToString());
        json.WriteString("currency", e.Terms.Currency.Code);
        json.WriteString("zone", e.Terms.Calendar.Zone.Id);
        json.Date("at", e.At);
        json.Map("stated", () =>
        {
            json.Date("from", e.Terms.From);
            json.Date("through", e.Terms.Through);
            json.WriteNumber("months", e.Months / 1.000000m);
            json.WriteNumber("total", e.StatedTotal);
            json.WriteNumber("straight-line-a-month", e.StraightLineMonth);
        });
        json.List("payment", e.Terms.Payment, json.WriteStringValue);
        json.List("clauses", e.Terms.Legs, leg => Clause(json, leg, e.Terms));
        json.List("capacity", e.Schedule.Capacity, commitment => Capacity(json, commitment, e.Terms));
        json.List("exits", e.Terms.Exits.Select(exit => exit.As(e.Terms, [], e.Terms.From)), exit => Exit(json, exit, e.Terms));
        json.Map("enforceable-term", () =>
        {
            json.Date("through", e.Stated.EnforceableThrough);
            json.WriteNumber("days", NodaTime.Period.DaysBetween(e.Terms.From, e.Stated.EnforceableThrough.PlusDays(1)));
            json.WriteNumber("value", e.Stated.EnforceableValue);
        });
        json.Map("backlog", () => BacklogJson.Fields(json, e.Backlog));
        json.List("readings", e.Readings, reading => Reading(json, reading, reading == e.Stated));
        json.List("invoices", e.Invoices, invoice => json.Map(() => { json.WriteString("month", Json.Text(invoice.Month)); json.WriteNumber("amount", invoice.Amount); }));
        json.List("charges", e.Charges, charge => Charge(json, charge));
        json.List("revenue", e.Revenue, revenue => Revenue(json, revenue));
        AssumptionsJson.Write(json, e.Terms.Assumptions);
        json.List("sources", e.Terms.Sources, source => json.Map(() =>
        {
            json.Date("date", source.Date);
            json.WriteString("document", source.Document);
            json.WriteString("says", source.Says);
        }));
    });

    static void Charge(Utf8JsonWriter json, ChargeByMonth charge) => json.Map(() =>
    {
        json.WriteString("charge", charge.Name);
        json.WriteBoolean("means-of-payment", charge.IsMeans);
        json.WriteBoolean("variable", charge.IsVariable);
        json.WriteNumber("total", charge.Total);
        json.List("months", charge.Months, month => json.Map(() => { json.WriteString("month", Json.Text(month.Month)); json.WriteNumber("amount", month.Amount); }));
    });

    /// <summary>A clause as a sentence, and where the signed document says so.</summary>
    static void Clause(Utf8JsonWriter json, Leg leg, Core.Contracts.Terms terms) => json.Map(() =>
    {
        json.WriteString("says", leg.Says(terms));
        if (leg.Cites is not { } place) return;
        json.WriteString("document", place.Document);
        json.WriteString("paragraph", place.Paragraph);
        if (place.Digest is { } digest) json.WriteString("sha256", digest);
    });

    /// <summary>Revenue month by month under one policy.</summary>
    public static void Revenue(Utf8JsonWriter json, RevenueUnderPolicy revenue) => json.Map(() =>
    {
        json.WriteString("policy", Words.Of(Words.Policies, revenue.Policy));
        json.WriteBoolean("stated-policy", revenue.IsStated);
        json.WriteNumber("recognised", revenue.Recognised);
        json.WriteNumber("rpo", revenue.Rpo);
        if (revenue.Accreted != 0) json.WriteNumber("interest-accreted", revenue.Accreted);
        json.List("months", revenue.Months, month => json.Map(() =>
        {
            json.WriteString("month", Json.Text(month.Month));
            json.WriteNumber("amount", month.Amount);
            if (month.Interest != 0) json.WriteNumber("interest", month.Interest);
            json.WriteNumber("balance", month.Balance);
        }));
    });

    /// <summary>What a contract reserves in one pool, step by step.</summary>
    public static void Capacity(Utf8JsonWriter json, Commitment commitment, Core.Contracts.Terms terms) => json.Map(() =>
    {
        json.WriteString("pool", commitment.Pool.ToString());
        json.WriteBoolean("whole", commitment.Whole is not null);
        json.List("steps", commitment.Gpus.Changes, change => json.Map(() =>
        {
            var gpus = commitment.Gpus.At(change);
            json.Date("from", terms.Calendar.DateOf(change));
            json.WriteNumber("gpus", gpus.Count);
            if (commitment.Whole is { } draw) json.WriteNumber("kilowatts", draw.Of(gpus).Value);
        }));
    });

    static void Exit(Utf8JsonWriter json, Exit exit, Core.Contracts.Terms terms) => json.Map(() =>
    {
        json.WriteString("by", Words.Of(Words.Exits, exit.By));
        json.Date("notice-from", exit.NoticeFrom);
        json.Date("no-end-before", exit.NoEndBefore);
        json.WriteString("notice", exit.Length.ToString());
        json.WriteString("early-notice", Words.Of(Words.EarlyNotices, exit.Early));
        json.WriteString("last-day-rule", Words.Of(Words.LastDays, exit.LastDay));
        json.Date("earliest-last-day", exit.LastDayIfServed(terms.From));
    });

    static void Reading(Utf8JsonWriter json, Reading reading, bool stated) => json.Map(() =>
    {
        json.WriteString("notice-served", reading.InsideLockIn ? "inside-lock-in" : "after-lock-in");
        json.WriteString("last-day-rule", Words.Of(Words.LastDays, reading.Rule));
        json.WriteBoolean("as-stated", stated);
        json.Date("enforceable-through", reading.EnforceableThrough);
        json.WriteNumber("enforceable-value", reading.EnforceableValue);
        json.Date("backlog-through", reading.BacklogThrough);
        json.WriteNumber("backlog-enforceable", reading.BacklogEnforceable);
        json.Map("if-notice", () =>
        {
            json.Date("served", reading.NoticeServed);
            json.Date("last-day", reading.LastDay);
            if (reading.LastInvoice is not { } last) return;
            json.WriteString("last-invoice-month", Json.Text(last.Month));
            json.WriteNumber("last-invoice", last.Amount);
        });
    });
}

/// <summary>Backlog as JSON.</summary>
public static class BacklogJson
{
    public static void Fields(Utf8JsonWriter json, Backlog backlog)
    {
        json.WriteString("contract", backlog.Contract.ToString());
        json.Date("at", backlog.At);
        json.WriteString("currency", backlog.Currency.Code);
        json.WriteNumber("stated", backlog.Stated);
        json.WriteNumber("enforceable", backlog.Enforceable);
        json.Date("enforceable-through", backlog.EnforceableThrough);
        json.WriteNumber("enforceable-share-of-stated", backlog.Stated == 0 ? 0 : ((Rational)(backlog.Enforceable / backlog.Stated)).Round(6));
    }
}

/// <summary>The assumptions that a report rests on, as JSON.</summary>
public static class AssumptionsJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Assumption> assumptions) =>
        json.List("assumptions", assumptions, assumption => TermsWriter.Write(json, assumption));
}
