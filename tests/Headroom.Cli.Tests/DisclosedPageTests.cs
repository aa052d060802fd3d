using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Headroom.Cli.Tests;

/// <summary>The page of a disclosure pack against its JSON, cell by cell.</summary>
public sealed partial class DisclosedPageTests : IDisposable
{
    readonly Terminal _terminal = new();

    public DisclosedPageTests()
    {
        _terminal.Text("load", Examples.Filing);
        _terminal.Json("clock", "--to", "2027-01-02");
        foreach (var at in new[] { "2026-06-30", "2026-12-31" })
        {
            _terminal.Json("disclose", "file", "--document", $"draft of {at}", "--at", at);
            _terminal.Json("disclose", "note", "value.headline", "--at", at, "--note", "all three contracts <b>");
        }
    }

    [Theory]
    [InlineData("2026-06-30", "half")]
    [InlineData("2026-06-30", "inferred")]
    [InlineData("2026-12-31", "half")]
    [InlineData("2026-12-31", "inferred")]
    public void Every_cell_of_the_page_is_a_value_of_the_pack_and_none_is_missing(string at, string variant)
    {
        string[] asked = ["disclose", "--at", at, "--variant", variant];
        var pack = _terminal.Json(asked);
        _terminal.Text([.. asked, "--html", "--to", _terminal.Folder]);
        var sections = Section().Matches(File.ReadAllText(Path.Combine(_terminal.Folder, $"DISCLOSURE-{at}.html")))
            .Select(found => XElement.Parse(found.Value, LoadOptions.PreserveWhitespace)).ToDictionary(section => section.Element("h2")!.Value);

        foreach (var section in pack.At("sections").EnumerateArray())
        {
            Assert.True(sections.Remove(section.Word("title")!, out var shown), section.Word("title"));
            Assert.Equal(section.Word("asked"), shown.Element("p")!.Value);
            var figures = pack.At("figures").EnumerateArray().Where(figure => figure.Word("section") == section.Word("section")).ToList();
            // Sums stand in each table of a section that is too wide for one.
            Assert.Equal(Sorted(figures.Select(figure => $"{figure.Word("says")} | {Text(figure, "column")} | {Value(figure.GetProperty("amount"), figure.Word("unit"))}")),
                Sorted(Rows(shown).Where(row => row.Elements("td").Last().Attribute("class")?.Value == "n").SelectMany(Figures).Distinct()));
            Assert.Equal(Sorted(figures.Where(figure => Text(figure, "column").Length == 0).Select(Opened).Where(parts => parts.Length > 0)),
                Sorted(Rows(shown).SelectMany(row => row.Descendants("span")).Select(how => how.Value.Trim()).Where(how => Part().IsMatch(how)).Select(Parts)));
            Assert.Equal(Sorted(pack.At("remarks").EnumerateArray().Where(remark => remark.Word("section") == section.Word("section"))
                .Select(remark => $"{remark.Word("remark")!.Replace(".", ", ")} | {remark.Word("says")} ({remark.Word("source")})")),
                Sorted(Rows(shown).Where(row => row.Elements("td").First().Attribute("class")?.Value == "month").Select(Remark)));
        }
        var compared = sections["Published, and what this book comes to"];
        Assert.Equal(Sorted(pack.At("compared").EnumerateArray()
            .Select(each => $"{Told(pack, each)} | {Value(each.GetProperty("published"), each.Word("unit"))} | {Value(each.GetProperty("ours"), each.Word("unit"))} | "
                + Value(each.GetProperty("difference"), each.Word("unit")))),
            Sorted(Rows(compared).Select(row => $"{Said(row)} | {string.Join(" | ", row.Elements("td").Skip(1).Select(cell => Shown(cell.Value)))}")));
        Assert.Equal(pack.At("notes").EnumerateArray().Select(note => $"{note.Word("note")} (by {note.Word("by")})"),
            sections["Preparer's notes"].Descendants("span").Select(how => how.Value));
        Assert.Equal(["Preparer's notes", "Published, and what this book comes to"], sections.Keys.Order(StringComparer.Ordinal));
    }

