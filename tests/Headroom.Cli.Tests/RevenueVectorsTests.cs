using System.Globalization;
using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>
/// The revenue vectors of the domain's facts (section 3.5: 2 to 6, 8, 9 and 12), to the cent through the command line. The deal starts on 1 May 2026,
/// with a ramp at half the fee.
/// </summary>
public sealed class RevenueVectorsTests : IDisposable
{
    const string Ramp = "- { monthly: fee, steps: [{ from: 2026-05-01, amount: 625000000 }, { from: 2026-07-01, amount: 1250000000 }] }";
    const string AfterLockIn = "- { exit: either party, notice-from: 2026-08-01, notice: 90 days }";
    const string AtOnce = "- { exit: either party, notice-from: 2026-05-01, notice: 90 days }";

    readonly Terminal _terminal = new();

    [Fact]
    public void Vector_1_the_stated_schedule() =>
        Assert.Equal(("45000000000.00", "37"), (Deal(Ramp).Number("stated.total"), $"{Deal(Ramp).Count("invoices")}"));

    [Fact]
    public void Vector_2_straight_line_over_the_stated_term_and_the_asset_of_the_ramp()
    {
        var stated = Policy(Deal(Ramp), "straight-line-stated");

        Assert.Equal(("1216216216.22", "-591216216.22", "-1182432432.43", "-1148648648.65", "0.00"), (stated.Number("months.0.amount"),
            stated.Number("months.0.balance"), stated.Number("months.1.balance"), stated.Number("months.2.balance"), stated.Number("months.36.balance")));
        Assert.Equal(-33_783_783.78m, stated.Amount("months.1.balance") - stated.Amount("months.2.balance"));
    }

    [Fact]
    public void Vector_2_weighted_by_days_when_nobody_can_leave()
    {
        var days = Policy(Deal(Ramp), "straight-line-enforceable");

        Assert.Equal(("1237799467.61", "1197870452.53"), (days.Number("months.0.amount"), days.Number("months.1.amount")));
    }

    [Fact]
    public void Vector_3_straight_line_over_the_enforceable_term()
    {
        var (explained, inferred) = (Deal($"{Ramp}\n{AfterLockIn}"), Deal($"{Ramp.Replace("625000000", "761865000", StringComparison.Ordinal)}\n{AfterLockIn}"));
        var enforceable = Policy(explained, "straight-line-enforceable");

        Assert.Equal(("2026-10-30", "183", "6209677419.35"),
            (explained.Word("enforceable-term.through"), explained.Number("enforceable-term.days"), explained.Number("enforceable-term.value")));
        Assert.Equal("6483407419.35", inferred.Number("enforceable-term.value"));
        Assert.Equal(["1051912568.31", "1017979904.81", "1051912568.30", "1051912568.31", "1017979904.81"], Amounts(enforceable, 5));
        // October: thirty days of the enforceable term, and the 31st as a renewal at its own fee.
        Assert.Equal(1_017_979_904.81m + 40_322_580.65m, enforceable.Amount("months.5.amount"));
    }

    [Fact]
    public void Vector_4_capacity_over_the_enforceable_term_and_what_is_billed_over_it()
    {
        var capacity = Policy(Deal($"""
            - reserve: colossus-1
              of: {"{ gpus: 220000, kilowatts: 300000 }"}
              steps: [{"{ from: 2026-05-01, share: 40% }, { from: 2026-06-01, share: 70% }, { from: 2026-07-01, share: 100% }"}]
            {Ramp}
            {AfterLockIn}
            """), "capacity-over-term");

        Assert.Equal(["490.13", "857.73", "1225.33", "1225.33", "1225.33"], Millions(capacity, "amount", 5));
        Assert.Equal(["134.87", "-97.87", "-73.20", "-48.54", "-23.87", "0.00"], Millions(capacity, "balance", 6));
        // To 30 October 1,185.81, and a day of renewal.
        Assert.Equal(1_185_807_272.95m + 40_322_580.65m, capacity.Amount("months.5.amount"));
    }

