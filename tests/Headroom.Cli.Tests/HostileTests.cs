using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Cli.Tests;

/// <summary>
/// Law: whatever a file or a command line holds, the answer is an exit code, one clear message that names a field, a line or a file,
/// and an unchanged book; never a bug, never a stack trace.
/// </summary>
public sealed partial class HostileTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();
    int _refused;

    [Fact]
    public void Damaged_terms_are_explained_or_refused()
    {
        Each(Mutation.Of(Examples.Terms()), 500, terms => Terminal.Raw("terms", "explain", _terminal.File("terms.yaml", terms), "--at", "2026-06-30"));

        Assert.True(_refused >= 350, $"{_refused} refused");
    }

    [Fact]
    public void Damaged_terms_are_signed_or_refused_without_a_trace()
    {
        Each(Mutation.Of(Examples.Terms(("contract: anthropic-colossus", "contract: another"))), 250,
            terms => _terminal.Run("contract", "sign", _terminal.File("terms.yaml", terms)));

        Assert.True(_refused >= 250, $"{_refused} refused");
    }

    [Fact]
    public void Damaged_amendments_are_made_or_refused_without_a_trace()
    {
        Each(Mutation.Of(Examples.Terms()), 150,
            terms => _terminal.Run("contract", "amend", _terminal.File("terms.yaml", terms), "--from", "2026-06-01", "--supersedes", "2026-06-01"));

        Assert.True(_refused >= 100, $"{_refused} refused");
        Assert.True(_terminal.Json("journal", "verify").At("clean").GetBoolean());
        _terminal.Json("overview");
        _terminal.Json("revenue");
    }

    [Fact]
    public void A_damaged_scenario_does_not_change_a_book_that_is_loaded()
    {
        var (example, head) = (Examples.ColossusIn(_terminal), _terminal.Head());
        // Without what is said later: losing the line that divides the two would rightly say it now.
        var said = File.ReadAllText(Path.Combine(example, "book.yaml")).Split("\nlater:")[0];

        Each(Mutation.Of(said), 250, book =>
        {
            File.WriteAllText(Path.Combine(example, "book.yaml"), book);
            return _terminal.Run("load", example);
        });

        Assert.True(_refused >= 150, $"{_refused} refused");
        Assert.Equal(head, _terminal.Head());
    }

    [Fact]
    public void A_damaged_scenario_is_loaded_up_to_its_fault_and_the_book_stays_whole()
    {
        var example = Examples.ColossusIn(_terminal);
        var round = 0;
        Prop.ForAll(Arb.From(Mutation.Of(File.ReadAllText(Path.Combine(example, "book.yaml")))), book =>
        {
            File.WriteAllText(Path.Combine(example, "book.yaml"), book);
            var fresh = Path.Combine(_terminal.Folder, $"fresh{round++}");
            Clean(Terminal.Raw("load", example, "--book", fresh));
            if (!Directory.Exists(fresh)) return;
            Assert.StartsWith("clean", Terminal.Raw("journal", "verify", "--book", fresh).Out);
            Clean(Terminal.Raw("overview", "--book", fresh));
        }).Check(Laws.Seeded.WithMaxTest(100));
    }

    [Fact]
    public void Damaged_demand_is_recorded_or_refused_without_a_trace()
    {
        var lines = File.ReadAllLines(Path.Combine(Examples.Colossus, "demand", "training.csv"));
        var steps = _terminal.File("steps.yaml", "steps: [{ demand: demand.csv }]");

        Each(Mutation.Of(string.Join('\n', lines[..60])), 250, csv =>
        {
            _terminal.File("demand.csv", csv);
            return _terminal.Run("say", steps);
        });

        Assert.True(_refused >= 90, $"{_refused} refused");
        _terminal.Json("sellable");
    }

    // A file from elsewhere must not steer the terminal of whoever looks at it, nor fill it.
    [Theory]
    [InlineData("2026-\u001b[2J01")]
    [InlineData("2026\u0000")]
    [InlineData("2026\u0007")]
    public void A_message_shows_no_control_characters_of_what_it_quotes(string date)
    {
        var file = _terminal.File("terms.json", $$"""{ "contract": "a", "term": { "from": {{System.Text.Json.JsonSerializer.Serialize(date)}} } }""");

        Assert.DoesNotMatch("[\u0000-\u0008\u000b-\u001f]", _terminal.Run("contract", "sign", file).Error);
        Assert.DoesNotMatch("[\u0000-\u0008\u000b-\u001f]", _terminal.Run("overview", "--at", date).Error);
    }

    [Fact]
    public void A_message_quotes_a_long_text_in_short()
    {
        var terms = _terminal.File("terms.yaml", Examples.Terms(("assume: ramp-fee", $"assume: {new string('a', 3000)}")));

        Assert.All(_terminal.Run("contract", "sign", terms).Error.Split('\n'), line => Assert.True(line.Length < 1000, $"a line of {line.Length} characters"));
    }

    public void Dispose() => _terminal.Dispose();

    void Each(Gen<string> texts, int times, Func<string, Said> run) => Prop.ForAll(Arb.From(texts), text =>
    {
        var before = _terminal.Head();
        var said = run(text);
        Clean(said);
        if (said.Code == 0) return;
        _refused++;
        Assert.Equal(before, _terminal.Head());
    }).Check(Laws.Seeded.WithMaxTest(times));

    /// <summary>Asserts that an answer is one that a person can use.</summary>
    internal static void Clean(Said said)
    {
        var lines = said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var first = lines.FirstOrDefault("");
        Assert.False(said.Error.Contains("bug"), first);
        Assert.False((said.Error + said.Out).Contains("   at "), first);
        Assert.True(said.Code is 0 or 1 or 2 or 69, $"{said.Code} {first}");
        if (said.Code == 0) return;
        Assert.True(said.Out.Length == 0, $"besides '{first}' it printed '{said.Out.Split('\n')[0]}'");
        Assert.True(Message().IsMatch(first), $"neither field, nor line, nor file: '{first}'");
    }

    [GeneratedRegex(@"^(refused \([a-z-]+\) [^ ].*: .+|refused \([a-z-]+\) line \d+: .+|refused \([a-z-]+\): .*(line \d+|document).*|usage: .+|the book cannot be used: .+|the machine refused: .+)")]
    private static partial Regex Message();
}
