using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Reports;

/// <summary>A disclosure pack as JSON; CSV is the tables of this.</summary>
public static class DisclosureJson
{
    public static void Write(Utf8JsonWriter json, Pack pack) => json.Map(() =>
    {
        json.Date("at", pack.At);
        json.Date("known", pack.Known);
        json.WriteString("framework", Words.Of(Words.Frameworks, pack.Framework));
        json.WriteNumber("position", pack.Position);
        json.WriteNumber("through", pack.Through);
        json.List("figures", pack.Sections.SelectMany(section => section.Figures.Select(figure => (section, figure))), pair => Figure(json, pack, pair.section, pair.figure));
        json.List("remarks", pack.Sections.SelectMany(section => section.Remarks.Select(remark => (section, remark))), pair => Remark(json, pair.section, pair.remark));
        json.List("compared", pack.Compared, compared => Compared(json, compared));
        json.List("notes", pack.Notes, note => json.Map(() =>
        {
            json.WriteString("figure", note.Figure);
            json.WriteString("note", note.Text);
            json.WriteString("by", note.By.ToString());
            json.Date("on", note.On);
            json.WriteNumber("position", note.Position);
        }));
        json.List("variants", pack.Variants, variant => json.Map(() =>
        {
            json.WriteString("assumption", variant.Assumption);
            json.WriteString("variant", variant.Variant);
        }));
        json.List("sections", pack.Sections, section => json.Map(() =>
        {
            json.WriteString("section", section.Id);
            json.WriteString("title", section.Title);
            json.WriteString("asked", section.Asked);
        }));
    });

    static void Figure(Utf8JsonWriter json, Pack pack, Section section, Figure figure) => json.Map(() =>
    {
        json.WriteString("section", section.Id);
        json.WriteString("figure", figure.Name);
        json.WriteString("says", figure.Says);
        json.WriteString("column", figure.Column);
        Amount(json, "amount", figure.Amount, figure.Unit);
        json.WriteString("unit", figure.Unit);
        json.WriteString("basis", figure.Basis);
        if (figure.WhyNot is { } reason) json.WriteString("why-not", reason);
        json.List("parts", figure.Parts, part => json.Map(() =>
        {
            json.WriteString("of", part.Of);
            Amount(json, "amount", part.Amount, figure.Unit);
            json.WriteString("positions", string.Join(' ', pack.PositionsOf(part)));
        }));
    });

    static void Remark(Utf8JsonWriter json, Section section, Remark remark) => json.Map(() =>
    {
        json.WriteString("section", section.Id);
        json.WriteString("remark", remark.Name);
        json.Date("date", remark.Date);
        json.WriteString("says", remark.Says);
        json.WriteString("source", remark.Source);
        if (remark.Position is { } position) json.WriteNumber("position", position); else json.WriteNull("position");
    });

    static void Compared(Utf8JsonWriter json, Compared compared) => json.Map(() =>
    {
        json.WriteString("document", compared.Document);
        json.Date("on", compared.On);
        json.WriteString("figure", compared.Published.Name);
        json.WriteString("says", compared.Published.Says);
        json.WriteString("unit", compared.Published.Unit);
        Amount(json, "published", compared.Published.Amount, compared.Published.Unit);
        Amount(json, "ours", compared.Ours, compared.Published.Unit);
        Amount(json, "difference", compared.Difference, compared.Published.Unit);
        json.WriteString("why-not", compared.Why);
        json.WriteNumber("position", compared.Position);
    });

    static void Amount(Utf8JsonWriter json, string name, decimal? amount, string unit)
    {
        if (amount is not { } some) json.WriteNull(name);
        else if (Currency.Of(unit) is { } currency) json.Amount(name, some, currency);
        else json.WriteNumber(name, some);
    }
}
