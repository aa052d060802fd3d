using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>The examples that come with the program, and copies of them that a test may change.</summary>
static class Examples
{
    public static string Colossus { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "colossus");

    /// <summary>The facts that a load of it says; the last one signs its contract.</summary>
    public const int FactsOfColossus = 47;

    public static string Filing { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "filing");
    public static string MixedFleet { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "mixed-fleet");

    public static string Delivery { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "delivery");

    public static string Returns { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "returns");

    public static string Commercial { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "commercial");

    public static string Offers { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "offers");

    public static string Metering { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "metering");

    public static string Nodes { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "nodes");

    public static string Anthropic { get; } = Path.Combine(Colossus, "contracts", "anthropic.yaml");

    /// <summary>The example's terms with pieces of their text exchanged; each piece must be there.</summary>
    public static string Terms(params (string Old, string New)[] changes) => Changed(File.ReadAllText(Anthropic), changes);

    public static string Changed(string text, params (string Old, string New)[] changes) => changes.Aggregate(text, (changed, change) =>
    {
        Assert.Contains(change.Old, changed);
        return changed.Replace(change.Old, change.New);
    });

    /// <summary>A copy of the colossus example in a terminal's folder, with pieces of its book.yaml exchanged.</summary>
    public static string ColossusIn(Terminal terminal, params (string Old, string New)[] changes)
    {
        var copy = Path.Combine(terminal.Folder, "example");
        Copy(Colossus, copy);
        var book = Path.Combine(copy, "book.yaml");
        File.WriteAllText(book, Changed(File.ReadAllText(book), changes));
        return copy;
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}

/// <summary>Short ways through JSON.</summary>
static class JsonPaths
{
    /// <summary>The part at a path such as <c>stated.total</c> or <c>readings.2.backlog-enforceable</c>.</summary>
    public static JsonElement At(this JsonElement json, string path) => path.Split('.').Aggregate(json, (part, step) =>
        part.ValueKind == JsonValueKind.Array ? part[int.Parse(step)] : part.GetProperty(step));

    /// <summary>A number exactly as it is written.</summary>
    public static string Number(this JsonElement json, string path)
    {
        var number = json.At(path);
        Assert.Equal(JsonValueKind.Number, number.ValueKind);
        return number.GetRawText();
    }

    public static string? Word(this JsonElement json, string path) => json.At(path).GetString();

    public static decimal Amount(this JsonElement json, string path) => json.At(path).GetDecimal();

    public static int Count(this JsonElement json, string path) => json.At(path).GetArrayLength();
}
