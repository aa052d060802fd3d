using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>What stands on paper about a party: said from a file, shown, erased.</summary>
public sealed class PartyTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    [Fact]
    public void Details_are_shown_until_they_are_erased_and_the_journal_still_holds()
    {
        var file = _terminal.File("details.yaml", "legal-name: Example Inc.\naddress: [1 Sample Street, Springfield]\npay-to: { bank: Example Bank, account: 17 }\n");
        _terminal.Text("party", "describe", "anthropic", "--file", file);

        var shown = _terminal.Text("party", "show", "anthropic");
        Assert.All(["Example Inc.", "1 Sample Street; Springfield", "pay-to account", "17"], part => Assert.Contains(part, shown));
        var known = _terminal.Json("party", "show", "anthropic");
        Assert.DoesNotContain("Example Inc.", _terminal.Text("journal", "log", "--after", $"{Examples.FactsOfColossus}", "--json"));

        _terminal.Text("journal", "erase", known.Word("details-exhibit")!);
        Assert.Equal(JsonValueKind.Null, _terminal.Json("party", "show", "anthropic").At("details").ValueKind);
        Assert.Contains("erased", _terminal.Text("party", "show", "anthropic"));
        Assert.Contains("clean", _terminal.Text("journal", "verify"));
    }

    [Fact]
    public void What_is_wrong_in_the_file_is_named_and_nothing_is_said()
    {
        _terminal.Refused("malformed", "pay-to.iban", "party", "describe", "anthropic", "--file",
            _terminal.File("wrong.yaml", "pay-to: { bank: Example Bank, iban: ZZ27 TEST 0000 0000 0000 01 }\n"));
        _terminal.Refused("not-found", "party", "party", "show", "nobody");
        Assert.Equal(Examples.FactsOfColossus, _terminal.Entries().Count);
    }

    public void Dispose() => _terminal.Dispose();
}
