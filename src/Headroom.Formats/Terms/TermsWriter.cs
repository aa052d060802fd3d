using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Formats.Legs;

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
        if (terms.InvoiceGraceDays > 0) json.Map("invoice", () => json.WriteNumber("grace-days", terms.InvoiceGraceDays));
        if (terms.LateInterest is { } interest)
            json.Map("late-interest", () =>
            {
                json.WriteNumber("rate", interest.Rate);
                json.WriteString("basis", Words.Of(Words.InterestBases, interest.Basis));
                json.WriteNumber("grace-days", interest.GraceDays);
                if (interest.Cap is { } cap) json.WriteNumber("cap", cap);
                if (interest.Disputed != DisputedInterest.Accrues) json.WriteString("disputed", Words.Of(Words.DisputedInterests, interest.Disputed));
            });
        json.List("legs", terms.Legs, leg => LegFormat.WriteAny(json, leg));
        json.Map("policy", () =>
        {
            json.WriteString("revenue", Words.Of(Words.Policies, terms.Revenue));
            if (terms.Class is { } name) json.WriteString("class", name.ToString());
        });
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
        if (assumption.At.Length > 0) json.List("at", assumption.At, json.WriteStringValue);
    });
}
