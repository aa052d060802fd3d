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

    // An operator sees what a sender was told, until it is sent right. Nothing is said to the book, so no answer is kept from before.
    [Fact]
    public async Task Events_that_were_refused_stay_listed_until_they_are_recorded()
    {
        await using var served = await Served.Example("nodes");
        async Task<string[]> Listed() =>
            [.. (await served.Get("/v1/condition-events?month=2026-06")).GetProperty("refused").EnumerateArray()
                .Select(each => $"{each.GetProperty("event")}: {each.GetProperty("reason")} {each.GetProperty("field")} {each.GetProperty("events")}")];
        Assert.Empty(await Listed());

        await Sent(served,
            $"[{Event("1")},{Event("2", ",\"to\":\"2026-06-20T00:00:00Z\"")},{Event("3", ",\"cause\":\"sabotage\"")},{Event("3", ",\"cause\":\"sabotage\"")},{Event("")}]");
        Assert.Equal([": malformed id 1", "/dcgm 2: dates-upside-down to 1", "/dcgm 3: malformed data.cause 1"], await Listed());
        Assert.Contains("/dcgm 3", await served.Client.GetStringAsync("/availability?contract=a-judged&month=2026-06"), StringComparison.Ordinal);
        Assert.DoesNotContain("/dcgm 3", await served.Client.GetStringAsync("/availability?contract=a-judged&month=2026-05"), StringComparison.Ordinal);
        Assert.StartsWith("event,reason,field,says,events", await served.Client.GetStringAsync("/v1/condition-events?month=2026-06&format=csv&table=refused"),
            StringComparison.Ordinal);

        await Sent(served, $"[{Event("2", ",\"to\":\"2026-06-20T02:00:00Z\"")}]");
        Assert.Equal([": malformed id 1", "/dcgm 3: malformed data.cause 1"], await Listed());
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
        Assert.Equal((236.25m, 223.75m, 40_000m),
            (clause.GetProperty("down-minutes").GetDecimal(), clause.GetProperty("buyer").GetProperty("difference-minutes").GetDecimal(),
                clause.GetProperty("buyer").GetProperty("credit").GetDecimal()));
        Assert.Equal(20_000m, (await served.Get("/v1/disputes")).GetProperty("disputes")[0].GetProperty("amount").GetDecimal());
        await served.Said("/v1/contracts/a-judged/agreed-availability", Figures.Replace("460", "440").Replace("export 17", "call of 8 July"));
        var agreed = (await served.Get("/v1/contracts/a-judged/availability/2026-06")).GetProperty("clauses")[0];
        Assert.Equal((440m, true, "call of 8 July"),
            (agreed.GetProperty("down-minutes").GetDecimal(), agreed.GetProperty("stated-reading").GetBoolean(), agreed.GetProperty("reading-evidence").GetString()));
        Assert.Contains("holds in place of the table: call of 8 July", await served.Client.GetStringAsync("/availability?contract=a-judged&month=2026-06"),
            StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, (await served.Get("/v1/disputes")).GetProperty("disputes")[0].GetProperty("settled").ValueKind);
    }

    [Fact]
    public async Task An_incident_is_opened_seen_and_closed()
    {
        await using var served = await Served.Example("nodes");
        await served.Said("/v1/incidents", """{"incident":"row","pool":"cluster","gpus":300,"from":"2026-06-21T00:00:00Z","says":"a row lost its cooling"}""");
        var seen = await served.Get("/v1/incidents/row");
        Assert.Equal((300, 128),
            (seen.GetProperty("order").EnumerateArray().Sum(line => line.GetProperty("shed").GetInt32()), seen.GetProperty("cover")[0].GetProperty("used").GetInt32()));
        Assert.Contains("a row lost its cooling", await served.Client.GetStringAsync("/clusters"));
        await served.Said("/v1/incidents/row/close", """{"at":"2026-06-21T02:00:00Z"}""");
        Assert.Equal("closed", (await served.Get("/v1/incidents")).GetProperty("incidents")[0].GetProperty("state").GetString());
        using var none = await served.Client.GetAsync("/v1/incidents/none");
        Assert.Equal("incident", (await Served.Problem(none)).GetProperty("field").GetString());
    }

    // By hand: examples/nodes/README.md; the second row is of a clause that is not there, the third no number.
    [Fact]
    public async Task Buyers_figures_come_by_CSV_and_each_opens_its_dispute()
    {
        await using var served = await Served.Example("nodes");
        await served.Said("/v1/clock", """{"to":"2026-07-02T00:00:00Z"}""");
        await served.Said("/v1/months/2026-06/close");
        const string File =
            "contract,clause,month,down-minutes,evidence\na-judged,uptime,2026-06,460,export 17\na-judged,latency,2026-06,1,export 17\na-judged,uptime,2026-06,many,export 17\n";
        var first = await Sent(served, File, "/v1/stated-availability", "text/csv");
        Assert.Equal((1, "DSP-0000001", "clause", "down-minutes"), (first.GetProperty("new").GetInt32(), first.GetProperty("recorded")[0].GetProperty("dispute").GetString(),
            first.GetProperty("set-aside")[1].GetProperty("field").GetString(), first.GetProperty("set-aside")[0].GetProperty("field").GetString()));
        var before = served.Head;
        Assert.Equal(1, (await Sent(served, File, "/v1/stated-availability", "text/csv")).GetProperty("known").GetInt32());
        Assert.Equal(before, served.Head);

        var page = await served.Client.GetStringAsync("/availability?contract=a-judged&month=2026-06");
        Assert.All(["99.4528%", "98.9352%", "$20,000.00", "DSP-0000001", "INV-0000001", "throttled"], shown => Assert.Contains(shown, page));
    }

    [Fact]
    public async Task Planned_work_stands_in_the_agenda_and_the_calendar()
    {
        await using var served = await Served.Example("nodes");
        await served.Said("/v1/incidents",
            """{"incident":"pumps","kind":"maintenance","pool":"cluster","gpus":300,"from":"2026-07-20T00:00:00Z","to":"2026-07-21T00:00:00Z","says":"pumps"}""");
        Assert.Contains((await served.Get("/v1/agenda?contract=a-judged")).GetProperty("dates").EnumerateArray(),
            date => date.GetProperty("what").GetString()!.StartsWith("maintenance pumps, by which it lacks", StringComparison.Ordinal));
        Assert.Contains("maintenance pumps", (await served.Client.GetStringAsync("/v1/agenda.ics")).Replace("\r\n ", ""));
        Assert.Contains("maintenance pumps", await served.Client.GetStringAsync("/contracts/a-judged"));
    }

    static async Task<JsonElement> Sent(Served served, string body, string path = "/v1/condition-events", string type = "application/cloudevents-batch+json")
    {
        using var reply = await served.Post(path, body, type);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
