using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Parties;

namespace Headroom.Journal.Keeping;

/// <summary>What is kept of a party: its name and details as far as they are not erased, and the digests under which they can be.</summary>
/// <param name="Name">Its display name, or null when none was said or it was erased.</param>
/// <param name="NameExhibit">The digest of the name, or null when none was said.</param>
/// <param name="Details">What stands on paper about it, or null, likewise.</param>
/// <param name="DetailsExhibit">Their digest, likewise.</param>
public sealed record PartyReport(Slug Party, string? Name, string? NameExhibit, PartyDetails? Details, string? DetailsExhibit)
{
    const string Erased = "erased";

    /// <summary>Every party of the book, in the order of their ids: its owner, the sides of contracts then and now, and whoever was named or described.</summary>
    public static IEnumerable<Slug> All(Book book) => book.Contracts.Values.SelectMany(contract => contract.Versions)
        .SelectMany(version => new[] { version.Terms.Seller, version.Terms.Buyer })
        .Concat(book.PartyNames.Keys).Concat(book.PartyDetails.Keys).Append(book.Owner).Distinct().Order();

    /// <summary>Erases every name and all details that were ever said of a party, and gives how many of them still had content. O(facts).</summary>
    public static int Erase(Bookkeeper keeper, Slug party) => keeper.Facts(0, long.MaxValue)
        .Select(fact => fact.Body switch
        {
            PartyNamed named when named.Party == party => named.Exhibit,
            PartyDescribed described when described.Party == party => described.Exhibit,
            _ => null
        })
        .Count(exhibit => Digest.TryParse(exhibit ?? "", out var digest) && keeper.Journal.EraseExhibit(digest));

    /// <summary>Null when nothing was said of the party.</summary>
    public static PartyReport? Of(Bookkeeper keeper, Book book, Slug party)
    {
        var (name, details) = (book.PartyNames.GetValueOrDefault(party), book.PartyDetails.GetValueOrDefault(party));
        return name is null && details is null ? null
            : new(party, name is null ? null : Keeping.NameExhibit.Read(Kept(keeper, name)), name, keeper.DetailsOf(book, party), details);
    }

    /// <summary>The report as a JSON map.</summary>
    public void Write(Utf8JsonWriter json) => json.Map(() =>
    {
        json.WriteString("party", Party.ToString());
        json.WriteString("name", Name);
        json.WriteString("name-exhibit", NameExhibit);
        if (Details is null) json.WriteNull("details");
        else json.Map("details", () => Details.Write(json));
        json.WriteString("details-exhibit", DetailsExhibit);
    });

    /// <summary>The same as rows for people.</summary>
    public IEnumerable<(string What, string Says)> Rows()
    {
        if (NameExhibit is not null) yield return ("name", Name ?? Erased);
        if (DetailsExhibit is not null && Details is null) yield return ("details", Erased);
        foreach (var row in Details is null ? [] : Rows(Details)) yield return row;
        if (NameExhibit is not null) yield return ("name-exhibit", NameExhibit);
        if (DetailsExhibit is not null) yield return ("details-exhibit", DetailsExhibit);
    }

    // The fields under the words by which they are said, one row each.
    static IEnumerable<(string, string)> Rows(PartyDetails details)
    {
        using var written = JsonDocument.Parse(Json.Bytes(json => json.Map(() => details.Write(json))));
        foreach (var field in written.RootElement.EnumerateObject())
            if (field.Value.ValueKind == JsonValueKind.Object)
                foreach (var inner in field.Value.EnumerateObject().ToList()) yield return ($"{field.Name} {inner.Name}", inner.Value.ToString());
            else yield return (field.Name,
                field.Value.ValueKind == JsonValueKind.Array ? string.Join("; ", field.Value.EnumerateArray().Select(line => line.GetString())) : field.Value.ToString());
    }

    static ExhibitContent? Kept(Bookkeeper keeper, string exhibit) => Digest.TryParse(exhibit, out var digest) ? keeper.Journal.GetExhibit(digest) : null;
}
