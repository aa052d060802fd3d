using System.Text;

namespace Headroom.Cli.Tests;

/// <summary>Who said it and why: kept with the fact, shown by the log.</summary>
public sealed class ReasonTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    [Fact]
    public void A_reason_is_kept_with_every_fact_that_it_was_given_for()
    {
        _terminal.Text("bill", "close", "2026-05", "--actor", "controller", "--why", "May is agreed; \"final\"");

        var facts = _terminal.Json("journal", "log", "--after", $"{Examples.FactsOfColossus}").At("facts").EnumerateArray().ToList();
        Assert.Equal(2, facts.Count);
        Assert.All(facts, fact => Assert.Equal(("controller", "May is agreed; \"final\""), (fact.Word("actor"), fact.Word("why"))));
        Assert.Contains("May is agreed", _terminal.Text("journal", "log", "--after", $"{Examples.FactsOfColossus}"));
        Assert.Contains("\"actor\":\"controller\",\"why\":\"May is agreed; \\\"final\\\"\",\"body\"",
            Encoding.UTF8.GetString(_terminal.Entries()[Examples.FactsOfColossus].Bytes.Span));
    }

    [Fact]
    public void What_is_said_without_a_reason_is_stored_without_one()
    {
        _terminal.Text("bill", "close", "2026-05");

        Assert.DoesNotContain("\"why\"", Encoding.UTF8.GetString(_terminal.Entries()[^1].Bytes.Span));
    }

    [Fact]
    public void A_step_of_a_file_has_its_own_reason_or_that_of_the_whole_file()
    {
        var file = _terminal.File("steps.yaml", "steps:\n  - { close: 2026-05, why: agreed }\n  - { close: 2026-06 }\n");

        _terminal.Text("say", file, "--why", "from the mail of Monday");

        Assert.Equal(["agreed", "agreed", "from the mail of Monday", "from the mail of Monday"],
            _terminal.Json("journal", "log", "--after", $"{Examples.FactsOfColossus}").At("facts").EnumerateArray().Select(fact => fact.Word("why")));
    }

    [Fact]
    public void A_reason_of_more_than_a_line_or_of_none_is_refused()
    {
        _terminal.Refused("malformed", "why", "bill", "close", "2026-05", "--why", "a\u001b[2Jb");
        _terminal.Refused("malformed", "why", "bill", "close", "2026-05", "--why", "");
        _terminal.Refused("too-large", "why", "bill", "close", "2026-05", "--why", new string('a', 501));
    }

    public void Dispose() => _terminal.Dispose();
}