    [Fact]
    public void Vector_4_by_availability_the_ramp_earns_its_fees_where_capacity_is_half()
    {
        var availability = Policy(Deal($"""
            - reserve: colossus-1
              of: {"{ gpus: 220000, kilowatts: 300000 }"}
              steps: [{"{ from: 2026-05-01, share: 50% }, { from: 2026-07-01, share: 100% }"}]
            {Ramp}
            {AfterLockIn}
            """), "availability-then-straight-line");

        Assert.Equal(["625000000.00", "625000000.00", "1250000000.00"], Amounts(availability, 3));
    }

    [Fact]
    public void Vector_5_RPO_at_30_June_under_both_readings()
    {
        var (after, inside) = (Deal($"{Ramp}\n{AfterLockIn}", "2026-06-30"), Deal($"{Ramp}\n{AtOnce}", "2026-06-30"));

        Assert.Equal(("43750000000.00", "4959677419.35"), (after.Number("backlog.stated"), after.Number("backlog.enforceable")));
        Assert.Equal(("3666666666.67", "2026-09-28"), (inside.Number("backlog.enforceable"), inside.Word("backlog.enforceable-through")));
        Assert.Equal(("4959677419.35", "3666666666.67"), (Policy(after, "as-invoiced").Number("rpo"), Policy(inside, "as-invoiced").Number("rpo")));
    }

    [Theory]
    [InlineData("2026-09-30", "2026-12-29", "3669354838.71", "40000000000.00")]
    [InlineData("2026-12-31", "2027-03-31", "3750000000.00", "36250000000.00")]
    [InlineData("2027-03-31", "2027-06-29", "3708333333.33", "32500000000.00")]
    [InlineData("2029-03-31", "2029-05-31", "2500000000.00", "2500000000.00")]
    public void Vector_6_ninety_rolling_days(string at, string through, string enforceable, string headline)
    {
        var explained = Deal($"{Ramp}\n{AfterLockIn}", at);

        Assert.Equal((through, enforceable, headline),
            (explained.Word("backlog.enforceable-through"), explained.Number("backlog.enforceable"), explained.Number("backlog.stated")));
        Assert.Equal(enforceable, Policy(explained, "as-invoiced").Number("rpo"));
    }

    [Fact]
    public void Vector_8_Google_and_Reflection()
    {
        const string google = "- { monthly: fee, steps: [{ from: 2026-10-01, amount: 920000000 }] }";
        JsonElement Google(string from) => Explain("2026-10-01", "2029-06-30", $"{google}\n- {{ exit: either party, notice-from: {from}, notice: 90 days }}", "2026-10-01");
        var reflection = Explain("2026-07-01", "2029-12-31",
            "- { monthly: fee, steps: [{ from: 2026-07-01, amount: 150000000 }] }\n- { exit: either party, notice-from: 2026-10-01, notice: 90 days }", "2026-07-01");

        Assert.Equal(("30360000000.00", "2027-03-31", "5520000000.00"),
            (Google("2026-12-31").Number("stated.total"), Google("2026-12-31").Word("enforceable-term.through"), Google("2026-12-31").Number("enforceable-term.value")));
        Assert.Equal(("2027-04-01", "5550666666.67"), (Google("2027-01-01").Word("enforceable-term.through"), Google("2027-01-01").Number("enforceable-term.value")));
        Assert.Equal(("6300000000.00", "2026-12-30", "895161290.32"),
            (reflection.Number("stated.total"), reflection.Word("enforceable-term.through"), reflection.Number("enforceable-term.value")));
    }

