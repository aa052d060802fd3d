using System.Net;
using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>The value of a contract over the API and on its page.</summary>
public sealed class ValuationTests
{
    const string Value = "/v1/contracts/anthropic-colossus/value?paths=8000";

    [Fact]
    public async Task A_contract_of_the_book_is_valued_on_what_is_assumed_and_on_what_the_request_states()
    {
        await using var served = await Served.Example();
        var (assumed, stated) = (await served.Get(Value), await served.Get($"{Value}&buyer-cost=10000000000&own-use=0&own-use-volatility=0"));

        Assert.Equal(("assumed", "stated in the request"), (assumed.GetProperty("outlook").GetString(), stated.GetProperty("outlook").GetString()));
        Assert.StartsWith("least-squares Monte Carlo", assumed.GetProperty("method").GetString());
        Assert.StartsWith("quadrature", stated.GetProperty("method").GetString());
        Assert.Contains(stated.GetProperty("switching-costs").EnumerateArray(), row => row.GetProperty("switching-cost").GetDecimal() == 10_000_000_000m);
        Assert.Contains(stated.GetProperty("assumptions").EnumerateArray(), assumption => assumption.GetProperty("source").GetString() == "Stated in the request.");
    }

    [Fact]
    public async Task Terms_are_valued_under_a_whole_outlook_without_a_trace_in_the_book()
    {
        await using var served = await Served.Example();
        var before = served.Head;
        const string Market =
            """{ "outlook": "plain", "currency": "USD", "price": { "start": 1500000000, "yearly-change": "-27.5%", "volatility": "30%" }, "resale-haircut": "10%", "discount": "9%", "leaving": { "buyer": 2500000000, "seller-if-buyer-leaves": 1250000000, "seller-if-seller-leaves": 1250000000 } }""";

        using var reply = await served.Post("/v1/valuations", $$"""{ "contract": "anthropic-colossus", "at": "2026-05-01", "market": {{Market}} }""", "application/json");
        using var unknown = await served.Post("/v1/valuations", $$"""{ "contract": "anthropic-colossus", "market": {{Market}}, "surprise": 1 }""", "application/json");
        using var neither = await served.Post("/v1/valuations", $$"""{ "market": {{Market}} }""", "application/json");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var value = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("value");
        Assert.Equal(26.38, value.GetProperty("seller").GetDouble() / 1e9, 0.02);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, neither.StatusCode);
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task The_page_shows_the_figures_of_the_api()
    {
        await using var served = await Served.Example();
        var api = await served.Get(Value);

        var page = await served.Client.GetStringAsync("/contracts/anthropic-colossus/value?paths=8000");

        Assert.Contains($"data-figure=\"seller-value\" data-value=\"{api.GetProperty("value").GetProperty("seller").GetRawText()}\"", page);
        Assert.Contains("What this number does not know", page);
        Assert.Matches("name=\"buyer-cost\" value=\"2500000000(.0+)?\"", page);
        Assert.Matches("By the buyer.{1,6}s switching cost", page);
    }

    [Fact]
    public async Task Too_many_paths_are_refused()
    {
        await using var served = await Served.Example();

        using var reply = await served.Client.GetAsync("/v1/contracts/anthropic-colossus/value?paths=100000000");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }
}
