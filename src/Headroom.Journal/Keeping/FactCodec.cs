using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Journal.Keeping;

/// <summary>
/// A fact as stored bytes and back: <c>{"kind", "at", "actor", "why"?, "request"?, "body"}</c> in UTF-8. The position is the row's and the key
/// the batch's; everything else that was said is in these bytes, which are hashed and never written anew.
/// </summary>
public sealed class FactCodec(IJournal journal)
{
    readonly FactReader _bodies = new(digest => journal.GetExhibit(Digest.Parse(digest))?.Content?.ToArray());

    /// <param name="request">The digest of the request that an idempotency key stood for; on the first fact of a batch with a key.</param>
    /// <param name="why">The reason given, or null.</param>
    public static ReadOnlyMemory<byte> Write(FactBody body, Instant at, Slug actor, Digest? request, string? why = null) =>
        Json.Bytes((body, at, actor, request, why), static (json, said) => Write(json, said.body, said.at, said.actor, said.request, said.why));

    static void Write(Utf8JsonWriter json, FactBody body, Instant at, Slug actor, Digest? request, string? why)
    {
        json.WriteStartObject();
        json.WriteString("kind", body.Kind);
        json.Time("at", at);
        json.WriteString("actor", actor.ToString());
        if (why is not null) json.WriteString("why", why);
        if (request is { } digest) json.WriteString("request", digest.ToString());
        json.WritePropertyName("body");
        FactWriter.Write(json, body);
        json.WriteEndObject();
    }

    /// <summary>Reads an entry; one that this version cannot read is a broken book and ends as <see cref="JournalUnavailable"/>.</summary>
    public Fact Read(Entry entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry.Bytes);
            var root = document.RootElement;
            var kind = root.GetProperty("kind").GetString()!;
            var at = InstantPattern.ExtendedIso.Parse(root.GetProperty("at").GetString()!).Value;
            var actor = Slug.Of(root.GetProperty("actor").GetString()!);
            return _bodies.Read(kind, Node.From(root.GetProperty("body"), "body")).TryGet(out var body, out var fault)
                ? new Fact(entry.Position, at, actor, body) { Why = root.TryGetProperty("why", out var why) ? why.GetString() : null }
                : throw new JournalUnavailable($"The fact at position {entry.Position} cannot be read: {fault.Field}: {fault.Says}");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException or FormatException
        or UnparsableValueException)
        {
            throw new JournalUnavailable($"The fact at position {entry.Position} cannot be read: {fault.Message} Run 'journal verify'.");
        }
    }

    /// <summary>The digest of the request under whose key an entry was appended, or null.</summary>
    public static Digest? RequestOf(Entry entry)
    {
        using var document = JsonDocument.Parse(entry.Bytes);
        return document.RootElement.TryGetProperty("request", out var request) ? Digest.Parse(request.GetString()!) : null;
    }
}
