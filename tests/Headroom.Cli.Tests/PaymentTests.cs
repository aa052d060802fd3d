namespace Headroom.Cli.Tests;

public sealed class PaymentTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    public void Dispose() => _terminal.Dispose();

    // By hand: 700 of 625 million; 75 are left, all of which goes to June; 1 is taken off and given back.
    [Fact]
    public void Money_is_received_applied_taken_off_and_given_back()
    {
        _terminal.Json("bill", "close", "2026-06", "--with-earlier");

        Assert.Contains("Unapplied of rct-0000001: 75,000,000.00 USD.",
            _terminal.Text("payment", "receive", "anthropic", "--amount", "700000000", "--received", "2026-07-01", "--to", "INV-0000001=625000000.00"));
        Assert.Contains("INV-0000002, of which 550,000,000.00 is open", _terminal.Text("payment", "apply", "rct-0000001"));
        Assert.Contains("taken off INV-0000002", _terminal.Text("payment", "unapply", "rct-0000001", "--invoice", "INV-0000002", "--amount", "1", "--reason", "charges"));
        Assert.Contains("given back to anthropic", _terminal.Text("payment", "refund", "rct-0000001"));

        var account = _terminal.Json("account", "anthropic");
        Assert.Equal(("550000001.00", "0.00"), (account.Number("accounts.0.open"), account.Number("accounts.0.unapplied")));
        Assert.Contains("balance 550,000,001.00 USD", _terminal.Text("account", "anthropic"));
        Assert.Contains("INV-0000001 625,000,000.00, INV-0000002 74,999,999.00", _terminal.Text("payment", "list", "--customer", "anthropic"));
        Assert.Contains("rct-0000001 taken off: charges", _terminal.Text("invoice", "show", "INV-0000002"));
    }

    // The book stands at the start of 1 June in the zone of its contract once May is closed, and at that of 20 June in its own once money came in then.
    [Fact]
    public void What_bears_a_later_date_than_the_sandbox_stands_at_tells_that_its_clock_moved()
    {
        _terminal.Run("bill", "close", "2026-05");
        string[] payment = ["payment", "receive", "anthropic", "--amount", "7", "--received", "2026-06-20"];

        Assert.Contains("The sandbox clock would move from 2026-06-01 to 2026-06-20.", _terminal.Text([.. payment, "--dry-run"]));
        Assert.Equal("the sandbox clock moved from 2026-06-01 to 2026-06-20", _terminal.Run(payment).Error.TrimEnd());
        Assert.Equal("", _terminal.Run(payment).Error);
    }

    [Fact]
    public void Slips_are_refused_and_write_nothing()
    {
        _terminal.Json("bill", "close", "2026-05");
        var before = _terminal.Json("journal", "head").Number("position");

        Assert.Contains("not-found) to[0].invoice", _terminal.Run("payment", "receive", "anthropic", "--amount", "7", "--received", "2026-06-10", "--to", "INV-9").Error);
        Assert.Contains("to[0].amount", _terminal.Run("payment", "receive", "anthropic", "--amount", "7", "--received", "2026-06-10", "--to", "INV-0000001=1.2.3").Error);
        Assert.Contains("'7,5' is not a plain number", _terminal.Run("payment", "receive", "anthropic", "--amount", "7,5", "--received", "2026-06-10").Error);
        Assert.Contains("There is no receipt 'rct-9'", _terminal.Run("payment", "apply", "rct-9").Error);
        Assert.Contains("nothing on an account of 'nobody'", _terminal.Run("account", "nobody").Error);
        Assert.Equal(before, _terminal.Json("journal", "head").Number("position"));
    }
}
