using Headroom.Formats;
using Headroom.Formats.Parties;

namespace Headroom.Journal.Keeping;

/// <summary>What stands on paper about a party as an erasable exhibit, in JSON.</summary>
public static class DetailsExhibit
{
    /// <summary>The media type under which it is stored.</summary>
    public const string MediaType = "application/vnd.headroom.party+json";

    /// <summary>A new exhibit for details.</summary>
    public static Exhibit Of(PartyDetails details) => ErasableExhibit.Of(MediaType, Json.Bytes(json => json.Map(() => details.Write(json))));

    /// <summary>The details, or null when the exhibit was erased or is none of these.</summary>
    public static PartyDetails? Read(ExhibitContent? exhibit) =>
        ErasableExhibit.Read(MediaType, exhibit) is { } content && Node.FromJson(content).Then(PartyDetails.Read).TryGet(out var details, out _) ? details : null;
}
