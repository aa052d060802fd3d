namespace Headroom.Cli.Tests;

public sealed class BankTests : IDisposable
{
    const string Csv = """
        date,amount,currency,reference,remittance,payer
        2026-07-01,625000000.00,USD,B1,Payment INV-0000001,
        2026-07-02,75000000.00,USD,,inv 2 part,
        2026-07-03,-12.50,USD,,charges,

        """;

    readonly Terminal _terminal = Terminal.Loaded();

    public void Dispose() => _terminal.Dispose();

    // By hand: 625 million pay May to the cent, 75 a part of June; the second import finds both recorded and changes nothing.
    [Fact]
    public void A_statement_is_shown_then_recorded_and_never_twice()
    {
        _terminal.Json("bill", "close", "2026-06", "--with-earlier");
        var (file, before) = (_terminal.File("s.csv", Csv), _terminal.Head());

        var shown = _terminal.Text("bank", "import", file);
        Assert.Contains("1 certain, 1 likely, 1 none; nothing is recorded without --apply", shown);
        Assert.Contains($"book at position {before.Position}, root {before.Root}", shown);
        Assert.Equal(before, _terminal.Head());

        Assert.Equal("recorded", _terminal.Json("bank", "import", file, "--apply", "certain").Word("lines.0.grade"));
        Assert.Contains("2 recorded", _terminal.Text("bank", "import", file, "--apply", "likely"));
        var after = _terminal.Head();
        var again = _terminal.Json("bank", "import", file, "--apply", "likely", "--format", "csv");
        Assert.Equal(("recorded", "is recorded as rct-0000002", "none"), (again.Word("lines.0.grade"), again.Word("lines.1.reason"), again.Word("lines.2.grade")));
        Assert.Equal(after, _terminal.Head());
        Assert.Equal("550000000.00", _terminal.Json("account", "anthropic").Number("accounts.0.open"));
        Assert.Contains("line 2,2026-07-01,625000000.00,USD,recorded", _terminal.Run("bank", "import", file, "--csv").Out);
    }

    // By hand: 625 million paid May; the bank takes them back on 6 July, and May is open again. Said by hand, the same of the 75 million.
    [Fact]
    public void A_payment_taken_back_opens_its_invoice_again()
    {
        _terminal.Json("bill", "close", "2026-06", "--with-earlier");
        _terminal.Text("bank", "import", _terminal.File("s.csv", Csv), "--apply", "likely");
        var back = _terminal.File("back.csv", "date,amount,currency,reference,remittance,payer\n2026-07-06,-625000000.00,USD,B9,returned INV-0000001,\n");

        Assert.Contains("return of rct-0000001", _terminal.Text("bank", "import", back));
        Assert.Equal("recorded", _terminal.Json("bank", "import", back, "--apply", "likely").Word("lines.0.grade"));
        Assert.Equal("1175000000.00", _terminal.Json("account", "anthropic").Number("accounts.0.open"));
        Assert.Contains("taken off", _terminal.Text("payment", "return", "rct-0000002", "--reason", "no funds", "--on", "2026-07-07"));
        Assert.Equal("1250000000.00", _terminal.Json("account", "anthropic").Number("accounts.0.open"));
        _terminal.Refused("payment-mismatch", "receipt", "payment", "return", "rct-0000002", "--reason", "again");
    }

    [Fact]
    public void Slips_are_refused_and_write_nothing()
    {
        var csv = _terminal.File("s.csv", Csv);

        _terminal.Refused("malformed", "file", "bank", "import", csv, "--format", "camt053", "--apply", "likely");
        _terminal.Refused("malformed", "apply", "bank", "import", csv, "--apply", "ambiguous");
        _terminal.Refused("malformed", "format", "bank", "import", csv, "--format", "mt940");
        _terminal.Refused("malformed", "amount", "bank", "import", _terminal.File("t.csv", Csv + "2026-07-04,1e9,USD,,,\n"), "--apply", "likely");
        _terminal.Refused("malformed", "file", "bank", "import", _terminal.File("t.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"));
        Assert.Contains("There is no file", _terminal.Run("bank", "import", "nowhere.xml").Error);
    }
}
