using System.Globalization;
using System.Text.Json.Nodes;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Terms;

using Terms = Headroom.Core.Contracts.Terms;

/// <summary>Terms as they would stand under another variant of what they assume. Nothing is said by it: what was billed stays billed.</summary>
public static class Variants
{
    /// <summary>Facts of which every terms that know a variant stand under it; a fault when none does, or when a value was changed since it was assumed.</summary>
    public static Parsed<IReadOnlyList<Fact>> Of(IReadOnlyList<Fact> facts, string variant)
    {
        var (faults, known, told) = (new List<Refusal>(), false, new List<Fact>(facts.Count));
        Terms Under(Terms terms)
        {
            if (!terms.Assumptions.Any(assumption => assumption.Variants.ContainsKey(variant))) return terms;
            known = true;
            var read = Of(terms, variant);
            faults.AddRange(read.Faults);
            return read.Value ?? terms;
        }
        foreach (var fact in facts)
            told.Add(fact.Body switch
            {
                ContractSigned signed => fact with { Body = signed with { Terms = Under(signed.Terms) } },
                ContractAmended amended => fact with { Body = amended with { Terms = Under(amended.Terms) } },
                _ => fact,
            });
        if (!known) faults.Add(new(RefusalCode.NotFound, "variant", $"No assumption of a contract has a variant '{Fields.Short(variant)}'."));
        return Parsed<IReadOnlyList<Fact>>.Of(told, faults);
    }

    /// <summary>Terms with a variant's values put where the assumptions stand.</summary>
    public static Parsed<Terms> Of(Terms terms, string variant)
    {
        var document = JsonNode.Parse(Json.Bytes(json => TermsWriter.Write(json, terms)))!;
        foreach (var (assumption, i) in terms.Assumptions.Select((assumption, i) => (assumption, i)).Where(pair => pair.assumption.Variants.ContainsKey(variant)))
        {
            if (assumption.At.Length == 0) return Stale(terms, assumption);
            foreach (var place in assumption.At)
                if (!Put(document, place, assumption.Value, assumption.Variants[variant])) return Stale(terms, assumption);
            document["assumptions"]![i]!["use"] = variant;
        }
        return Node.FromJson(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())).Then(node => TermsReader.Read(node, null));
    }

    static Refusal Stale(Terms terms, Assumption assumption) => new(RefusalCode.NotFound, "variant",
        $"'{terms.Contract}' does not say where it assumes '{assumption.Name}', or the value there was changed since; sign or amend it from a file that does.");

    // A value that is no longer the assumed one was agreed meanwhile, and no variant may take its place.
    static bool Put(JsonNode document, string place, decimal was, decimal value)
    {
        var parts = place.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        JsonNode? Step(JsonNode? node, string part) => node switch
        {
            JsonObject map => map[part],
            JsonArray list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Count => list[i],
            _ => null,
        };
        var above = parts[..^1].Aggregate((JsonNode?)document, Step);
        if (Step(above, parts[^1]) is not JsonValue found || !found.TryGetValue<decimal>(out var number) || number != was) return false;
        above![parts[^1]] = value;
        return true;
    }
}
