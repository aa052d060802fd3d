using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Units;

namespace Headroom.Formats.Parties;

/// <summary>
/// What stands on paper about a party: who it is in law, where it is, and where it is paid. Personal, therefore never in a fact; it is kept
/// as an exhibit that can be erased. Every field may be left out, but not all of them.
/// </summary>
/// <param name="LegalName">1 to 200 characters, or null.</param>
/// <param name="Address">Postal lines in the order in which they are printed: at most 6 of at most 100 characters.</param>
/// <param name="TaxNumber">As its authority writes it, 1 to 40 characters, or null.</param>
/// <param name="InvoicesTo">The e-mail address that invoices are sent to, at most 254 characters, or null.</param>
/// <param name="PayTo">Where it is paid, or null.</param>
public sealed record PartyDetails(string? LegalName, ImmutableArray<string> Address, string? TaxNumber, string? InvoicesTo, PayTo? PayTo)
{
    /// <summary>The fields in the order in which they are written.</summary>
    public static readonly ImmutableArray<string> Fields = ["legal-name", "address", "tax-number", "invoices-to", "pay-to"];

    const int MostLines = 6, MostEmailCharacters = 254;

    /// <summary>The details that a whole document holds.</summary>
    public static Parsed<PartyDetails> Read(Node node)
    {
        var faults = new List<Refusal>();
        return Parsed<PartyDetails>.Of(Read(Formats.Fields.Of(node, faults)), faults);
    }

    /// <summary>The details from the fields of a map of their own; every fault is noted there.</summary>
    public static PartyDetails Read(Fields f)
    {
        var details = new PartyDetails(Line.OrNull(f, "legal-name", 200), Lines(f), Line.OrNull(f, "tax-number", 40), Email(f),
            f.MapOrNone("pay-to") is { } pay ? PayTo.Read(pay) : null);
        if (!Fields.Any(f.Has)) f.Fault("", RefusalCode.Malformed, $"Details say at least one of {string.Join(", ", Fields)}.");
        f.Done();
        return details;
    }

    /// <summary>The fields that are there, into a map that is open.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (LegalName is not null) json.WriteString("legal-name", LegalName);
        if (Address.Length > 0) json.List("address", Address, json.WriteStringValue);
        if (TaxNumber is not null) json.WriteString("tax-number", TaxNumber);
        if (InvoicesTo is not null) json.WriteString("invoices-to", InvoicesTo);
        if (PayTo is not null) json.Map("pay-to", () => PayTo.Write(json));
    }

    static ImmutableArray<string> Lines(Fields f)
    {
        if (!f.Has("address")) return [];
        ImmutableArray<string> lines = [.. f.Texts("address", MostLines)];
        foreach (var line in lines) Line.Check(f, "address", line, 100);
        return lines;
    }

    static string? Email(Fields f)
    {
        var email = Line.OrNull(f, "invoices-to", MostEmailCharacters);
        if (email is { Length: > 0 } && (email.Split('@') is not [{ Length: > 0 }, { Length: > 0 }] || email.Any(char.IsWhiteSpace)))
            f.Fault("invoices-to", RefusalCode.Malformed, "This is not an e-mail address, such as invoices@example.com.");
        return email;
    }
}

/// <summary>A text that stands on one line of paper.</summary>
static class Line
{
    /// <summary>The line under a name, or null where the field is left out.</summary>
    public static string? OrNull(Fields f, string name, int most)
    {
        if (!f.Has(name)) return null;
        var text = f.Text(name, most);
        Check(f, name, text, most);
        return text;
    }

    /// <summary>Notes a fault in a text that is none.</summary>
    public static void Check(Fields f, string name, string text, int most)
    {
        if (text.Length == 0 || string.IsNullOrWhiteSpace(text)) f.Fault(name, RefusalCode.Malformed, "A line is empty; leave it out.");
        else if (text.Length > most) f.Fault(name, RefusalCode.TooLarge, $"A line has {text.Length} characters; at most {most} are accepted.");
        else if (text.Any(char.IsControl)) f.Fault(name, RefusalCode.Malformed, "This is one line without control characters.");
    }
}