    [Fact]
    public void Vector_9_a_prepayment_without_and_with_a_significant_financing_component()
    {
        JsonElement Prepaid(string financing) => Policy(Explain("2026-01-01", "2030-12-31", $"""
            - {"{ monthly: fee, steps: [{ from: 2026-01-01, amount: 16666666.666667 }] }"}
            - {"{ prepayment: advance, pay: [{ on: 2026-01-01, amount: 200000000 }], credit: { from: 2028-01, months: 36 }"}{financing} {"}"}
            """, "2027-12-31"), "straight-line-stated");
        var (plain, financed) = (Prepaid(""), Prepaid(", financing: { rate: 8% }"));

        Assert.Equal(["16.666667", "200.000000", "133.333333", "0.000000"],
            [Exact(plain, 0, "amount"), Exact(plain, 23, "balance"), Exact(plain, 35, "balance"), Exact(plain, 59, "balance")]);
        Assert.Equal(["17.621001", "17.621001"], [Exact(financed, 0, "amount"), Exact(financed, 59, "amount")]);
        Assert.Equal(("1.2868", "15.5859", "57.2600"), (Sum(financed, "interest", 1), Sum(financed, "interest", 12), Sum(financed, "interest", 60)));
        Assert.Equal("1057.2600", Sum(financed, "amount", 60));
        Assert.Equal(["204.1339", "208.5986", "144.3432", "0.0000"],
            new[] { 11, 23, 35, 59 }.Select(month => (financed.Amount($"months.{month}.balance") / 1_000_000).ToString("0.0000", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Vector_12_blend_and_extend_is_85_a_month_prospectively()
    {
        Terms("2026-05-01", "2028-04-30", "- { monthly: fee, steps: [{ from: 2026-05-01, amount: 100 }] }");
        _terminal.File("book.yaml", "owner: seller\nzone: America/Chicago\nsandbox: true\nopens: 2026-04-01\nsteps:\n  - sign: vector.yaml\n");
        _terminal.Text("load", _terminal.Folder);
        _terminal.Text("contract", "blend", "vector", "--from", "2027-05-01", "--months", "12", "--remaining", "90", "--added", "80");
        var months = Policy(_terminal.Json("revenue", "--at", "2027-04-30").At("contracts.0.policies"), "straight-line-stated").At("months");

        Assert.Equal(36, months.GetArrayLength());
        Assert.All(Enumerable.Range(0, 36), month => Assert.Equal(month < 12 ? 100m : 85m, months[month].Amount("amount")));
    }

    public void Dispose() => _terminal.Dispose();

    JsonElement Deal(string legs, string at = "2026-05-01") => Explain("2026-05-01", "2029-05-31", legs, at);

    JsonElement Explain(string from, string through, string legs, string at)
    {
        var answer = Terminal.Raw("terms", "explain", Terms(from, through, legs), "--at", at, "--json");
        Assert.True(answer.Code == 0, answer.Out + answer.Error);
        return Terminal.Read(answer.Out);
    }

    string Terms(string from, string through, string legs) => _terminal.File("vector.yaml", $$"""
        contract: vector
        seller: seller
        buyer: buyer
        zone: America/Chicago
        currency: USD
        term: { from: {{from}}, through: {{through}} }
        legs:

        """ + string.Join('\n', legs.Split('\n').Select(line => $"  {line}")) + "\n");

    static JsonElement Policy(JsonElement explained, string policy) =>
        (explained.ValueKind == JsonValueKind.Array ? explained : explained.At("revenue")).EnumerateArray().Single(each => each.Word("policy") == policy);

    static IEnumerable<string> Amounts(JsonElement policy, int months) => Enumerable.Range(0, months).Select(month => policy.Number($"months.{month}.amount"));

    static IEnumerable<string> Millions(JsonElement policy, string figure, int months) => Enumerable.Range(0, months)
        .Select(month => (policy.Amount($"months.{month}.{figure}") / 1_000_000).ToString("0.00", CultureInfo.InvariantCulture));

    static string Exact(JsonElement policy, int month, string figure) => (policy.Amount($"months.{month}.{figure}") / 1_000_000).ToString("0.000000", CultureInfo.InvariantCulture);

    static string Sum(JsonElement policy, string figure, int months) =>
        (Enumerable.Range(0, months).Sum(month => policy.Amount($"months.{month}.{figure}")) / 1_000_000).ToString("0.0000", CultureInfo.InvariantCulture);
}
