using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Headroom.Formats;

namespace Headroom.Schedulers.Tests.Kueue;

/// <summary>Kueue's own schemas, from its custom resource definitions in a folder beside the project, where it is there.</summary>
static class KueueSchemas
{
    /// <summary>The folder, or null where it is not beside this project.</summary>
    public static string? Folder { get; } = Found();

    static readonly Dictionary<string, MapNode?> Read = new(StringComparer.Ordinal);

    /// <summary>What a document breaks; nothing where there are no schemas.</summary>
    public static IEnumerable<string> Faults(JsonObject document)
    {
        if (Folder is null) return [];
        var (kind, version) = (document["kind"]!.ToString(), document["apiVersion"]!.ToString().Split('/')[1]);
        lock (Read)
            if (!Read.ContainsKey($"{kind} {version}")) Read[$"{kind} {version}"] = Schema(kind, version);
        return Read[$"{kind} {version}"] is { } schema ? Faults(schema, document, kind) : [$"there is no {kind} in version {version}"];
    }

    static MapNode? Schema(string kind, string version)
    {
        foreach (var file in Directory.GetFiles(Folder!, "*.yaml"))
        {
            var spec = (MapNode)Map(Node.FromYaml(File.ReadAllText(file)).Value!, "spec");
            if (Text(Map(spec, "names"), "kind") != kind) continue;
            var found = ((ListNode)Map(spec, "versions")).Items.Cast<MapNode>().FirstOrDefault(each => Text(each, "name") == version);
            return found is null ? null : (MapNode)Map(Map(found, "schema"), "openAPIV3Schema");
        }
        return null;
    }

    static IEnumerable<string> Faults(MapNode schema, JsonNode? value, string path)
    {
        if (schema.Fields.ContainsKey("x-kubernetes-int-or-string"))
            return value is JsonValue && Matches(schema, value.ToString()) ? [] : [$"{path} is no quantity"];
        return (Text(schema, "type"), value) switch
        {
            ("object", JsonObject map) => OfMap(schema, map, path),
            ("array", JsonArray list) => OfList(schema, list, path),
            ("string", JsonValue text) when text.GetValueKind() == System.Text.Json.JsonValueKind.String => OfText(schema, text.ToString(), path),
            ("integer" or "boolean", JsonValue) => [],
            _ => [$"{path} is no {Text(schema, "type")}"],
        };
    }

    static IEnumerable<string> OfMap(MapNode schema, JsonObject map, string path)
    {
        if (schema.Fields.GetValueOrDefault("required") is ListNode required)
            foreach (var missing in required.Items.Cast<TextNode>().Where(name => !map.ContainsKey(name.Text))) yield return $"{path}.{missing.Text} is missing";
        var properties = schema.Fields.GetValueOrDefault("properties") as MapNode;
        foreach (var (name, value) in map)
        {
            var inner = properties?.Fields.GetValueOrDefault(name) ?? schema.Fields.GetValueOrDefault("additionalProperties");
            // The metadata of every object are Kubernetes' own.
            if (path.Split('.') is [_] && name == "metadata") continue;
            if (inner is null) yield return $"{path}.{name} is not known";
            else if (inner is MapNode known)
                foreach (var fault in Faults(known, value, $"{path}.{name}")) yield return fault;
        }
    }

    static IEnumerable<string> OfList(MapNode schema, JsonArray list, string path)
    {
        if (Text(schema, "maxItems") is { Length: > 0 } most && list.Count > int.Parse(most, System.Globalization.CultureInfo.InvariantCulture))
            yield return $"{path} has {list.Count} items";
        foreach (var fault in list.SelectMany((item, i) => Faults((MapNode)Map(schema, "items"), item, $"{path}[{i}]"))) yield return fault;
    }

    static IEnumerable<string> OfText(MapNode schema, string text, string path)
    {
        if (!Matches(schema, text)) yield return $"{path} '{text}' does not match {Text(schema, "pattern")}";
        if (schema.Fields.GetValueOrDefault("enum") is ListNode words && words.Items.Cast<TextNode>().All(word => word.Text != text))
            yield return $"{path} '{text}' is none of the words";
    }

    static bool Matches(MapNode schema, string text) => Text(schema, "pattern") is not { Length: > 0 } pattern || Regex.IsMatch(text, pattern);

    static Node Map(Node node, string name) => ((MapNode)node).Fields[name];

    static string Text(Node node, string name) => ((MapNode)node).Fields.GetValueOrDefault(name) is TextNode text ? text.Text : "";

    static string? Found()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            if (Path.Combine(above.FullName, "shared", "kueue-crds") is var folder && Directory.Exists(folder)) return folder;
        return null;
    }
}
