using System.Globalization;
using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>
/// Test vectors of headroom (tests/vectors/headroom_vectors.json), computed elsewhere in exact arithmetic, through <c>sellable explain --json</c>. Those on choosing
/// among offers belong to the portfolio.
/// </summary>
public sealed class HeadroomVectorsTests : IDisposable
{
    static readonly Lazy<JsonDocument> Vectors = new(() =>
        JsonDocument.Parse(typeof(HeadroomVectorsTests).Assembly.GetManifestResourceStream("headroom_vectors.json")!));

    readonly Terminal _terminal = new();

    [Theory]
    [InlineData("H01")]
    [InlineData("H02")]
    public void Firm_and_signed_headroom_of_a_table(string id)
    {
        var (inputs, expected) = Vector(id);

        var period = Explain($"risk: {Of(inputs, "alpha")}\nsupply: {Of(inputs, "supply_pmf")}\nown-demand: {Of(inputs, "own_demand_pmf")}\ncommitted: {Of(inputs, "committed")}")
            .At("periods.0");

        Assert.Equal((expected.Number("signed"), expected.Number("firm")), (period.Number("signed"), period.Number("firm")));
    }

    [Theory]
    [InlineData("H04")]
    [InlineData("H05")]
    public void The_allowance_against_failures(string id)
    {
        var (inputs, expected) = Vector(id);
        var group = inputs.TryGetProperty("largest_group", out var largest) ? $", largest-group: {largest}" : "";

        var explained = Explain($"failures: {{ units: {Of(inputs, "N")}, unavailable: {Of(inputs, "u")}, risk: {Of(inputs, "alpha")}{group} }}");

        Assert.Equal(expected.GetRawText(), explained.Number("failures.spare"));
    }

    [Fact]
    public void H07_signed_headroom_by_month_with_late_tranches()
    {
        var (inputs, expected) = Vector("H07");
        var tranches = inputs.GetProperty("tranches").EnumerateArray()
            .Select(each => $"{{ units: {Of(each, "n")}, ready: {Of(each, "ready")}, delay: {Of(each, "delay")}, ramp: {Of(each, "ramp")} }}");

        var periods = Explain($"""
            risk: {Of(inputs, "alpha")}
            tranches: [{string.Join(", ", tranches)}]
            maintenance: {Of(inputs, "maintenance")}
            spare: {Of(inputs, "failure_allowance")}
            own-demand: {Of(inputs, "own_demand_pmf")}
            committed: {Of(inputs, "committed")}
            """).At("periods");

        Assert.Equal(expected.EnumerateArray().Select(month => month.GetRawText()), periods.EnumerateArray().Select(period => period.Number("signed")));
    }

    [Fact]
    public void H08_interruptible_on_top_of_firm()
    {
        var (inputs, expected) = Vector("H08");

        var explained = Explain($"""
            risk: {Of(inputs, "alpha")}
            supply: {Of(inputs, "supply_pmf")}
            own-demand: {Of(inputs, "own_demand_pmf")}
            committed: {Of(inputs, "committed_firm")}
            interruptible: [committed: {Of(inputs, "committed_interruptible")}, available: {Of(inputs, "beta")}]
            """.Replace('[', '{').Replace(']', '}'));

        Assert.Equal(expected.GetRawText(), explained.Number("periods.0.interruptible"));
    }

    [Theory]
    [InlineData("H10")]
    [InlineData("H11")]
    [InlineData("H13")]
    public void The_day_capacity_is_back(string id)
    {
        var (inputs, expected) = Vector(id);
        var earliest = inputs.GetProperty("earliest_notice").GetString() is { } from ? $"notice-from: {from}, " : "";

        var back = Explain($"""
            recall:
              on: {Of(inputs, "notice_given")}
              contracts:
                - CONTRACT
            """.Replace("CONTRACT",
                $"{{ contract: vector, {earliest}notice-days: {Of(inputs, "notice_days")}, end: {Of(inputs, "contract_end")}, handover-days: {Of(inputs, "reclaim_days")} }}"))
            .At("recall.contracts.0");

        Assert.Equal((expected.Word("usable"), expected.Word("first_full_month")), (back.Word("usable"), back.Word("first-whole-month")));
    }

    [Theory]
    [InlineData("H14-5")]
    [InlineData("H14-90")]
    [InlineData("H14-200")]
    public void The_earliest_date_on_which_enough_is_back(string id)
    {
        var (inputs, expected) = Vector(id);

        var recall = Explain($"recall:\n  need: {Of(inputs, "need")}\n  idle: {Of(inputs, "idle")}\n  contracts: [{Contracts(inputs)}]").At("recall");

        Assert.Equal(expected.GetString(), recall.At("idle-is-enough").GetBoolean() ? "now" : recall.Word("earliest"));
    }

