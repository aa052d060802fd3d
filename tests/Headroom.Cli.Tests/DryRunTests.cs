using System.Security.Cryptography;
using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>Commands tried on a branch of the book, and several branches side by side: nothing is ever written.</summary>
public sealed class DryRunTests : IDisposable
{
    readonly Terminal _terminal = new();

    public DryRunTests() => _terminal.Text("load", Examples.Offers);

    /// <summary>Every verb that writes to a book, as it would be typed.</summary>
    IEnumerable<string[]> Verbs()
    {
        string Contract(string name) => Path.Combine(Examples.Offers, "contracts", $"{name}.yaml");
        yield return ["quote", "accept", "beta"];
        yield return ["quote", "make", Contract("expansion"), "--expires", "2026-05-31", "--hold"];
        yield return ["quote", "withdraw", "alpha", "--reason", "tried"];
        yield return ["draft", Contract("expansion")];
        yield return ["contract", "sign", Contract("expansion")];
        yield return ["contract", "notice", "anchor", "--by", "seller", "--served", "2026-08-01"];
        yield return ["bill", "close", "2026-05", "--with-earlier"];
        yield return ["clock", "--to", "2026-06-01"];
        yield return ["index", "publish", "spot", "--month", "2026-03", "--value", "2.1", "--source", "a survey"];
        yield return ["say", _terminal.File("steps.yaml", "steps:\n  - { party: customer-z, name: Customer Z }\n")];
    }

    // Law: a branch never writes: head and bytes of the book are what they were, whatever verb is tried; and meant, each of them does write.
    [Fact]
    public void Every_writing_verb_can_be_tried_and_leaves_every_byte_as_it_was()
    {
        foreach (var verb in Verbs())
        {
            var before = (_terminal.Head(), Bytes());
            var tried = _terminal.Json([.. verb, "--dry-run"]);
            Assert.Equal(before, (_terminal.Head(), Bytes()));
            Assert.False(tried.At("written").GetBoolean());
            Assert.True(tried.Count("facts") > 0, string.Join(' ', verb));
            Assert.Contains("Tried and not written", _terminal.Text([.. verb, "--dry-run"]));
            Assert.Equal(before, (_terminal.Head(), Bytes()));
        }
        foreach (var verb in Verbs().Take(1)) _terminal.Text(verb);
        Assert.Equal(22, _terminal.Head().Position);
    }

    [Fact]
    public void What_is_refused_is_refused_when_it_is_tried_and_what_only_looks_is_shown()
    {
        _terminal.Refused("not-found", "contract", "quote", "accept", "nothing", "--dry-run");
        _terminal.Refused("out-of-range", "dry-run", "journal", "log", "--dry-run");
        Assert.Equal(_terminal.Text("backlog"), _terminal.Text("backlog", "--dry-run"));
    }

    // By hand: beta takes 2,000 of the 4,000 GPUs that the north has left beside the contract and what gamma holds, and 12 x 3,200,000 is 38,400,000.
    [Fact]
    public void A_dry_run_shows_every_view_before_and_after()
    {
        var tried = _terminal.Json("quote", "accept", "beta", "--dry-run");
        JsonElement Row(string view, string figure) => tried.At("views").EnumerateArray().Single(row => row.Word("view") == view && row.Word("figure") == figure);

        Assert.Equal(("2000", "0"), (Row("sellable", "north, firm for 90 days").Number("now"), Row("sellable", "north, firm for 90 days").Number("then")));
        Assert.Equal(38_400_000m, Row("backlog", "stated").Amount("then") - Row("backlog", "stated").Amount("now"));
        Assert.Equal(("3", "2"), (Row("acceptance", "open quotes that could be signed").Number("now"), Row("acceptance", "open quotes that could be signed").Number("then")));
    }

    [Fact]
    public void Several_futures_stand_side_by_side_and_one_that_cannot_be_says_why()
    {
        var before = Bytes();
        var views = _terminal.Json("what-if", Path.Combine(Examples.Offers, "what-if.yaml"));
        Assert.Equal(0, views.Count("refused"));
        var south = views.At("views").EnumerateArray().Single(row => row.Word("figure") == "south, firm for 90 days");
        Assert.True(south.Amount("own demand +30%") < south.Amount("now"));
        Assert.Equal(south.Amount("now"), south.Amount("notice to anchor"));

        var refused = _terminal.Json("what-if",
            _terminal.File("bad.yaml", "what-if: bad\nbranches:\n  - branch: too much\n    steps: [{ sell: more, gpus: 8000, pool: north, from: 2026-06-01, months: 1 }]\n"));
        Assert.Equal("oversold", refused.Word("refused.0.refusal.code"));
        _terminal.Refused("malformed", "branches[0].colour", "what-if", _terminal.File("slip.yaml", "what-if: x\nbranches:\n  - branch: y\n    colour: red\n    steps: []\n"));
        Assert.Equal(before, Bytes());
    }

    string Bytes() => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(_terminal.Book, "journal.db"))));

    public void Dispose() => _terminal.Dispose();
}
