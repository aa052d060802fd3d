using System.Globalization;
using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>
/// Test vectors of billing, computed elsewhere in exact arithmetic, through <c>terms explain --json</c>: those that follow from terms and what
/// is said of them. Slices inside one month, interest, set-off and tax follow from issued invoices, and are tested in Core.
/// </summary>
public sealed class VectorsTests : IDisposable
{
    readonly Terminal _terminal = new();

    [Theory]
    [InlineData("B01", "2026-05-03", "2026-05-31", 625_000_000, "actual-days", "584677419.35")]
    [InlineData("B02", "2026-05-03", "2026-05-31", 625_000_000, "30/360", "583333333.33")]
    [InlineData("B04 actual", "2027-02-01", "2027-02-28", 1_250_000_000, "actual-days", "1250000000.00")]
    [InlineData("B04 30/360", "2027-02-01", "2027-02-28", 1_250_000_000, "30/360", "1250000000.00")]
    [InlineData("B04 act/365", "2027-02-01", "2027-02-28", 1_250_000_000, "act/365", "1150684931.51")]
    [InlineData("B04 30fixed", "2027-02-01", "2027-02-28", 1_250_000_000, "thirtieths", "1166666666.67")]
    [InlineData("B05 actual", "2028-02-01", "2028-02-15", 1_250_000_000, "actual-days", "646551724.14")]
    [InlineData("B05 30/360", "2028-02-01", "2028-02-15", 1_250_000_000, "30/360", "625000000.00")]
    [InlineData("B05 act/365", "2028-02-01", "2028-02-15", 1_250_000_000, "act/365", "616438356.16")]
    [InlineData("B05 act/year", "2028-02-01", "2028-02-15", 1_250_000_000, "act/year", "614754098.36")]
    [InlineData("B07 first part", "2026-07-01", "2026-07-10", 1_000_000, "actual-days", "322580.65")]
    [InlineData("B07 second part", "2026-07-11", "2026-07-31", 1_000_000, "actual-days", "677419.35")]
    public void A_part_of_a_month_under_each_convention(string id, string from, string through, decimal fee, string proration, string amount)
    {
        var explained = Explain(from, through, $"- {{ monthly: fee, steps: [{{ from: {from}, amount: {Plain(fee)} }}], proration: {proration} }}");

        Assert.Equal((id, amount), (id, explained.Number("invoices.0.amount")));
    }

    [Theory]
    [InlineData("2026-07-01", "2026-09-29", "2026-10-01")]
    [InlineData("2026-11-30", "2027-02-28", "2027-02-28")]
    [InlineData("2027-11-30", "2028-02-28", "2028-02-29")]
    public void B11_three_months_of_notice_are_not_ninety_days(string served, string days, string months)
    {
        string Last(string notice) =>
            Explain("2026-05-01", "2029-05-31", $"- {Fee(100)}\n- {{ exit: either party, notice: {notice} }}", "", "--notice", served).Word("readings.0.if-notice.last-day")!;

        Assert.Equal((days, months), (Last("90 days"), Last("3 months")));
    }

    [Fact]
    public void B10_and_B42_notice_of_ninety_days_and_its_fee_of_a_tenth_of_what_remains()
    {
        var explained = Explain("2026-05-01", "2029-05-31", $"- {Fee(1_250_000_000)}\n- {{ exit: buyer, notice: 90 days, fee: 10% }}",
            "- { notice: vector, by: buyer, served: 2026-09-10 }", "--at", "2026-12-31");

        Assert.Equal(("2026-12", "4076612903.23"), (explained.Word("invoices.7.month"), explained.Number("invoices.7.amount")));
        Assert.Equal("3713709677.42", Charge(explained, "early-termination fee").Number("total"));
        Assert.Equal("362903225.81", Charge(explained, "fee").Number("months.7.amount"));
    }

    [Fact]
    public void B13_the_headline_value_from_3_May()
    {
        var explained = Explain("2026-05-03", "2029-05-31",
            "- { monthly: fee, steps: [{ from: 2026-05-03, amount: 625000000 }, { from: 2026-07-01, amount: 1250000000 }] }");

        Assert.Equal((37, "44959677419.35"), (explained.Count("invoices"), explained.Number("stated.total")));
    }

    [Theory]
    [InlineData("0.125", "0.13")]
    [InlineData("0.135", "0.14")]
    [InlineData("2.345", "2.35")]
    [InlineData("2.355", "2.36")]
    [InlineData("-0.125", "-0.13")]
    [InlineData("1.005", "1.01")]
    public void B14_ties_go_away_from_zero(string exact, string rounded) =>
        Assert.Equal(rounded, Explain("2026-05-01", "2026-05-31", $"- {{ once: tie, on: 2026-05-01, amount: {exact}, reason: a tie }}").Number("invoices.0.amount"));

