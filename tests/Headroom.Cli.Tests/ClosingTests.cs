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

    public void Dispose() => _terminal.Dispose();

    static string Line(System.Text.Json.JsonElement report, int line)
    {
        var whole = report.GetProperty("whole")[line];
        return $"{whole.GetProperty("balance").GetString()} {whole.GetProperty("opening").GetRawText()} {whole.GetProperty("closing").GetRawText()}";
    }
}
