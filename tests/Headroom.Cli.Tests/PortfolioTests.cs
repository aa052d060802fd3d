using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>Which offers to take, on the command line.</summary>
public sealed class PortfolioTests : IDisposable
{
    readonly Terminal _terminal = new();

    [Theory]
    [InlineData("H23")]
    [InlineData("H24")]
    [InlineData("H26")]
    [InlineData("H27")]
    public void The_reference_cases_are_met_without_a_book(string id)
    {
        using var file = JsonDocument.Parse(typeof(PortfolioTests).Assembly.GetManifestResourceStream("headroom_vectors.json")!);
        var vector = file.RootElement.GetProperty("vectors").EnumerateArray().Single(each => each.Word("id") == id);
        var groups = vector.At("inputs.exclusive_group") is { ValueKind: JsonValueKind.Array } list ? list : default(JsonElement?);
        var offers = vector.At("inputs.value").EnumerateArray().Select((value, i) =>
        {
            var group = groups?[i].GetString() is { Length: > 0 } word ? $", group: {word}" : "";
            return $"  - {{ offer: o-{i}, value: {value}, uses: {vector.At($"inputs.usage.{i}").GetRawText()}{group} }}";
        });
        var asked = _terminal.File("offers.yaml", $"room: {vector.At("inputs.headroom").GetRawText()}\noffers:\n{string.Join('\n', offers)}\n");

        var found = _terminal.Json("portfolio", asked);

        Assert.Equal((vector.Number("expected.optimal_value"), true), (found.Number("value"), found.At("proved").GetBoolean()));
        Assert.Equal(vector.At("expected.one_optimal_set").EnumerateArray().Select(each => $"o-{each}"), found.At("taken").EnumerateArray().Select(each => each.Word("offer")));
    }

    [Fact]
    public void The_example_takes_three_and_says_why_not_the_others()
    {
        _terminal.Text("load", Examples.Offers);

        var found = _terminal.Json("portfolio", Path.Combine(Examples.Offers, "offers.yaml"));

        Assert.Equal(["beta", "gamma", "delta-long"], found.At("taken").EnumerateArray().Select(each => each.Word("offer")));
        Assert.Equal(["does-not-fit", "alternative-taken", "does-not-fit"], found.At("left-out").EnumerateArray().Select(each => each.Word("why")));
        // alpha: 12 x 4,500,000 less 3,000 GPUs x 8,760 hours x 0.35.
        Assert.Equal(("44802000.00", "1000", "2026-06-01"),
            (found.Number("left-out.0.value"), found.Word("left-out.0.refusal.numbers.short_by_gpus"), found.Word("left-out.0.refusal.numbers.from")));
        Assert.Contains("proved", _terminal.Text("portfolio"));
    }

    [Fact]
    public void Slips_in_the_file_are_refused_where_they_stand()
    {
        _terminal.Text("load", Examples.Offers);
        string File(string text) => _terminal.File("slip.yaml", text);

        _terminal.Refused("out-of-range", "offers[0].uses", "portfolio", File("room: [1, 2]\noffers: [{ offer: a, value: 1, uses: [1] }]"));
        _terminal.Refused("malformed", "offers", "portfolio", File("room: [1]\noffers: [{ offer: a, uses: [1] }]"));
        _terminal.Refused("already-exists", "offers", "portfolio", File("room: [1]\noffers: [{ offer: a, value: 1, uses: [1] }, { offer: a, value: 1, uses: [1] }]"));
        _terminal.Refused("malformed", "offers[0].colour", "portfolio", File("room: [1]\noffers: [{ offer: a, value: 1, uses: [1], colour: red }]"));
        _terminal.Refused("malformed", "measure", "portfolio", "--measure", "beauty");
    }

    public void Dispose() => _terminal.Dispose();
}
