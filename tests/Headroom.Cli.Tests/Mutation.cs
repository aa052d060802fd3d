using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Cli.Tests;

/// <summary>Makes damaged files of good ones: a slip of the pen, a hostile value, a cut, a byte.</summary>
static class Mutation
{
    /// <summary>Values that no field should swallow.</summary>
    static readonly string[] Values =
    [
        "NaN", "Infinity", "-Infinity", "1e30", "-1", "-1250000000", "1000000000000000000000000000000", "79228162514264337593543950336", "0.1e-5", "1_000", "1,000", "0x7f",
        "٣٠", "+5",
        "1.5", "100.1%", "-5%", "9999-12-31", "0001-01-01", "2026-02-30", "2026-13-01", "2026-06-31T00:00:00Z", "''", "~", "[]", "{}", "[1, 2]", "{ a: b }", "!!binary aGk=",
        "&a 1", "*a",
        "\"\\u0000\"", "\"\\ud800\"", "\u202e2026", "ﬁ", "🙈", "../../../etc/passwd", "/dev/null", "<script>alert(1)</script>", "'; drop table facts; --", "%s%n", "${jndi:x}",
        "no such thing",
        new string('9', 400), new string('a', 3000), "2147483648", "9223372036854775808", "-0", "1..2", ".", "-", "0", "true",
    ];

    static readonly string[] Pieces =
        ["{", "}", "[", "]", ":", ": ", ",", "\"", "'", "\t", "\n", "\r", "\0", "|", ">", "&x ", "*x", "!x ", "#", "- ", "? ", "---\n", "...\n", "%YAML 9.9\n", "\ufeff", "\ufffe",
            "🙈", "\u0085", "é"];

    /// <summary>One to three changes to a text of lines.</summary>
    public static Gen<string> Of(string text) =>
        from times in Gen.Choose(1, 3)
        from changes in Gen.ArrayOf(Change(), times)
        select changes.Aggregate(text, (changed, change) => change(changed));

    static Gen<Func<string, string>> Change() => Gen.Frequency(
        (8, from at in Gen.Choose(0, 1_000_000) from value in Gen.Elements(Values) select (Func<string, string>)(text => Value(text, at, value))),
        (2, from at in Gen.Choose(0, 1_000_000) from piece in Gen.Elements(Pieces) select (Func<string, string>)(text => text.Insert(at % (text.Length + 1), piece))),
        (2, from at in Gen.Choose(0, 1_000_000) select (Func<string, string>)(text => Lines(text, at, (lines, line) => lines.RemoveAt(line)))),
        (1, from at in Gen.Choose(0, 1_000_000) select (Func<string, string>)(text => Lines(text, at, (lines, line) => lines.Insert(line, lines[line])))),
        (1, from at in Gen.Choose(0, 1_000_000) select (Func<string, string>)(text => Lines(text, at, (lines, line) => lines[line] = "  " + lines[line]))),
        (1, from at in Gen.Choose(0, 1_000_000) select (Func<string, string>)(text => text[..(at % (text.Length + 1))])),
        (1, from at in Gen.Choose(0, 1_000_000) from depth in Gen.Choose(20, 3000) select (Func<string, string>)(text => Value(text, at, new string('[', depth)))));

    /// <summary>Exchanges one value: what stands after a colon or between commas, up to the next sign.</summary>
    static string Value(string text, int at, string value)
    {
        var starts = Enumerable.Range(1, Math.Max(0, text.Length - 1))
            .Where(i => text[i - 1] is ' ' or ',' && text[i] is not (' ' or '\n') && i > 1 && text[i - 2] is ':' or ',' or '0').ToList();
        if (starts.Count == 0) return text;
        var start = starts[at % starts.Count];
        var end = text.IndexOfAny([',', '}', '\n', ']'], start);
        return $"{text[..start]}{value}{(end < 0 ? "" : text[end..])}";
    }

    static string Lines(string text, int at, Action<List<string>, int> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines, at % lines.Count);
        return string.Join('\n', lines);
    }
}
