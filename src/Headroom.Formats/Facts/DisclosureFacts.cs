using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said for reports: filed figures, notes to figures, disclosed terms, related and acquired parties, revenue of other books.</summary>
public static class DisclosureFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        "disclosure.filed.v1", "disclosure.noted.v1", "terms.disclosed.v1", "customer.acquired.v1", "party.related.v1", "revenue.stated.v1",
    ];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "disclosure.filed.v1" => Filed(f),
        "disclosure.noted.v1" => Noted(f),
        "terms.disclosed.v1" => Disclosed(f),
        "customer.acquired.v1" => Acquired(f),
        "party.related.v1" => Related(f),
        "revenue.stated.v1" => Stated(f),
        _ => null,
    };

    /// <summary>A document with its figures, in files and requests as in facts.</summary>
    /// <param name="word">The field that holds the document's name.</param>
    public static FiguresFiled Filed(Fields f, string word = "document") => new(f.Date("at"), f.Text(word, 200), f.Date("on"),
        [.. f.List("figures", FiguresFiled.MostFigures).Select(each =>
        {
            var figure = new FiledFigure(each.Text("figure", 200), each.Share("amount", -Money.Most, Money.Most), each.Text("unit", 10))
            {
                To = each.Has("to") ? each.Decimal("to", 0, Money.Most, "") : null,
                Says = each.Text("says", "", 200),
                WhyNot = each.Text("why-not", "", 500),
            };
            each.Done();
            return figure;
        })]);

    /// <summary>A note, in files and requests as in facts.</summary>
    public static FigureNoted Noted(Fields f, string word = "figure") => new(f.Text(word, 200), f.Date("at"), f.Text("note", 1000));

    /// <summary>What a document told of a contract's terms, in files and requests as in facts.</summary>
    public static TermsDisclosed Disclosed(Fields f, string word = "contract") => new(f.Id(word), Told(f));

    /// <summary>A document's date, name and words.</summary>
    public static Source Told(Fields f) => new(f.Date("date"), f.Text("document"), f.Text("says", 1000));

    /// <summary>A customer that became ours, in files and requests as in facts.</summary>
    public static CustomerAcquired Acquired(Fields f, string word = "party") => new(f.Id(word), f.Date("from"), f.Text("source"));

    /// <summary>A related party, in files and requests as in facts.</summary>
    public static PartyRelated Related(Fields f, string word = "party") => new(f.Id(word), f.Date("from"), f.Text("relation", 200), f.Text("source"));

    /// <summary>Revenue of other books, in files and requests as in facts.</summary>
    public static RevenueStated Stated(Fields f, string word = "segment") => new(
        f.Id(word), f.Text("line", 100), f.Date("from"), f.Date("through"), f.Decimal("amount", -Money.Most, Money.Most, ""), Currency(f), f.Text("source"))
    { IncludesSold = f.Bool("includes-sold", false) };

    static Currency Currency(Fields f)
    {
        var code = f.Text("currency", 10);
        if (Core.Units.Currency.Of(code) is { } known) return known;
        f.Fault("currency", RefusalCode.UnknownUnit, $"'{Fields.Short(code)}' is not a currency that is known; there are {Core.Units.Currency.Codes}.");
        return Core.Units.Currency.Usd;
    }

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case FiguresFiled fact: Write(json, fact); return true;
            case FigureNoted fact:
                json.WriteString("figure", fact.Figure);
                json.Date("at", fact.At);
                json.WriteString("note", fact.Note);
                return true;
            case TermsDisclosed fact:
                json.WriteString("contract", fact.Contract.ToString());
                json.Date("date", fact.Source.Date);
                json.WriteString("document", fact.Source.Document);
                json.WriteString("says", fact.Source.Says);
                return true;
            case CustomerAcquired fact:
                json.WriteString("party", fact.Party.ToString());
                json.Date("from", fact.From);
                json.WriteString("source", fact.Source);
                return true;
            case PartyRelated fact:
                json.WriteString("party", fact.Party.ToString());
                json.Date("from", fact.From);
                json.WriteString("relation", fact.Relation);
                json.WriteString("source", fact.Source);
                return true;
            case RevenueStated fact: Write(json, fact); return true;
            default: return false;
        }
    }

    static void Write(Utf8JsonWriter json, FiguresFiled fact)
    {
        json.Date("at", fact.At);
        json.WriteString("document", fact.Document);
        json.Date("on", fact.On);
        json.List("figures", fact.Figures, figure => json.Map(() =>
        {
            json.WriteString("figure", figure.Name);
            json.WriteNumber("amount", figure.Amount);
            json.WriteString("unit", figure.Unit);
            if (figure.To is { } to) json.WriteNumber("to", to);
            if (figure.Says.Length > 0) json.WriteString("says", figure.Says);
            if (figure.WhyNot.Length > 0) json.WriteString("why-not", figure.WhyNot);
        }));
    }

    static void Write(Utf8JsonWriter json, RevenueStated fact)
    {
        json.WriteString("segment", fact.Segment.ToString());
        json.WriteString("line", fact.Line);
        json.Date("from", fact.From);
        json.Date("through", fact.Through);
        json.WriteNumber("amount", fact.Amount);
        json.WriteString("currency", fact.Currency.Code);
        if (fact.IncludesSold) json.WriteBoolean("includes-sold", true);
        json.WriteString("source", fact.Source);
    }
}
