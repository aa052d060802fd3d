namespace Headroom.Cli.Tests;

public sealed class AccountingTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    [Fact]
    public void A_policy_is_stated_printed_on_reports_and_worded_by_the_framework()
    {
        _terminal.Text("accounting", "state", "--from", "2026-06-01", "--revenue", "as-invoiced", "--elections", "one-year, right-to-invoice", "--preparer", "controller", "--note",
            "steps reflect value");
        var backlog = _terminal.Json("backlog", "--at", "2026-06-30");

        Assert.Equal(("as-invoiced", "controller", "4959677419.35", "0.00"), (backlog.Word("contracts.0.accounting.policy"), backlog.Word("contracts.0.accounting.stated.preparer"),
            backlog.Number("contracts.0.rpo.unsatisfied"), backlog.Number("contracts.0.rpo.disclosed")));
        Assert.Contains("ASC 606-10-50-14(a)", _terminal.Text("backlog", "--at", "2026-06-30"), StringComparison.Ordinal);
        Assert.Contains("the right to invoice, which corresponds to the value to the customer (IFRS 15.B16); stated by controller from 2026-06-01",
            _terminal.Text("revenue", "--at", "2026-06-30", "--framework", "ifrs"), StringComparison.Ordinal);
        _terminal.Json("bill", "close", "2026-07", "--with-earlier");
        Assert.Contains("billed 1,250,000,000.00 USD for service through 2026-06-30", _terminal.Text("revenue", "--at", "2026-06-30"), StringComparison.Ordinal);
        Assert.Contains("as the terms say, no policy is stated", _terminal.Text("balances", "--at", "2026-05-31"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_stated_is_listed_with_its_classes()
    {
        Assert.Contains("No accounting policy is stated", _terminal.Text("accounting", "list"), StringComparison.Ordinal);
        _terminal.Text("accounting", "state", "--class", "reserved", "--from", "2026-06-01", "--revenue", "operating-lease", "--preparer", "controller", "--note", "leases");
        var said = _terminal.Text("accounting", "state", "--class", "reservd", "--from", "2026-06-01", "--revenue", "operating-lease", "--preparer", "controller", "--note", "leases");
        Assert.Contains("No contract names the class 'reservd' yet", said, StringComparison.Ordinal);
        var listed = _terminal.Json("accounting", "list", "--framework", "ifrs");

        Assert.Equal(("reserved", "operating-lease", "ifrs"), (listed.Word("policies.0.class"), listed.Word("policies.0.revenue"), listed.Word("framework")));
        Assert.EndsWith("(IFRS 16.81)", listed.Word("policies.0.says"), StringComparison.Ordinal);
        Assert.Equal((0m, 0m), (listed.Amount("policies.0.contracts"), listed.Amount("policies.1.contracts")));
        Assert.Contains("none yet", _terminal.Text("accounting", "list"), StringComparison.Ordinal);
        var all = _terminal.Text("accounting", "state", "--from", "2026-06-01", "--revenue", "operating-lease", "--preparer", "controller", "--note", "leases");
        Assert.Equal("The policy is stated.", all.Split('\n')[0]);
        Assert.Equal(1m, _terminal.Json("accounting", "list").Amount("policies.2.contracts"));
    }

    [Fact]
    public void Expected_breakage_is_stated_and_printed_with_its_paragraph()
    {
        _terminal.Text("accounting", "state", "--from", "2026-06-01", "--breakage", "10%", "--preparer", "controller", "--note", "use of three years");

        Assert.Equal(0.1m, _terminal.Json("accounting", "list").Amount("policies.0.breakage"));
        Assert.Contains("breakage: 10% of the units paid for are expected not to be used, earned in proportion to the use of the others (ASC 606-10-55-48)",
            _terminal.Text("revenue", "--at", "2026-06-30").ReplaceLineEndings(" "), StringComparison.Ordinal);
        _terminal.Refused("out-of-range", "breakage", "accounting", "state", "--from", "2026-07-01", "--breakage", "0.96", "--preparer", "controller", "--note", "n");
    }

    [Theory]
    [InlineData("malformed", "elections", "two-years", "2026-06-01")]
    [InlineData("dates-upside-down", "from", "one-year", "2026-06-02")]
    public void A_policy_that_cannot_hold_is_refused(string code, string field, string elections, string from) =>
        _terminal.Refused(code, field, "accounting", "state", "--from", from, "--elections", elections, "--preparer", "controller", "--note", "n");

    [Fact]
    public void A_lease_test_is_kept_and_contradictions_need_a_reason()
    {
        string[] test = ["contract", "lease-test", "anthropic-colossus", "--on", "2026-04-20", "--identified-by", "class", "--substitution", "substantive", "--use-directed-by",
            "buyer", "--operated-by", "seller", "--share-of-output", "100%", "--assessor", "controller"];

        Assert.Contains("no asset is identified, since the seller may substitute it, the buyer controls its use: a service", _terminal.Text([.. test, "--concluded", "service"]),
            StringComparison.Ordinal);
        _terminal.Refused("invalid-terms", "reason", [.. test, "--concluded", "lease"]);
        _terminal.Text([.. test, "--concluded", "lease", "--reason", "the right to substitute is theoretical"]);
        var contract = _terminal.Json("contract", "show", "anthropic-colossus");

        Assert.Equal((2, "lease", "service"),
            (contract.Count("lease-assessments"), contract.Word("lease-assessments.0.concluded"), contract.Word("lease-assessments.1.concluded")));
    }

    [Fact]
    public void Balances_add_up_over_contracts_and_customers()
    {
        var balances = _terminal.Json("balances", "--at", "2026-06-30");

        Assert.Equal(("1250000000.00", "1250000000.00", "1250000000.00"),
            (balances.Number("contracts.0.contract-asset"), balances.Number("customers.0.contract-asset"), balances.Number("totals.0.contract-asset")));
        Assert.Equal("contract asset (IFRS 15.107)", _terminal.Json("balances", "--framework", "ifrs").Word("wording.contract-asset"));
    }

    public void Dispose() => _terminal.Dispose();
}
