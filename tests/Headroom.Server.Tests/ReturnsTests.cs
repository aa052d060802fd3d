using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headroom.Server.Tests;

/// <summary>Costs, utilisation and returns over HTTP, and the page that shows them.</summary>
public sealed class ReturnsTests
{
    const string June = "from=2026-06&to=2026-06";

    [Fact]
    public async Task The_page_shows_the_figures_of_the_api()
    {
        await using var served = await Served.Example("returns");
        var returns = await served.Get($"/v1/returns?{June}");
        var page = await served.Client.GetStringAsync($"/returns?{June}");

        Assert.Equal(returns.GetProperty("all").GetProperty("margin").ToString(), Figure(page, "margin"));
        Assert.Equal(returns.GetProperty("all").GetProperty("return-on-capital").ToString(), Figure(page, "return-on-capital"));
        Assert.Equal(returns.GetProperty("idle-cost-a-day").GetProperty("full").ToString(), Figure(page, "idle-cost-a-day"));
        Assert.Equal(returns.GetProperty("offset-by-sold").ToString(), Figure(page, "offset-by-sold"));
        Assert.Equal(returns.GetProperty("infrastructure-cost").ToString(), Figure(page, "infrastructure-cost"));
        Assert.Contains("data-row=\"customer-a\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/returns"), InlineData("/returns?by=pool"), InlineData("/returns?by=site&from=2026-08&to=2027-07"), InlineData("/returns?by=mw"),
        InlineData("/returns?position=9")]
    public async Task Every_form_of_the_page_is_served(string path)
    {
        await using var served = await Served.Example("returns");
        var page = await served.Client.GetStringAsync(path);

        Assert.Contains("<main id=\"main\">", page, StringComparison.Ordinal);
        Assert.Contains("data-chart=\"costs\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_costs_moves_the_figures_and_can_be_listed()
    {
        await using var served = await Served.Example("returns");
        await served.Said("/v1/assets", """{"asset":"switches","pool":"hall-a","amount":"6000000","currency":"USD","from":"2026-01-01","life-months":60}""");
        await served.Said("/v1/tariffs", """{"tariff":"elsewhere","site":"elsewhere","from":"2026-01-01","per-kwh":0.10,"currency":"USD","kilowatts":100}""");
        await served.Said("/v1/expenses", """{"expense":"cleaning","pool":"hall-a","says":"cleaning","from":"2026-06","monthly":10000,"currency":"USD"}""");
        await served.Said("/v1/outages", """{"outage":"b-row","pool":"hall-b","gpus":10,"from":"2026-06-01","through":"2026-06-30"}""");
        await served.Said("/v1/measured-use", """{"pool":"hall-b","month":"2026-06","busy":200000}""");
        await served.Said("/v1/product-revenue", """{"workload":"training","month":"2026-06","amount":1,"currency":"USD"}""");
        await served.Said("/v1/cost-policies", """{"from":"2026-06","transfer":"market","index":"h100"}""");
        var (costs, said) = (await served.Get($"/v1/costs?{June}"), await served.Get("/v1/outlays"));

        Assert.Equal(1_588_000m + 100_000m + 7_200m + 10_000m, costs.GetProperty("total").GetDecimal());
        Assert.Equal(new[] { 4, 2, 3, 2, 2, 2, 2 }, said.EnumerateObject().Select(list => list.Value.GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, (await served.Get($"/v1/returns?{June}")).GetProperty("pathways").GetProperty("own").GetProperty("charge").ValueKind);
    }

    [Theory]
    [InlineData("/v1/assets", """{"asset":"a","block":"a-servers","amount":-1,"currency":"USD","from":"2026-01-01","life-months":60}""", "amount")]
    [InlineData("/v1/assets", """{"asset":"a","block":"a-servers","amount":1,"currency":"USD","from":"2026-01-01","life-months":0}""", "life-months")]
    [InlineData("/v1/assets", """{"asset":"a","block":"b-server","amount":1,"currency":"USD","from":"2026-01-01","life-months":60}""", "block")]
    [InlineData("/v1/tariffs", """{"tariff":"other","site":"north","from":"2027-01-01","per-kwh":0.09,"currency":"USD"}""", "from")]
    [InlineData("/v1/measured-use", """{"pool":"hall-a","month":"2026-06","busy":720001}""", "busy")]
    public async Task What_cannot_be_is_refused_with_its_field(string path, string body, string field)
    {
        await using var served = await Served.Example("returns");
        using var reply = await served.Post(path, body);

        Assert.Equal(field, (await Served.Problem(reply)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Utilisation_as_CSV_leaves_what_was_not_measured_empty()
    {
        await using var served = await Served.Example("returns");
        var rows = (await served.Client.GetStringAsync($"/v1/utilisation?{June}&format=csv")).Split("\r\n");
        var columns = rows[0].Split(',');

        Assert.Equal("", rows.Single(row => row.StartsWith("hall-b,", StringComparison.Ordinal)).Split(',')[Array.IndexOf(columns, "busy")]);
        Assert.Equal("0.600000", rows.Single(row => row.StartsWith("hall-a,", StringComparison.Ordinal)).Split(',')[Array.IndexOf(columns, "busy")]);
    }

    [Theory]
    [InlineData("/v1/returns?from=2026-06&to=2026-05", "to"), InlineData("/v1/costs?from=June", "from"), InlineData("/v1/returns?by=rack", "by"),
        InlineData("/v1/costs?currency=XXX", "currency"), InlineData("/v1/costs?from=1990-01&to=2020-01", "to")]
    public async Task A_question_that_makes_no_sense_is_refused(string path, string field)
    {
        await using var served = await Served.Example("returns");
        using var reply = await served.Client.GetAsync(path);

        Assert.Equal(field, (await Served.Problem(reply)).GetProperty("field").GetString());
    }

    static string Figure(string page, string name) => Regex.Match(Regex.Match(page, $"<[^>]*data-figure=\"{name}\"[^>]*>").Value, "data-value=\"([^\"]*)\"").Groups[1].Value;
}