    [Theory]
    [InlineData("H15-35")]
    [InlineData("H15-100")]
    public void The_cheapest_notices_by_a_deadline(string id)
    {
        var (inputs, expected) = Vector(id);

        var cheapest = Explain($"recall:\n  need: {Of(inputs, "need")}\n  by: {Of(inputs, "deadline")}\n  contracts: [{Contracts(inputs)}]").At("recall.cheapest");

        Assert.Equal((expected[0].GetRawText(), expected[1].GetRawText()), (cheapest.Number("cost"), cheapest.Number("units")));
        Assert.Equal(expected[2].EnumerateArray().Select(name => name.GetString()), cheapest.At("contracts").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("H16-1", false)]
    [InlineData("H16-2", true)]
    public void The_newsvendors_quantity(string id, bool isWarned)
    {
        var (inputs, expected) = Vector(id);

        var sale =
            Explain(
                $"net-supply: {Of(inputs, "net_supply_pmf")}\nsale: {{ price: {Of(inputs, "price")}, shortfall: {Of(inputs, "shortfall_cost")}, idle: {Of(inputs, "salvage")}, most: {Of(inputs, "cap")} }}").At("sale");

        Assert.Equal((expected.GetRawText(), isWarned), (sale.Number("units"), sale.TryGetProperty("warning", out _)));
    }

    [Theory]
    [InlineData("H18-ok")]
    [InlineData("H18-fails")]
    public void Whether_an_offer_fits_month_by_month(string id)
    {
        var (inputs, expected) = Vector(id);

        var answer = Explain($"risk: {Of(inputs, "alpha")}\nnet-supply: {Of(inputs, "net_supply_pmfs")}\ncommitted: {Of(inputs, "committed")}\noffer: {Of(inputs, "offer")}")
            .At("offer.pointwise");

        AcceptsAs(expected, answer);
    }

    [Fact]
    public void H20_the_worst_case_without_and_with_recall_as_cover()
    {
        var (inputs, expected) = Vector("H20");

        var answer = Explain($"""
            risk: {Of(inputs, "alpha")}
            scenarios: {Of(inputs, "scenarios")}
            committed: {Of(inputs, "committed_including_recallable")}
            cover: {Of(inputs, "recallable_cover")}
            offer: {Of(inputs, "offer")}
            """).At("offer");

        AcceptsAs(expected[0], answer.At("pointwise"));
        AcceptsAs(expected[1], answer.At("with-recall"));
    }

    [Fact]
    public void H21_the_shortfall_that_is_expected()
    {
        var (inputs, expected) = Vector("H21");

        var sold = Explain($"net-supply: {Of(inputs, "net_supply_pmf")}\nsold: {Of(inputs, "sold")}").At("sold");

        Assert.Equal((expected.Word("expected"), expected.Word("p")), (sold.Word("short"), sold.Word("probability")));
    }

    // Half of the rows are short in one of two periods, each period by itself in a quarter only.
    [Fact]
    public void What_fits_in_each_period_may_not_fit_in_all_of_them()
    {
        var offer = Explain("risk: 1/4\nscenarios: [[10, 4], [4, 10], [10, 10], [10, 10]]\noffer: [8, 8]").At("offer.pointwise");

        Assert.Equal((true, "1/2", false), (offer.At("fits").GetBoolean(), offer.Word("joint-probability"), offer.At("fits-jointly").GetBoolean()));
    }

    [Theory]
    [InlineData("supply", "supply: { 100: 9/10, 90: 2/10 }")]
    [InlineData("supply", "supply: { 100: 3/2 }")]
    [InlineData("committed", "supply: 10\ncommitted: [1, -2]")]
    [InlineData("own-demand", "supply: [1, 2, 3]\nown-demand: [1, 2]")]
    [InlineData("net-supply", "supply: 1\nnet-supply: 2")]
    [InlineData("failures.risk", "failures: { units: 4, unavailable: 1/2, risk: 0 }")]
    [InlineData("recall.contracts", "recall: { contracts: [{ contract: A, usable: 2026-08-19 }, { contract: A, usable: 2026-08-20 }] }")]
    [InlineData("sypply", "sypply: 1")]
    public void A_table_that_is_wrong_is_refused_with_its_field(string field, string table)
    {
        var said = Terminal.Raw("sellable", "explain", _terminal.File("wrong.yaml", table), "--json");

        Assert.Equal((1, field), (said.Code, Terminal.Read(said.Out).Word("refusals.0.field")));
    }

    [Fact]
    public void The_table_is_told_in_words_too()
    {
        var text = Terminal.Raw("sellable", "explain", _terminal.File("table.yaml", "risk: 1/10\nsupply: 40\noffer: 48\nsold: 50\nsale: { price: 2, shortfall: 1 }"));

        Assert.Equal(0, text.Code);
        Assert.Contains("period 0 is short by 8", text.Out, StringComparison.Ordinal);
        Assert.Contains("look at that cost again", text.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _terminal.Dispose();

    static void AcceptsAs(JsonElement expected, JsonElement answer)
    {
        Assert.Equal(expected.GetProperty("accept").GetBoolean(), answer.At("fits").GetBoolean());
        if (expected.TryGetProperty("min_slack", out var slack)) Assert.Equal(slack.GetRawText(), answer.Number("least-slack"));
        else Assert.Equal((expected.Number("first_failing"), expected.Number("short_by")), (answer.Number("first-failing"), answer.Number("short-by")));
    }

    static (JsonElement Inputs, JsonElement Expected) Vector(string id)
    {
        var vector = Vectors.Value.RootElement.GetProperty("vectors").EnumerateArray().Single(each => each.GetProperty("id").GetString() == id);
        return (vector.GetProperty("inputs"), vector.GetProperty("expected"));
    }

    static string Of(JsonElement inputs, string name) =>
        inputs.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()!
        : inputs.GetProperty(name).GetRawText().ReplaceLineEndings(" ").Replace("\"", "", StringComparison.Ordinal);

    static string Contracts(JsonElement inputs) => string.Join(", ", inputs.GetProperty("contracts").EnumerateArray().Select(each =>
        string.Create(CultureInfo.InvariantCulture,
            $"{{ contract: {Of(each, "id")}, usable: {Of(each, "usable")}, units: {Of(each, "qty")}{(each.TryGetProperty("cost", out var cost) ? $", cost: {cost}" : "")} }}")));

    JsonElement Explain(string table)
    {
        var answer = Terminal.Raw("sellable", "explain", _terminal.File("vector.yaml", table), "--json");
        Assert.True(answer.Code == 0, answer.Out + answer.Error);
        return Terminal.Read(answer.Out);
    }
}
