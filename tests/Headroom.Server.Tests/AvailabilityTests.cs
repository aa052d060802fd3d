using System.Net;
using System.Text.Json;

namespace Headroom.Server.Tests;

public sealed class AvailabilityTests
{
    const string Figures = """{"clause":"uptime","month":"2026-06","down-minutes":460,"evidence":"export 17"}""";

    static string Event(string id, string more = "") =>
        $$$"""{"specversion":"1.0","type":"headroom.condition.v1","source":"/dcgm","id":"{{{id}}}","data":{"pool":"cluster","node":"n31","gpus":8,"code":"xid-48","from":"2026-06-20T01:00:00Z","contract":"a-judged"{{{more}}}}}""";

    [Fact]
    public async Task Conditions_sent_twice_are_said_once_and_what_is_none_is_listed()
    {
        await using var served = await Served.Example("nodes");
        var first = await Sent(served, $"[{Event("1")},{Event("2", ",\"to\":\"2026-06-20T00:00:00Z\"")},{Event("3", ",\"cause\":\"sabotage\"")}]");
        Assert.Equal((1, 2), (first.GetProperty("new").GetInt32(), first.GetProperty("set-aside").GetArrayLength()));
        var before = served.Head;
        Assert.Equal(1, (await Sent(served, Event("1"))).GetProperty("known").GetInt32());
        Assert.Equal(before, served.Head);
        Assert.Equal("/dcgm 1", (await served.Get("/v1/conditions?open=true")).GetProperty("conditions")[0].GetProperty("condition").GetString());
    }

    // By hand: examples/nodes/README.md.
    [Fact]
    public async Task A_month_shows_ours_beside_the_buyers_and_a_difference_is_disputed_until_it_is_agreed()
    {
        await using var served = await Served.Example("nodes");
        await served.Said("/v1/clock", """{"to":"2026-07-02T00:00:00Z"}""");
        await served.Said("/v1/months/2026-06/close");
        await served.Said("/v1/contracts/a-judged/stated-availability", Figures);
        var clause = (await served.Get("/v1/contracts/a-judged/availability/2026-06")).GetProperty("clauses")[0];
        Assert.Equal((236.25m, 223.75m, 40_000m), (clause.GetProperty("down-minutes").GetDecimal(), clause.GetProperty("buyer").GetProperty("difference-minutes").GetDecimal(), clause.GetProperty("buyer").GetProperty("credit").GetDecimal()));
        Assert.Equal(20_000m, (await served.Get("/v1/disputes")).GetProperty("disputes")[0].GetProperty("amount").GetDecimal());
        await served.Said("/v1/contracts/a-judged/agreed-availability", Figures.Replace("460", "440"));
        Assert.NotEqual(JsonValueKind.Null, (await served.Get("/v1/disputes")).GetProperty("disputes")[0].GetProperty("settled").ValueKind);
    }

    [Fact]
    public async Task An_incident_is_opened_seen_and_closed()
    {
        await using var served = await Served.Example("nodes");
        await served.Said("/v1/incidents", """{"incident":"row","pool":"cluster","gpus":300,"from":"2026-06-21T00:00:00Z","says":"a row lost its cooling"}""");
        var seen = await served.Get("/v1/incidents/row");
        Assert.Equal((300, 128), (seen.GetProperty("order").EnumerateArray().Sum(line => line.GetProperty("shed").GetInt32()), seen.GetProperty("cover")[0].GetProperty("used").GetInt32()));
        Assert.Contains("a row lost its cooling", await served.Client.GetStringAsync("/clusters"));
        await served.Said("/v1/incidents/row/close", """{"at":"2026-06-21T02:00:00Z"}""");
        Assert.Equal("closed", (await served.Get("/v1/incidents")).GetProperty("incidents")[0].GetProperty("state").GetString());
        using var none = await served.Client.GetAsync("/v1/incidents/none");
        Assert.Equal("incident", (await Served.Problem(none)).GetProperty("field").GetString());
    }

    static async Task<JsonElement> Sent(Served served, string body)
    {
        using var reply = await served.Post("/v1/condition-events", body, "application/cloudevents-batch+json");
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