    static IEnumerable<XElement> Rows(XElement section) => section.Descendants("tbody").Elements("tr");

    static string[] Sorted(IEnumerable<string> texts) => [.. texts.Select(text => text.ToUpperInvariant()).Order(StringComparer.Ordinal)];

    static string Text(JsonElement each, string name) => each.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>The text of a row's first cell, without the explanations under it.</summary>
    static string Said(XElement row) => string.Concat(row.Element("td")!.Nodes().OfType<XText>().Select(text => text.Value)).Trim();

    /// <summary>What a published figure says: its own words, else those of the pack, else its name.</summary>
    static string Told(JsonElement pack, JsonElement published) => Text(published, "says") is { Length: > 0 } says ? says
        : pack.At("figures").EnumerateArray().Where(figure => figure.Word("figure") == published.Word("figure"))
            .Select(figure => Text(figure, "column") is { Length: > 0 } column ? $"{figure.Word("says")}, {column}" : figure.Word("says"))
            .FirstOrDefault(published.Word("figure"))!;

    static string Remark(XElement row) => $"{row.Descendants("b").First().Value} | {row.Descendants("span").First().Value}";

    /// <summary>The figures of a row: what it says, its column and its amount; a cell without a figure is empty.</summary>
    static IEnumerable<string> Figures(XElement row)
    {
        var columns = row.Parent!.Parent!.Element("thead")?.Descendants("th").Skip(1).Select(column => column.Value).ToList() ?? [""];
        return row.Elements("td").Skip(1).Zip(columns).Where(cell => cell.First.Value.Length > 0).Select(cell => $"{Said(row)} | {cell.Second} | {Shown(cell.First.Value)}");
    }

    static string Opened(JsonElement figure) => figure.GetProperty("parts").EnumerateArray().ToList() is { Count: > 1 } parts
        ? string.Join("; ", parts.Select(part => $"{part.Word("of")} = {Value(part.GetProperty("amount"), figure.Word("unit"))}")) : "";

    static string Parts(string how) => string.Join("; ", how.Split("; ").Select(part =>
        Part().Match(part) is var found ? $"{found.Groups[1].Value} = {Shown(found.Groups[2].Value)}" : ""));

    /// <summary>A value of JSON as number and unit; a share as the page rounds it, to a hundredth of a percent.</summary>
    static string Value(JsonElement amount, string? unit) => amount.ValueKind == JsonValueKind.Null ? "none"
        : unit == "share" ? Number(decimal.Round(amount.GetDecimal(), 4, MidpointRounding.AwayFromZero), "share") : Number(amount.GetDecimal(), unit);

    /// <summary>A cell as number and unit.</summary>
    static string Shown(string cell) => cell == "–" ? "none"
        : cell.EndsWith('%') ? Number(decimal.Parse(cell[..^1], CultureInfo.InvariantCulture) / 100, "share")
        : cell.EndsWith(" points", StringComparison.Ordinal) ? Number(decimal.Parse(cell[..^7], CultureInfo.InvariantCulture) / 100, "share")
        : cell.Split(' ', 2) is [{ Length: 3 } code, var money] && char.IsLetter(code[0]) ? Number(decimal.Parse(money, CultureInfo.InvariantCulture), code)
        : Number(decimal.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture), cell.Split(' ', 2)[1]);

    static string Number(decimal amount, string? unit) => FormattableString.Invariant($"{amount:0.####################} {unit}");

    [GeneratedRegex("<section class=\"pack\">.*?</section>", RegexOptions.Singleline)]
    private static partial Regex Section();

    // anthropic-colossus USD 45,000,000,000.00
    [GeneratedRegex(@"^(.+?) ([A-Z]{3} -?[\d,.]+|-?[\d,.]+( \S+|%)|–)(?=;|$)")]
    private static partial Regex Part();

    public void Dispose() => _terminal.Dispose();
}
