namespace Headroom.Cli.Tests;

/// <summary>Accounting months by the command line: rolled forward, opened again, and what they recognised.</summary>
public sealed class ClosingTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    // By hand: 625 million billed and earned in May and in June; May's invoice is paid on 20 June, and recorded after June was closed.
    [Fact]
    public void A_month_rolls_forward_and_late_money_stands_in_the_open_one_by_name()
    {
        _terminal.Json("bill", "close", "2026-06", "--with-earlier");
        _terminal.Json("payment", "record", "INV-0000001", "--received", "2026-06-20", "--reference", "late");

        var june = _terminal.Json("rollforward", "--month", "2026-06");
        Assert.Equal("True True False", $"{june.GetProperty("closed")} {june.GetProperty("ties")} {june.GetProperty("supposed")}");
        Assert.Equal("receivable 625000000.00 1250000000.00", Line(june, 0));
        var july = _terminal.Json("rollforward", "--month", "2026-07", "--contract", "anthropic-colossus");
        Assert.True(july.GetProperty("supposed").GetBoolean());
        Assert.Contains("catch-up of 2026-06: received", july.GetProperty("whole").GetRawText());
        Assert.Equal("receivable 1250000000.00 1875000000.00", Line(july, 0));
        Assert.Contains("what a close now would leave", _terminal.Run("rollforward", "--month", "2026-07").Out);
        Assert.Contains("It ties: 1 contracts", _terminal.Run("rollforward").Out);
    }

    [Fact]
    public void A_month_is_opened_again_for_a_reason_and_closed_again()
    {
        _terminal.Json("bill", "close", "2026-05");
        _terminal.Json("close", "reopen", "2026-05", "--reason", "the ramp fee was wrong", "--by", "controller");

        Assert.False(_terminal.Json("rollforward", "--month", "2026-05").GetProperty("closed").GetBoolean());
        Assert.Contains("the ramp fee was wrong", _terminal.Json("journal", "log", "--after", "27").GetRawText());
        _terminal.Json("bill", "close", "2026-05");
        Assert.Equal("625000000.00", _terminal.Json("close", "recognised").GetProperty("contracts")[0].GetProperty("recognised-at-close").GetRawText());
    }

    // By hand: May is two lines of 625 million; the general ledger has booked one of them, and a third of its own.
    [Fact]
    public void A_closed_month_is_posted_once_exported_and_tied_out()
    {
        var (map, balance) = (Path.Combine(_terminal.Folder, "map.yaml"), Path.Combine(_terminal.Folder, "tb.csv"));
        File.WriteAllText(map, "entity: US01\naccounts: { receivable: \"1200\", contract-liability: \"2400\", revenue: \"4000\", bank: \"1000\" }\n");
        File.WriteAllText(balance, "account,entity,balance,as_of\n1200,US01,625000000.00,2026-05-31\n1000,US01,5.00,2026-05-31\n9999,US01,1.00,2026-05-31\n");
        _terminal.Refused("month-open", "month", "postings", "post", "--month", "2026-05");
        _terminal.Json("bill", "close", "2026-05");
        _terminal.Refused("not-found", "account-map", "postings", "post");
        _terminal.Json("postings", "map", map);
        Assert.Equal("GL-0000001", _terminal.Json("postings", "post").GetProperty("batches")[0].GetProperty("batch").GetString());
        _terminal.Refused("nothing-due", "month", "postings", "post");
        _terminal.Refused("not-found", "batch", "postings", "export", "--batch", "GL-0000002");

        Assert.StartsWith("batch,month,date,line,entity,account,dimensions,currency,debit,credit,for,kind", _terminal.Run("postings", "export", "--csv").Out);
        var tied = _terminal.Json("trial-balance", "import", balance);
        Assert.Equal((false, 1), (tied.GetProperty("ties").GetBoolean(), tied.GetProperty("others").GetInt32()));
        var shown = _terminal.Run("trial-balance", "show").Out;
        Assert.Contains("as if GL-0000001 were not booked there", shown);
        Assert.Contains("5.00 USD there that no batch of ours explains", shown);
    }

    [Fact]
    public void A_close_shows_how_far_it_is_when_asked_and_says_the_same_result()
    {
        using var unseen = Terminal.Loaded();
        var silent = unseen.Text("bill", "close", "2026-06", "--with-earlier");
        var shown = _terminal.Run("bill", "close", "2026-06", "--with-earlier", "--progress");

        Assert.Equal((0, silent), (shown.Code, shown.Out));
        var ended = shown.Error.Split('\r').Where(bar => bar.Contains($"[{new string('#', 30)}]")).Select(bar => bar[..bar.IndexOf('[')].Trim());
        Assert.Equal(["reading", "drafting 2026-05", "storing", "drafting 2026-06", "storing"], ended);
        Assert.Contains($"drafting 2026-05 [{new string('#', 30)}] 1/1", shown.Error);
    }

    [Fact]
    public void A_month_waits_for_steps_that_two_parties_do()
    {
        var policy = Path.Combine(_terminal.Folder, "policy.yaml");
        File.WriteAllText(policy, "steps:\n  - policy: { close-steps: [{ step: usage, name: Usage sealed }] }\n");
        _terminal.Json("say", policy);

        _terminal.Refused("step-missing", "step", "bill", "close", "2026-05");
        _terminal.Json("close", "prepare", "usage", "--month", "2026-05", "--by", "ann");
        _terminal.Refused("not-independent", "by", "close", "review", "usage", "--month", "2026-05", "--by", "ann");
        _terminal.Json("close", "review", "usage", "--month", "2026-05", "--by", "bob");
        Assert.Contains("bob", _terminal.Run("close", "steps").Out);
        _terminal.Json("bill", "close", "2026-05");
    }

    public void Dispose() => _terminal.Dispose();

    static string Line(System.Text.Json.JsonElement report, int line)
    {
        var whole = report.GetProperty("whole")[line];
        return $"{whole.GetProperty("balance").GetString()} {whole.GetProperty("opening").GetRawText()} {whole.GetProperty("closing").GetRawText()}";
    }
}
