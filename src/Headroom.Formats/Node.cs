using System.Globalization;
using System.Text.Json;
using Headroom.Core.Units;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headroom.Formats;

/// <summary>
/// A document as it was written, YAML or JSON, with the line of every part, so that an error can point at it. Scalars stay text until
/// a field is asked for. Bounds: 1 MiB of text, 50,000 parts, 24 levels; no anchors, aliases, tags or second documents.
/// </summary>
public abstract record Node(string Path, int Line)
{
    /// <summary>The longest document, in characters.</summary>
    public const int MostCharacters = 1 << 20;

    const int MostParts = 50_000, MostLevels = 24;

    /// <summary>The content as one line of text, fields in order of name: equal for documents that say the same.</summary>
    public string Canonical() => this switch
    {
        MapNode map => $"{{{string.Join(',', map.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{Quoted(field.Key)}:{field.Value.Canonical()}"))}}}",
        ListNode list => $"[{string.Join(',', list.Items.Select(item => item.Canonical()))}]",
        _ => Quoted(((TextNode)this).Text),
    };

    static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>Reads YAML, of which JSON is a part, or says what is wrong and where.</summary>
    public static Parsed<Node> FromYaml(string text)
    {
        if (text.Length > MostCharacters) return TooLarge(text.Length);
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return Fault("", 1, "The document is empty.");
            parser.Consume<DocumentStart>();
            var parts = 0;
            var node = Read(parser, "", 0, ref parts);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? node : Fault("", 1, "There is more than one document in the text; one is accepted.");
        }
        catch (NotAccepted fault) { return Fault(fault.Path, fault.Line, fault.Message); }
        catch (YamlException fault) { return Fault("", (int)fault.Start.Line, $"This is not YAML: {fault.Message}"); }
        // On brackets left open and the like the parser stops with whatever its own state comes to; the text is at fault all the same.
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            return Fault("", 1, $"This is not YAML: {fault.Message}");
        }
    }

    /// <summary>Reads JSON, or says what is wrong. Parts of JSON carry no line.</summary>
    public static Parsed<Node> FromJson(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MostCharacters) return TooLarge(utf8.Length);
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostLevels });
            return From(document.RootElement, "");
        }
        catch (NotAccepted fault) { return Fault(fault.Path, fault.Line, fault.Message); }
        // A string with half a surrogate pair is found out only when it is read.
        catch (InvalidOperationException fault) { return Fault("", 1, $"This is not JSON: {fault.Message}"); }
        catch (JsonException fault) { return Fault("", (int)(fault.LineNumber ?? 0) + 1, $"This is not JSON: {fault.Message.Split(" LineNumber")[0]}"); }
    }

    /// <summary>A part of a JSON document that has been parsed already.</summary>
    public static Node From(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(path, 0, FromObject(element, path)),
        JsonValueKind.Array => new ListNode(path, 0, [.. element.EnumerateArray().Select((item, i) => From(item, $"{path}[{i}]"))]),
        JsonValueKind.String => new TextNode(path, 0, element.GetString()!),
        JsonValueKind.Null => new TextNode(path, 0, ""),
        _ => new TextNode(path, 0, element.GetRawText()),
    };

    static Dictionary<string, Node> FromObject(JsonElement element, string path)
    {
        var fields = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            if (!fields.TryAdd(property.Name, From(property.Value, Under(path, property.Name))))
                throw new NotAccepted(Under(path, property.Name), 0, $"The field '{property.Name}' stands twice.");
        return fields;
    }

    static Node Read(Parser parser, string path, int level, ref int parts)
    {
        var start = parser.Current!;
        var line = (int)start.Start.Line;
        if (++parts > MostParts) throw new NotAccepted(path, line, $"The document has more than {MostParts} parts.");
        if (level > MostLevels) throw new NotAccepted(path, line, $"The document is nested deeper than {MostLevels} levels.");
        if (start is AnchorAlias || start is NodeEvent { Anchor.IsEmpty: false } || start is NodeEvent { Tag.IsEmpty: false })
            throw new NotAccepted(path, line, "Anchors, aliases and tags are not accepted; write the value out.");
        if (parser.TryConsume<Scalar>(out var scalar)) return new TextNode(path, line, scalar.Value);
        return parser.TryConsume<SequenceStart>(out _) ? ReadList(parser, path, line, level, ref parts) : ReadMap(parser, path, line, level, ref parts);
    }

    static ListNode ReadList(Parser parser, string path, int line, int level, ref int parts)
    {
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Read(parser, $"{path}[{items.Count}]", level + 1, ref parts));
        return new ListNode(path, line, items);
    }

    static MapNode ReadMap(Parser parser, string path, int line, int level, ref int parts)
    {
        parser.Consume<MappingStart>();
        var fields = new Dictionary<string, Node>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key)) throw new NotAccepted(path, (int)parser.Current!.Start.Line, "A field's name must be a word.");
            var field = Under(path, key.Value);
            if (!fields.TryAdd(key.Value, Read(parser, field, level + 1, ref parts)))
                throw new NotAccepted(field, (int)key.Start.Line, $"The field '{key.Value}' stands twice.");
        }
        return new MapNode(path, line, fields);
    }

    static string Under(string path, string field) => path.Length == 0 ? field : $"{path}.{field}";

    static Refusal TooLarge(int length) =>
        new(RefusalCode.TooLarge, "", string.Create(CultureInfo.InvariantCulture, $"The document has {length} characters; at most {MostCharacters} are accepted."));

    static Refusal Fault(string path, int line, string says) => At(new(RefusalCode.Malformed, path, says), line);

    /// <summary>A refusal with the line at fault, where lines are known.</summary>
    public static Refusal At(Refusal refusal, int line) =>
        line == 0 ? refusal : (refusal with { Says = $"line {line}: {refusal.Says}" }).With("line", line);

    /// <summary>Stops the reading of a document; never leaves this file.</summary>
    sealed class NotAccepted(string path, int line, string message) : Exception(message)
    {
        public string Path { get; } = path;
        public int Line { get; } = line;
    }
}

/// <summary>Named fields.</summary>
public sealed record MapNode(string Path, int Line, IReadOnlyDictionary<string, Node> Fields) : Node(Path, Line)
{
    /// <summary>A map of texts, such as a row of a table; of two of one name the first.</summary>
    public static MapNode Of(IEnumerable<(string Name, string Text)> fields) => new("", 0, fields.DistinctBy(field => field.Name)
        .ToDictionary(field => field.Name, Node (field) => new TextNode(field.Name, 0, field.Text), StringComparer.Ordinal));
}

/// <summary>Items in order.</summary>
public sealed record ListNode(string Path, int Line, IReadOnlyList<Node> Items) : Node(Path, Line);

/// <summary>A scalar as it was written, without its quotes.</summary>
public sealed record TextNode(string Path, int Line, string Text) : Node(Path, Line);