    [Theory]
    [InlineData("B16", "241800000", "1.2345678", "298518494.04")]
    [InlineData("B17", "30", "0.0005", "0.02")]
    public void A_metered_line_is_multiplied_exactly_and_rounded_once(string id, string quantity, string price, string amount)
    {
        var explained = Explain("2026-05-01", "2026-05-31", $"- {{ usage: compute, meter: hours, price: {price} }}", Read("hours", "2026-05", quantity), "--at", "2026-05-31");

        Assert.Equal((id, amount), (id, Charge(explained, "compute").Number("total")));
    }

    [Theory]
    [InlineData("B19-0", 44, 0, 1, "-125000.00")]
    [InlineData("B19-1", 432, 0, 1, "-125000.00")]
    [InlineData("B19-3", 3000, 0, 0.3, "-375000.00")]
    [InlineData("B19-4", 44, 240, 1, "-125000.00")]
    public void B19_the_credit_of_a_month(string id, int down, int excluded, double cap, string credit)
    {
        var explained = Explain("2026-06-01", "2026-06-30",
            $"- {Fee(1_250_000)}\n- {Sla("[0.999, 0.10], [0.99, 0.25], [0.95, 1]", $"cap-month: {cap.ToString(CultureInfo.InvariantCulture)}")}",
            $"{Read("down", "2026-06", down)}\n{Read("excluded-minutes", "2026-06", excluded)}", "--at", "2026-06-30");

        Assert.Equal((id, credit), (id, Charge(explained, "credit").Number("total")));
    }

    [Fact]
    public void B22_the_yearly_cap_is_used_up_in_the_order_of_months()
    {
        var explained = Explain("2026-01-01", "2026-12-31", $"- {Fee(1_000_000)}\n- {Sla("[0.99, 0.03], [0.95, 0.04], [0.90, 0.05]", "cap-year: 100000")}",
            $"{Read("down", "2026-06", 1000)}\n{Read("down", "2026-08", 10_000)}\n{Read("down", "2026-10", 4000)}", "--at", "2026-12-31");

        Assert.Equal(["-30000.00", "-50000.00", "-20000.00"], Months(explained, "credit"));
    }

    [Fact]
    public void B24_a_credit_lowers_the_price_before_the_prepayment_is_drawn()
    {
        var explained = Explain("2026-05-01", "2026-06-30",
            $"- {Fee(1_250_000)}\n- {Sla("[0.999, 0.10]", "cap-month: 1")}\n- {{ prepayment: advance, pay: [{{ on: 2026-05-01, amount: 1000000 }}], credit: {{ from: 2026-06, months: 1 }} }}",
            Read("down", "2026-06", 44), "--at", "2026-06-30");

        Assert.Equal(("125000.00", "-125000.00", 0m),
            (explained.Number("invoices.1.amount"), Charge(explained, "credit").Number("total"), Charge(explained, "advance").Amount("total")));
        Assert.Equal(1_125_000m, explained.At("revenue").EnumerateArray().Single(policy => policy.Word("policy") == "as-invoiced").Amount("months.1.amount"));
    }

    [Fact]
    public void B25_a_shortfall_is_one_true_up_at_the_end_of_the_period()
    {
        var explained = Explain("2026-05-01", "2026-07-31", "- { usage: compute, meter: units, price: 1, commit: { quantity: 3000000, every: 3 months } }",
            $"{Read("units", "2026-05", 700_000)}\n{Read("units", "2026-06", 900_000)}\n{Read("units", "2026-07", 1_100_000)}", "--at", "2026-07-31");

        Assert.Equal(["700000.00", "900000.00", "1400000.00"], Months(explained, "compute"));
    }

    [Fact]
    public void B30_B31_B34_straight_lines_and_the_asset_that_ends_with_them()
    {
        const string steps = "[{ from: 2026-05-01, amount: 625000000 }, { from: 2026-07-01, amount: 1250000000 }]";
        JsonElement Stated(string through, string at) => Explain("2026-05-01", through, $"- {{ monthly: fee, steps: {steps} }}", "", "--at", at)
            .At("revenue").EnumerateArray().Single(policy => policy.Word("policy") == "straight-line-stated");

        var (whole, three) = (Stated("2029-05-31", "2026-12-31"), Stated("2026-07-31", "2026-06-30"));

        Assert.Equal(("1216216216.22", "1216216216.21", "1216216216.22", "9729729729.73"),
            (whole.Number("months.0.amount"), whole.Number("months.1.amount"), whole.Number("months.36.amount"), whole.Number("recognised")));
        Assert.Equal(979_729_729.73m, whole.Amount("recognised") - 8_750_000_000m);
        Assert.Equal(("833333333.33", "833333333.34", "833333333.33"), (three.Number("months.0.amount"), three.Number("months.1.amount"), three.Number("months.2.amount")));
    }

