using System.Net;
using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>Inquiries over the API and on their page.</summary>
public sealed class InquiryTests
{
    const string Asked = """{ "gpus": 3000, "pool": "north", "from": "2026-06-01", "months": 12, "price": 2.1, "currency": "USD" }""";

    [Fact]
    public async Task An_inquiry_is_answered_in_one_call_and_writes_nothing()
    {
        await using var served = await Served.Example("offers");
        var before = served.Head;

        using var reply = await served.Post("/v1/inquiries", Asked, "application/json");
        var answer = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.OK, false), (reply.StatusCode, answer.GetProperty("deliverable").GetBoolean()));
        Assert.Equal("oversold", answer.GetProperty("refusal").GetProperty("code").GetString());
        // gamma holds 2,000 of the 4,000 that are left beside the contract.
        Assert.Equal("gamma", answer.GetProperty("crowds-out").GetProperty("held-by")[0].GetString());
        Assert.Contains(answer.GetProperty("nearest").EnumerateArray(),
            deal => (deal.GetProperty("change").GetString(), deal.GetProperty("gpus").GetInt64()) == ("quantity", 2000));
        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData("""{ "gpus": 8, "pool": "nowhere", "from": "2026-06-01", "months": 1 }""", "not-found", "pool")]
    [InlineData("""{ "gpus": 8, "from": "2020-06-01", "months": 1 }""", "dates-upside-down", "from")]
    [InlineData("""{ "gpus": 0, "from": "2026-06-01", "months": 1 }""", "out-of-range", "gpus")]
    [InlineData("""{ "gpus": 8, "from": "2026-06-01", "months": 1, "price": 2 }""", "malformed", "currency")]
    [InlineData("""{ "gpus": 8, "from": "2026-06-01", "months": 1, "price": 0, "currency": "USD" }""", "out-of-range", "price")]
    [InlineData("""{ "gpus": 8, "from": "2026-06-01", "months": 1, "tier": "recallable", "notice-days": 10000 }""", "out-of-range", "notice-days")]
    [InlineData("""{ "gpus": 8, "from": "2026-06-01", "months": 1, "colour": "red" }""", "malformed", "colour")]
    public async Task What_cannot_be_asked_is_refused(string body, string code, string field)
    {
        await using var served = await Served.Example("offers");
        using var reply = await served.Post("/v1/inquiries", body, "application/json");
        var problem = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;

        Assert.True((int)reply.StatusCode is >= 400 and < 500);
        Assert.Equal((code, field), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task The_page_shows_the_answer_beside_the_form_and_near_deals_lead_to_their_own_address()
    {
        await using var served = await Served.Example("offers");
        var empty = await served.Client.GetStringAsync("/inquiries");
        Assert.Contains("value=\"2026-05-01\"", empty);

        var page = WebUtility.HtmlDecode(
            await served.Client.GetStringAsync(
                "/inquiries?gpus=3000&pool=north&from=2026-06-01&through=2027-05-31&tier=firm&price=2.1&currency=USD&per=gpu-hour&megawatts=&ramp="));
        Assert.Contains("data-figure=\"deliverable\" data-value=\"false\"", page);
        Assert.Contains("value=\"3000\"", page);
        Assert.Contains("1.5 kW at 0.10 USD a kWh", page);
        Assert.Contains("value=\"2027-05-31\"", await served.Client.GetStringAsync("/inquiries?gpus=8&pool=north&from=2026-06-01&months=12"));
        var near = System.Text.RegularExpressions.Regex.Match(page, "href=\"(/inquiries[?][^\"]*gpus=2000[^\"]*)\"").Groups[1].Value;
        Assert.Contains("data-figure=\"deliverable\" data-value=\"true\"", await served.Client.GetStringAsync(near));

        // By hand: 2.40 through March and 2.00 from April on, seen over June to May, lies between the two; 1.50 is below it.
        var market = WebUtility.HtmlDecode(
            await served.Client.GetStringAsync(
                "/inquiries?gpus=8&pool=north&from=2026-06-01&through=2028-05-31&price=1.5&currency=USD&market=2026-04-01%3D2.40,2027-04-01%3D2.00&market-change=-15%25"));
        Assert.Contains("below the market's expected price", market);
        Assert.Contains("The market's curve beside it", market);
        foreach (var wrong in new[] { "dear", "2.4,2.0", "2027-04-01%3D2,2026-04-01%3D2", "2026-04-01%3Ddear" })
            Assert.Contains("market: ", WebUtility.HtmlDecode(await served.Client.GetStringAsync($"/inquiries?gpus=8&from=2026-06-01&through=2026-06-30&market={wrong}")));
        Assert.Contains("A price needs its currency", await served.Client.GetStringAsync("/inquiries?gpus=8&from=2026-06-01&through=2026-06-30&price=2"));
    }

    // By hand: 3 MW are 2,000 GPUs, the last of the north; four things supposed are four futures and all of them together a fifth.
    [Fact]
    public async Task Several_futures_stand_beside_each_other_on_their_page_and_write_nothing()
    {
        await using var served = await Served.Example("offers");
        var before = served.Head;
        Assert.Contains("Suppose one thing or several", await served.Client.GetStringAsync("/what-if"));

        var page = WebUtility.HtmlDecode(
            await served.Client.GetStringAsync(
                "/what-if?megawatts=3&pool=north&from=2026-06-01&months=12&price=2.10&currency=USD&own-demand=30&slip=south-hall&slip-months=3&notice="));
        foreach (var name in new[] { "sell 3 MW more", "own demand +30%", "south-hall slips 3 months", "all together" }) Assert.Contains($"<th class=\"n\">{name}</th>", page);
        Assert.Contains("104,017,200", page);
        Assert.Contains("lies inside the lock-in", await served.Client.GetStringAsync("/what-if?notice=anchor&by=seller"));
        foreach (var (wrong, field) in new[] { ("megawatts=0&from=2026-06-01&months=1", "megawatts"), ("own-demand=lots", "own-demand"), ("slip=nowhere", "There is no site"),
            ("notice=nobody", "nobody"), ("megawatts=1&from=2020-01-01&months=1", "is past") })
            Assert.Contains(field, WebUtility.HtmlDecode(await served.Client.GetStringAsync($"/what-if?{wrong}")));
        Assert.Equal(before, served.Head);
    }
}
