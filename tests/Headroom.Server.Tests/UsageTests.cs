using System.Net;
using System.Text.Json;

namespace Headroom.Server.Tests;

public sealed class UsageTests
{
    const string Events = "/v1/usage-sources/slurm/events", Batch = "application/cloudevents-batch+json";

    static string Event(string id, int units, string account = "tenant_a", string from = "2026-06-02T10:30:00Z", string to = "2026-06-02T12:00:00Z", string more = "") =>
        $$$"""{"specversion":"1.0","type":"headroom.use.v1","source":"/clusters/one","id":"{{{id}}}","time":"2026-06-02T12:00:01Z","data":{"account":"{{{account}}}","from":"{{{from}}}","to":"{{{to}}}","units":{{{units}}}{{{more}}}}}""";

    // By hand: 8 GPUs for 1.5 hours are 12 GPU-hours, corrected to 16 GPUs 24; the commitment of June is 1,000 at 2.00.
    [Fact]
    public async Task Events_are_kept_once_sealed_and_billed()
    {
        await using var served = await Served.Example("metering");
        var first = await Sent(served, $"[{Event("1", 8)},{Event("1", 8)},{Event("1", 9)},{Event("2", 8, "a b")},{Event("3", 8, to: "2026-06-01T00:00:00Z")}]");
        Assert.Equal(("new", "repeated", "other-content", "refused", "refused"),
            (Outcome(first, 0), Outcome(first, 1), Outcome(first, 2), Outcome(first, 3), Outcome(first, 4)));
        Assert.Equal(1, (await Sent(served, Event("4", 16, more: ",\"corrects\":\"1\""), "application/cloudevents+json")).GetProperty("new").GetInt32());

        Assert.Equal(24, (await served.Get("/v1/usage-sources/slurm/months/2026-06")).GetProperty("total").GetDecimal());
        var before = served.Head.Position;
        await served.Said("/v1/usage-sources/slurm/months/2026-06/seal");
        Assert.Equal(before + 2, served.Head.Position);
        using var again = await served.Post("/v1/usage-sources/slurm/months/2026-06/seal");
        Assert.Equal("month", (await Served.Problem(again)).GetProperty("field").GetString());
        Assert.Equal(24, (await served.Get("/v1/usage-sources")).GetProperty("sources")[1].GetProperty("months")[0].GetProperty("quantity").GetDecimal());
        Assert.Equal(46_080, (await served.Get("/v1/pools/cluster/hours?month=2026-06")).GetProperty("total").GetProperty("capacity").GetDecimal());
    }

    // By hand: 24 of 64 GPUs are sold, 17,280 GPU-hours of June's 46,080; tenant_a used 8 for 1.5 hours, 12. A record of more GPUs than there are is set aside.
    [Fact]
    public async Task A_pools_month_shows_who_had_it_and_what_waits_to_be_sealed()
    {
        await using var served = await Served.Example("metering");
        const string Path = "/v1/pools/cluster/usage?month=2026-06";
        using var before = await served.Client.GetAsync(Path);
        await Sent(served, $"[{Event("1", 8)},{Event("2", 800)}]");
        using var after = await served.Client.GetAsync(Path);
        var waiting = await served.Get(Path);
        await served.Said("/v1/usage-sources/slurm/months/2026-06/seal");
        var sealing = await served.Get(Path);

        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(12, waiting.GetProperty("sources")[1].GetProperty("not-sealed").GetDecimal());
        Assert.Equal(("more-than-there-are", "more-than-there-are"),
            (waiting.GetProperty("quarantine")[0].GetProperty("reason").GetString(), sealing.GetProperty("quarantine")[0].GetProperty("reason").GetString()));
        Assert.Equal([(null, 17_280m), (null, 28_800m)], Shares(waiting));
        Assert.Equal([("tenant_a", 12m), (null, 17_268m), (null, 28_800m)], Shares(sealing));
        Assert.Contains("more than there are", await served.Client.GetStringAsync("/usage?pool=cluster&month=2026-06"));
    }

