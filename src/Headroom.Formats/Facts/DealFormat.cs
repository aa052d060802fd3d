using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Facts;

/// <summary>The facts of drafts, quotes, signatures and the close of contracts, read and written.</summary>
public static class DealFormat
{
    /// <summary>The kinds that are read and written here.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["draft.saved.v1", "quote.made.v1", "quote.ended.v1", "contract.signed.v1", "contract.closed.v1", "contract.part-assigned.v1"];

    public static FactBody? Read(string kind, Fields f) => kind switch
    {
        "draft.saved.v1" => new DraftSaved(TermsReader.Read(f.Map("terms"), null)),
        "quote.made.v1" => new QuoteMade(Version(f, "version"), TermsReader.Read(f.Map("terms"), null), f.Date("expires"), f.Bool("holds", false)) { Approved = Approved(f) },
        "quote.ended.v1" => new QuoteEnded(f.Id("contract"), Version(f, "version"), f.Word("how", Words.QuoteEnds), f.Text("reason")),
        "contract.signed.v1" => new ContractSigned(TermsReader.Read(f.Map("terms"), null))
        {
            Quote = f.Has("quote-version") ? new QuoteNamed(Version(f, "quote-version"), f.Bool("departs", false)) : null,
            Approved = Approved(f),
        },
        "contract.closed.v1" => new ContractClosed(f.Id("contract")),
        "contract.part-assigned.v1" =>
            new PartAssigned(f.Id("contract"), f.Id("as"), f.Id("to"), f.Date("from"), f.Whole("part", 1, Gpus.Most, ""), f.Whole("of", 1, Gpus.Most, ""), f.Date("on"),
                f.Text("consent")),
        _ => null,
    };

    public static void Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case DraftSaved fact: Terms(json, fact.Terms); break;
            case QuoteMade fact:
                json.WriteNumber("version", fact.Version);
                json.Date("expires", fact.ExpiresOn);
                json.WriteBoolean("holds", fact.Holds);
                Approval(json, fact.Approved);
                Terms(json, fact.Terms);
                break;
            case QuoteEnded fact:
                json.WriteString("contract", fact.Contract.ToString());
                json.WriteNumber("version", fact.Version);
                json.WriteString("how", Words.Of(Words.QuoteEnds, fact.How));
                json.WriteString("reason", fact.Reason);
                break;
            case ContractSigned fact: Signed(json, fact); break;
            case ContractClosed fact: json.WriteString("contract", fact.Contract.ToString()); break;
            case PartAssigned fact: Part(json, fact); break;
        }
    }

    static void Signed(Utf8JsonWriter json, ContractSigned fact)
    {
        Terms(json, fact.Terms);
        Approval(json, fact.Approved);
        if (fact.Quote is not { } quote) return;
        json.WriteNumber("quote-version", quote.Version);
        if (quote.Departs) json.WriteBoolean("departs", true);
    }

    static void Part(Utf8JsonWriter json, PartAssigned fact)
    {
        json.WriteString("contract", fact.Contract.ToString());
        json.WriteString("as", fact.As.ToString());
        json.WriteString("to", fact.To.ToString());
        json.Date("from", fact.From);
        json.WriteNumber("part", fact.Part);
        json.WriteNumber("of", fact.Of);
        json.Date("on", fact.On);
        json.WriteString("consent", fact.Consent);
    }

    static void Terms(Utf8JsonWriter json, Core.Contracts.Terms terms)
    {
        json.WritePropertyName("terms");
        TermsWriter.Write(json, terms);
    }

    /// <summary>Who approved a signature or a hold beyond a limit, and why; null where nobody had to.</summary>
    public static Approval? Approved(Fields f)
    {
        if (f.MapOrNone("approved") is not { } map) return null;
        var approval = new Approval(map.Id("by"), map.Text("reason"));
        map.Done();
        return approval;
    }

    /// <summary>The same, written as <c>approved</c>; nothing where there is none.</summary>
    public static void Approval(Utf8JsonWriter json, Approval? approved)
    {
        if (approved is null) return;
        json.Map("approved", () =>
        {
            json.WriteString("by", approved.By.ToString());
            json.WriteString("reason", approved.Reason);
        });
    }

    /// <summary>The same as two fields of a command line, a request or a form; null where neither is said.</summary>
    public static Approval? ApprovalOrNone(Fields f) => f.Has("approved-by") || f.Has("approved-because") ? new(f.Id("approved-by"), f.Text("approved-because")) : null;

    /// <summary>The number of a version, in facts, files and requests.</summary>
    public static int Version(Fields f, string name) => (int)f.Whole(name, 1, Quote.MostVersions, "(version)");
}
