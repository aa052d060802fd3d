namespace Headroom.Cli.Tests;

/// <summary>Slips between a contract and its cash: each is refused with the numbers that prove it, with exit code 1, and nothing is written.</summary>
public sealed class ContractToCashTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void An_amendment_before_the_signature_or_before_the_first_day()
    {
        var unsigned = _terminal.File("unsigned.yaml", Examples.Terms(("contract: anthropic-colossus", "contract: another")));

        Assert.Contains("'another'", Says(_terminal.Refused("not-found", "contract", "contract", "amend", unsigned, "--from", "2026-06-01")));
        Holds(_terminal.Refused("dates-upside-down", "from", "contract", "amend", Examples.Anthropic, "--from", "2026-04-30"), "2026-04-30", "2026-05-01", "2029-05-31");
    }

    // 37 months of 60,000,001 yen, without decimals; there is no right to end, so no reading of one stands below it.
    [Fact]
    public void Amounts_have_the_digits_of_their_currency()
    {
        var yen = _terminal.File("yen.yaml", """
            contract: yen
            seller: spacex-ai
            buyer: customer
            zone: Asia/Tokyo
            currency: JPY
            term: { from: 2026-05-01, through: 2029-05-31 }
            legs: [{ monthly: fee, steps: [{ from: 2026-05-01, amount: 60000001 }] }]
            """);
        var text = Terminal.Raw("terms", "explain", yen).Out;

        Assert.Contains("Stated total 2,220,000,037; straight-line over 37 months 60,000,001 a month.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("reading of the exit clause", text, StringComparison.Ordinal);
        Assert.Contains("reading of the exit clause", Terminal.Raw("terms", "explain", Examples.Anthropic).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credit_above_what_is_left_of_its_line()
    {
        _terminal.Json("bill", "close", "2026-05");
        string[] Credit(string amount) => ["invoice", "credit", "INV-0000001", "--charge", "fee", "--month", "2026-05", "--amount", amount, "--reason", "goodwill"];

        Assert.Equal("625000000.00", _terminal.Refused("not-creditable", "amount", Credit("625000000.01")).Word("numbers.left"));
        _terminal.Json(Credit("600000000"));
        var refusal = _terminal.Refused("not-creditable", "amount", Credit("25000000.01"));
        Assert.Equal(("625000000.00", "25000000.00", "25000000.01"), (refusal.Word("numbers.line"), refusal.Word("numbers.left"), refusal.Word("numbers.asked")));
    }

    [Fact]
    public void A_payment_in_another_currency()
    {
        _terminal.Json("bill", "close", "2026-05");

        Holds(_terminal.Refused("payment-mismatch", "currency", "payment", "record", "INV-0000001", "--currency", "EUR", "--received", "2026-06-02", "--reference", "r"),
            "USD", "EUR");
        Holds(_terminal.Refused("payment-mismatch", "to[0].invoice", "payment", "receive", "anthropic", "--amount", "7", "--currency", "EUR", "--received", "2026-06-02", "--to",
            "INV-0000001=7"), "USD", "EUR");
    }

    [Fact]
    public void A_notice_by_a_party_that_has_no_right()
    {
        using var delivery = Lived(Examples.Delivery);

        Holds(delivery.Refused("notice-not-allowed", "by", "contract", "notice", "c-leaving", "--by", "seller", "--served", "2026-07-10"), "seller");
    }

    [Fact]
    public void An_index_value_that_is_missing_when_its_month_is_invoiced_or_closed()
    {
        using var commercial = Lived(Examples.Commercial);
        commercial.Json("bill", "close", "2026-12", "--with-earlier");

        foreach (var words in new string[][] { ["bill", "close", "2027-01"], ["bill", "issue", "--month", "2027-01"] })
        {
            var refusal = commercial.Refused("index-missing", "c-indexed.rise", words);
            Assert.Equal(("consumer-prices", "2026-10"), (refusal.Word("numbers.index"), refusal.Word("numbers.month")));
        }
    }

    [Fact]
    public void An_acceptance_dated_before_delivery()
    {
        using var delivery = Lived(Examples.Delivery);
        string[] Accept(string on) => ["contract", "event", "a-staged", "tranche-accepted", "tranche=first", "tests=burn-in, all-reduce", "evidence=report", "--on", on];

        Holds(delivery.Refused("dates-upside-down", "on", Accept("2026-04-03")), "2026-04-03");
        delivery.Json("contract", "event", "a-staged", "tranche-ready", "tranche=first", "evidence=protocol", "--on", "2026-04-04");
        Assert.Equal("2026-04-04", delivery.Refused("dates-upside-down", "on", Accept("2026-04-03")).Word("numbers.ready"));
    }

    // One letter for the customer that owes; the invoice of May was due on 1 July.
    [Fact]
    public void Reminders_are_written_as_letters()
    {
        _terminal.Json("bill", "close", "2026-05");
        _terminal.Json("say", _terminal.File("policy.yaml", "steps: [{ policy: { risk: 5%, dunning: [{ days: 10, name: first reminder }] } }]"));
        _terminal.Json("clock", "--to", "2026-07-31");
        var folder = Path.Combine(_terminal.Folder, "letters");

        Assert.Equal(0, _terminal.Json("dun", "list", "--customer", "nobody", "--html", "--to", folder).At("files").GetArrayLength());
        var file = Assert.Single(_terminal.Json("dun", "list", "--html", "--to", folder).At("files").EnumerateArray()).Word("file")!;
        var letter = File.ReadAllText(file);
        Assert.All(new[] { "First reminder", "INV-0000001", "USD 625,000,000.00", ">30<" }, word => Assert.Contains(word, letter));
    }

    /// <summary>A sandbox with the first steps of an example, and none of what happens later.</summary>
    static Terminal Lived(string example)
    {
        var terminal = new Terminal();
        Assert.Equal("", terminal.Run("load", example).Error);
        return terminal;
    }

    static string Says(System.Text.Json.JsonElement refusal) => refusal.Word("detail")!;

    static void Holds(System.Text.Json.JsonElement refusal, params string[] figures) => Assert.All(figures, figure => Assert.Contains(figure, Says(refusal)));
}
