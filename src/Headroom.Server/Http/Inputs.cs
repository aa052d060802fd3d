using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Journal.Keeping;

namespace Headroom.Server.Http;

/// <summary>Takes what stands outside a request's body and checks it with the readers that documents are checked with.</summary>
static class Inputs
{
    /// <summary>The header under which a caller names who speaks; a slug.</summary>
    public const string ActorHeader = "Headroom-Actor";

    /// <summary>The header of the reason for what is said: 1 to 500 characters in UTF-8.</summary>
    public const string WhyHeader = "Headroom-Why";

    /// <summary>The header that asks to try something and write nothing: <c>true</c>.</summary>
    public const string DryRunHeader = "Headroom-Dry-Run";

    /// <summary>The header of an idempotency key, 1 to 200 printable ASCII characters.</summary>
    public const string KeyHeader = "Idempotency-Key";

    const int MostKeyCharacters = 200;

    static readonly Slug UsualActor = Slug.Of("api");

    /// <summary>Path and query as one map of fields; what stands twice is a fault.</summary>
    /// <param name="ofForm">Whether a form may have sent it, in which an input that was left empty states nothing.</param>
    public static Fields Of(HttpContext http, List<Refusal> faults, bool ofForm = false)
    {
        var fields = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var (name, value) in http.Request.RouteValues) fields[name] = new TextNode(name, 0, value?.ToString() ?? "");
        foreach (var (name, values) in http.Request.Query)
        {
            if (ofForm && values.Count == 1 && string.IsNullOrEmpty(values[0])) continue;
            if (values.Count > 1 || !fields.TryAdd(name, new TextNode(name, 0, values.ToString())))
                faults.Add(new(RefusalCode.Malformed, name, "This stands more than once in the request."));
        }
        return Fields.Of(new MapNode("", 0, fields), faults);
    }

    public static Slug Actor(HttpRequest request, List<Refusal> faults)
    {
        if (!request.Headers.TryGetValue(ActorHeader, out var text)) return UsualActor;
        if (Slug.TryParse(text) is { } actor) return actor;
        faults.Add(new(RefusalCode.Malformed, ActorHeader, $"An actor is an opaque id: {Slug.Rule}."));
        return UsualActor;
    }

    /// <summary>The reason given, checked as in files, or null.</summary>
    public static string? Why(HttpRequest request, List<Refusal> faults) => !request.Headers.TryGetValue(WhyHeader, out var text) ? null
        : Fields.Of(new MapNode("", 0, new Dictionary<string, Node> { [WhyHeader] = new TextNode(WhyHeader, 0, text.ToString()) }), faults).WhyOrNone(WhyHeader);

    /// <summary>The idempotency key with the digest of everything that was asked under it, or null when none was sent.</summary>
    public static RequestKey? Key(HttpRequest request, byte[] body, List<Refusal> faults)
    {
        if (!request.Headers.TryGetValue(KeyHeader, out var text)) return null;
        var key = text.ToString();
        if (text.Count == 1 && key.Length is > 0 and <= MostKeyCharacters && key.All(letter => letter is >= ' ' and <= '~'))
            return new RequestKey(Stored(key, 0), Asked(request, body));
        faults.Add(new(RefusalCode.Malformed, KeyHeader, $"A key has 1 to {MostKeyCharacters} printable ASCII characters."));
        return null;
    }

    /// <summary>
    /// The key under which the journal knows the batch: in a space of the API's own, so that it meets no key of a scenario or of the command
    /// line. A key that would be too long for the journal stands as its digest. Later batches of one request bear their number.
    /// </summary>
    public static string Stored(string key, int batch)
    {
        var space = batch == 0 ? "api/" : $"api-{batch}/";
        return space.Length + key.Length <= JournalLimits.KeyCharacters ? space + key : $"{space}sha256/{Digest.Of(System.Text.Encoding.ASCII.GetBytes(key))}";
    }

    static Digest Asked(HttpRequest request, byte[] body) =>
        Digest.Of([.. System.Text.Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"), .. body]);
}