    static IEnumerable<(string?, int)> Reasons(JsonElement month) =>
        month.GetProperty("reasons").EnumerateArray().Select(reason => (reason.GetProperty("reason").GetString(), reason.GetProperty("records").GetInt32()));

    // Four of five events are not kept. The list ends with the event that comes again and can be read.
    [Fact]
    public async Task What_is_refused_at_the_door_stays_listed_with_its_reason_until_it_is_mended()
    {
        await using var served = await Served.Example("metering");
        const string Month = "/v1/usage-sources/slurm/months/2026-06", Usage = "/v1/pools/cluster/usage?month=2026-06";
        for (var times = 0; times < 2; times++)
            await Sent(served, $"[{Event("1", 8)},{Event("1", 9)},{Event("2", 8, "a'; drop table usage; --")},{Event("3", 8, to: "2026-06-01T00:00:00Z")},7]");
        var kept = await served.Get(Month);
        await served.Said($"{Month}/seal");
        var usage = await served.Get(Usage);

        Assert.Equal([("account-name", 1), ("ends-before-start", 1), ("other-content", 1)], Reasons(kept));
        Assert.Equal((4, 1, 3), (kept.GetProperty("records").GetInt32(), kept.GetProperty("counted").GetInt32(), kept.GetProperty("set-aside").GetInt32()));
        Assert.Contains("/clusters/one 2: 'a'; drop table usage; --' is no account", usage.GetProperty("quarantine")[1].GetProperty("value").GetString());
        Assert.Contains("account name", await served.Client.GetStringAsync("/usage?pool=cluster&month=2026-06"));

        // The 7 says neither when it was nor its id: it stands in the month in which it came, and nobody can tell that it came twice.
        Assert.Equal([("malformed", 2)], Reasons(await served.Get("/v1/usage-sources/slurm/months/2026-03")));
        await Sent(served, Event("2", 8), "application/cloudevents+json");
        Assert.Equal((2, 2), ((await served.Get(Month)).GetProperty("set-aside").GetInt32(), (await served.Get(Month)).GetProperty("counted").GetInt32()));
    }

    // A source that sends nothing that can be read was not heard of at all before.
    [Fact]
    public async Task A_month_of_which_nothing_could_be_kept_still_lists_what_was_refused()
    {
        await using var served = await Served.Example("metering");
        await Sent(served, $"[{Event("1", -8)}]");
        var usage = await served.Get("/v1/pools/cluster/usage?month=2026-06");
        Assert.Equal("malformed", usage.GetProperty("quarantine")[0].GetProperty("reason").GetString());
        Assert.False(usage.GetProperty("sources")[1].TryGetProperty("not-sealed", out _));
    }

    static IEnumerable<(string?, decimal)> Shares(JsonElement usage) =>
        usage.GetProperty("shares").EnumerateArray().Select(share => (share.GetProperty("account").GetString(), share.GetProperty("gpu-hours").GetDecimal()));

    [Theory]
    [InlineData("/v1/usage-sources/pbs/events", "[]", "source")]
    [InlineData(Events, "[]", "body")]
    [InlineData(Events, "{", "body")]
    [InlineData("/v1/usage-sources/pbs/months/2026-06/seal", "", "source")]
    [InlineData("/v1/usage-sources/slurm/months/june/seal", "", "month")]
    public async Task Slips_are_problems_and_nothing_is_written(string path, string body, string field)
    {
        await using var served = await Served.Example("metering");
        var before = served.Head;
        using var reply = await served.Post(path, body, body.Length == 0 ? "application/json" : Batch);
        var problem = await Served.Problem(reply);
        Assert.Equal((field, before), (field == "body" ? field : problem.GetProperty("field").GetString(), served.Head));
    }

    static string? Outcome(JsonElement sent, int index) => sent.GetProperty("events")[index].GetProperty("outcome").GetString();

    static async Task<JsonElement> Sent(Served served, string body, string type = Batch)
    {
        using var reply = await served.Post(Events, body, type);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