    // The deal by its enforceable term, capacity at 40 and 70 percent of the pool while it ramps.
    [Fact]
    public void Revenue_by_capacity_over_the_enforceable_term()
    {
        var revenue = Explain("2026-05-01", "2029-05-31", """
            - reserve: colossus-1
              of: { gpus: 220000, kilowatts: 300000 }
              steps: [{ from: 2026-05-01, share: 40% }, { from: 2026-06-01, share: 70% }, { from: 2026-07-01, share: 100% }]
            - { monthly: fee, steps: [{ from: 2026-05-01, amount: 625000000 }, { from: 2026-07-01, amount: 1250000000 }] }
            - { exit: either party, lock-in: 3 months, notice: 90 days }
            """).At("revenue").EnumerateArray().ToDictionary(policy => policy.Word("policy")!);

        Assert.Equal(["490.13", "857.73", "1225.33", "1225.33", "1225.33"], Millions(revenue["capacity-over-term"], 5));
        Assert.Equal(["1051.91", "1017.98", "1051.91", "1051.91", "1017.98"], Millions(revenue["straight-line-enforceable"], 5));
    }

    // 99,000 of 110,000 delivered: nine tenths of 920 million a month after the deadline.
    [Fact]
    public void A_fee_follows_what_is_delivered()
    {
        var explained = Explain("2026-10-01", "2029-06-30", """
            - { reserve: colossus-2, steps: [{ from: 2026-10-01, gpus: 110000 }] }
            - { monthly: fee, steps: [{ from: 2026-10-01, amount: 920000000 }] }
            - { pro-rata: colossus-2, deadline: 2026-10-31 }
            """, "- { deliver: vector, pool: colossus-2, on: 2026-10-05, gpus: 99000 }", "--at", "2026-11-30");

        Assert.Equal(("920000000.00", "828000000.00"), (explained.Number("invoices.0.amount"), explained.Number("invoices.1.amount")));
    }

    [Theory]
    [InlineData(900_000, "2500000.00")]
    [InlineData(1_150_000, "2950000.00")]
    public void Take_or_pay_and_overage(decimal used, string amount) => Assert.Equal(amount, Charge(Explain("2026-05-01", "2026-05-31",
        "- { usage: compute, meter: hours, price: 2.50, commit: { quantity: 1000000, every: 1 month }, overage: 3.00 }", Read("hours", "2026-05", used), "--at", "2026-05-31"),
        "compute").Number("total"));

    // 200 of 1,000 prepaid, credited in 36 equal parts from month 25.
    [Fact]
    public void A_prepayment_is_credited_from_the_twenty_fifth_month()
    {
        var months = Explain("2026-01-01", "2030-12-31",
            "- { monthly: fee, steps: [{ from: 2026-01-01, amount: 16.666666666666666666 }] }\n- { prepayment: advance, pay: [{ on: 2026-01-01, amount: 200 }], credit: { from: 2028-01, months: 36 } }").At("invoices");

        Assert.Equal((216.67m, 11.11m, 1000m),
            (months[0].Amount("amount"), months[24].Amount("amount"), decimal.Truncate(months.EnumerateArray().Sum(month => month.Amount("amount")) + 0.01m)));
    }

    [Fact]
    public void A_step_that_needs_another_file_cannot_be_supposed()
    {
        var said = _terminal.File("said.yaml", "steps:\n  - sign: other.yaml\n");

        Assert.Equal("said", Terminal.Read(Terminal.Raw("terms", "explain", Terms("2026-05-01", "2026-05-31", $"- {Fee(1)}"), "--said", said, "--json").Out)
            .Word("refusals.0.field"));
    }

    public void Dispose() => _terminal.Dispose();

    JsonElement Explain(string from, string through, string legs, string said = "", params string[] options)
    {
        string[] supposed = said.Length == 0 ? [] : ["--said", _terminal.File("said.yaml", $"steps:\n{Indented(said)}\n")];
        var answer = Terminal.Raw(["terms", "explain", Terms(from, through, legs), "--json", .. supposed, .. options]);
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

        """ + Indented(legs.Replace("FROM", from, StringComparison.Ordinal)) + "\n");

    static string Indented(string lines) => string.Join('\n', lines.Split('\n').Select(line => $"  {line}"));

    static string Fee(decimal amount) => $"{{ monthly: fee, steps: [{{ from: FROM, amount: {Plain(amount)} }}] }}";

    static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    static string Sla(string tiers, string cap) =>
        $"{{ sla: credit, down-minutes: down, tiers: [{string.Join(", ", tiers.Split("], [").Select(tier => tier.Trim('[', ']').Split(", ")).Select(tier => $"{{ below: {tier[0]}, credit: {tier[1]} }}"))}], {cap} }}";

    static string Read(string meter, string month, object quantity) =>
        $"- {{ observe: vector, meter: {meter}, month: {month}, quantity: {Convert.ToString(quantity, CultureInfo.InvariantCulture)} }}";

    static JsonElement Charge(JsonElement explained, string name) => explained.At("charges").EnumerateArray().Single(charge => charge.Word("charge") == name);

    static IEnumerable<string> Months(JsonElement explained, string charge) => Charge(explained, charge).At("months").EnumerateArray().Select(month => month.Number("amount"));

    static IEnumerable<string> Millions(JsonElement policy, int months) => policy.At("months").EnumerateArray().Take(months)
        .Select(month => (month.Amount("amount") / 1_000_000m).ToString("0.00", CultureInfo.InvariantCulture));
}
