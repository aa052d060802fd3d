using System.Text.Json;
using System.Text.RegularExpressions;
using Headroom.Core.Units;

namespace Headroom.Formats.Reports;

/// <summary>A refusal as JSON, the same from the command line and inside a problem of the API.</summary>
public static partial class RefusalJson
{
    public static void Write(Utf8JsonWriter json, Refusal refusal) => json.Map(() => Fields(json, refusal));

    public static void Fields(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteString("code", Code(refusal.Code));
        json.WriteString("field", refusal.Field);
        json.WriteString("detail", refusal.Says);
        json.Map("numbers", () => { foreach (var (name, value) in refusal.Numbers) json.WriteString(name, value); });
    }

    /// <summary>The code as it is written: own-demand-crowded-out.</summary>
    public static string Code(RefusalCode code) => Words(code.ToString());

    /// <summary>A name in capitals as words joined by hyphens.</summary>
    internal static string Words(string name) => Capital().Replace(name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
