using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Terms;

using Terms = Headroom.Core.Contracts.Terms;

/// <summary>
/// Writes terms in the format that <see cref="TermsReader"/> reads, with every assumption resolved: what is stored when they are signed.
/// </summary>
public static class TermsWriter
{
    public static void Write(Utf8JsonWriter json, Terms terms) => json.Map(() =>
    {
        json.WriteString("contract", terms.Contract.ToString());
        json.WriteString("seller", terms.Seller.ToString());
        json.WriteString("buyer", terms.Buyer.ToString());
        json.WriteString("zone", terms.Calendar.Zone.Id);
        json.WriteString("currency", terms.Currency.Code);
        json.Map("term", () => { json.Date("from", terms.From); json.Date("through", terms.Through); });
        json.WriteNumber("net-days", terms.NetDays);
        json.List("legs", terms.Legs, leg => Leg(json, leg));
        json.Map("policy", () => json.WriteString("revenue", Words.Of(Words.Policies, terms.Revenue)));
        if (terms.Assumptions.Length > 0) json.List("assumptions", terms.Assumptions, assumption => Write(json, assumption));
        if (terms.Sources.Length > 0) json.List("sources", terms.Sources, source => json.Map(() =>
        {
            json.Date("date", source.Date);
            json.WriteString("document", source.Document);
            json.WriteString("says", source.Says);
        }));
    });

    public static void Write(Utf8JsonWriter json, Assumption assumption) => json.Map(() =>
    {
        json.WriteString("name", assumption.Name);
        json.WriteString("unit", assumption.Unit);
        json.Map("range", () => { json.WriteNumber("low", assumption.Low); json.WriteNumber("high", assumption.High); });
        if (assumption.Variants.Count > 0)
        {
            json.Map("variants", () => { foreach (var (name, value) in assumption.Variants) json.WriteNumber(name, value); });
            json.WriteString("use", assumption.Variant);
        }
        else json.WriteNumber("value", assumption.Value);
        json.WriteString("source", assumption.Source);
    });

    static void Leg(Utf8JsonWriter json, Leg leg) => json.Map(() =>
    {
        switch (leg)
        {
            case Reserve reserve: Write(json, reserve); break;
            case Monthly monthly: Write(json, monthly); break;
            case ProRata proRata:
                json.WriteString("pro-rata", proRata.Pool.ToString());
                json.Date("deadline", proRata.Deadline);
                break;
            case Exit exit: Write(json, exit); break;
            default: throw new InvalidOperationException($"No way is known to write a {leg.GetType().Name}.");
        }
    });

    static void Write(Utf8JsonWriter json, Reserve reserve)
    {
        json.WriteString("reserve", reserve.Pool.ToString());
        if (reserve.Whole is { } whole)
            json.Map("of", () => { json.WriteNumber("gpus", whole.Per.Count); json.WriteNumber("kilowatts", whole.Power.Value); });
        json.List("steps", reserve.Steps, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("gpus", step.Gpus.Count); }));
    }

    static void Write(Utf8JsonWriter json, Monthly monthly)
    {
        json.WriteString("monthly", monthly.Name);
        json.List("steps", monthly.Steps, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("amount", step.Amount); }));
        json.WriteString("proration", Words.Of(Words.Prorations, monthly.Proration));
    }

    static void Write(Utf8JsonWriter json, Exit exit)
    {
        json.WriteString("exit", Words.Of(Words.Exits, exit.By));
        json.Date("notice-from", exit.NoticeFrom);
        if (exit.NoEndBefore is { } earliest) json.Date("no-end-before", earliest);
        json.WriteString("notice", exit.Length.ToString());
        json.WriteString("early-notice", Words.Of(Words.EarlyNotices, exit.Early));
        json.WriteString("last-day", Words.Of(Words.LastDays, exit.LastDay));
    }
}
