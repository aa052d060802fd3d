using System.Net;
using System.Text.Json.Nodes;
using Headroom.Agent;

namespace Headroom.Schedulers.Tests.Dedicated;

/// <summary>The contract of block agents, as the reference agent keeps it.</summary>
public sealed class AgentTests : IDisposable
{
    readonly RunningAgent _agent = new();

    public void Dispose() => _agent.Dispose();

    [Fact]
    public async Task A_block_is_handed_over_once_however_often_it_is_asked()
    {
        using var first = await Hand("row-1", "acme", "\"1\"");
        using var again = await Hand("row-1", "acme", "\"1\"");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(("acme", "network out-of-band storage", first.Headers.ETag), (_agent.Of("row-1").Tenant, string.Join(' ', _agent.Of("row-1").Holds), again.Headers.ETag));
    }

    [Theory]
    [InlineData(null, 428, "PreconditionRequired")]
    [InlineData("\"7\"", 412, "Stale")]
    public async Task A_change_of_hands_names_the_state_that_was_seen(string? match, int status, string code) =>
    Assert.Equal((status, code), await Refused(await Hand("row-1", "acme", match)));

    [Fact]
    public async Task An_occupied_block_is_not_taken_from_under_its_tenant()
    {
        using var given = await Hand("row-1", "acme", "\"1\"");
        Assert.Equal((409, "Occupied"), await Refused(await Hand("row-1", "zeta", given.Headers.ETag!.Tag)));
        _agent.Change("row-1", block => block with { IsOn = true });

        Assert.Equal((409, "Occupied"), await Refused(await Hand("row-1", null, _agent.Of("row-1").ETag)));
        Assert.Equal("acme", _agent.Of("row-1").Tenant);
    }

    [Fact]
    public async Task A_block_that_comes_back_is_erased_before_anybody_else_has_it()
    {
        using var given = await Hand("row-1", "acme", "\"1\"");
        using var taken = await Hand("row-1", null, given.Headers.ETag!.Tag);

        Assert.Equal((HttpStatusCode.Accepted, "/v1/Tasks/2"), (taken.StatusCode, taken.Headers.Location!.ToString()));
        Assert.Equal((409, "Busy"), await Refused(await Hand("row-1", "zeta", _agent.Of("row-1").ETag)));
        _agent.Now += TimeSpan.FromSeconds(30);
        var task = await Json("v1/Tasks/2");
        Assert.Equal(("Running", 50), (task["TaskState"]!.ToString(), (int)task["PercentComplete"]!));
        _agent.Now += TimeSpan.FromSeconds(30);
        var block = await Json("v1/Blocks/row-1");
        Assert.Equal(("erase-row-1-2", "2027-01-01T00:01:00Z", false),
            (block["SecureErase"]!["Certificate"]!.ToString(), block["SecureErase"]!["At"]!.ToString(), (bool)block["EraseRequired"]!));
        using var next = await Hand("row-1", "zeta", _agent.Of("row-1").ETag);
        Assert.Equal("zeta", _agent.Of("row-1").Tenant);
    }

    [Fact]
    public async Task Health_follows_the_nodes_that_fail_on_request()
    {
        using var changed = await _agent.Ask(HttpMethod.Patch, "Simulation/Blocks/row-2", """{"FailedNodes": 1, "PowerState": "On"}""");
        var (block, nodes) = (await Json("v1/Blocks/row-2"), await Json("v1/Blocks/row-2/Nodes"));

        Assert.Equal(("Critical", 16, 8, "On"), (block["Status"]!["Health"]!.ToString(), (int)block["Gpus"]!, (int)block["GpusUp"]!, block["PowerState"]!.ToString()));
        Assert.Equal(["Critical", "OK"], nodes["Members"]!.AsArray().Select(node => node!["Status"]!["Health"]!.ToString()));
    }

    [Fact]
    public async Task What_a_stranger_sends_is_refused_in_words()
    {
        Assert.Equal((401, "Unauthorized"), await Refused(await _agent.Ask(HttpMethod.Get, "v1/Blocks", token: null)));
        Assert.Equal((401, "Unauthorized"), await Refused(await _agent.Ask(HttpMethod.Get, "v1/Blocks", token: "other")));
        Assert.Equal((404, "NotFound"), await Refused(await Hand("row-9", "acme", "\"1\"")));
        foreach (var body in new[] { "[]", "{", "{}", """{"Tenant": 7}""", """{"Tenant": ""}""", """{"Tenant": "a", "Isolation": ["moon"]}""" })
            Assert.Equal((400, "Malformed"), await Refused(await _agent.Ask(HttpMethod.Put, "v1/Blocks/row-1/Tenant", body, "\"1\"")));
        Assert.Equal((400, "Malformed"), await Refused(await _agent.Ask(HttpMethod.Patch, "Simulation/Blocks/row-1", """{"FailedNodes": "many"}""")));
        Assert.Equal((400, "Malformed"), await Refused(await _agent.Ask(HttpMethod.Post, "v1/Blocks/row-1/Actions/Block.Reset", """{"ResetType": "Nmi"}""")));
    }

    [Fact]
    public async Task The_inventory_is_kept_in_its_file()
    {
        using var given = await Hand("row-3", "acme", "\"1\"");

        Assert.Equal(_agent.Of("row-3").ETag, Inventory.Open(_agent.File("inventory.json"), () => _agent.Now).Block("row-3")!.ETag);
        File.WriteAllText(_agent.File("other.json"), """{"Blocks": [{"Id": "a", "Pool": "h100", "Nodes": 0, "GpusPerNode": 8}]}""");
        Assert.Contains("has no GPUs", Assert.Throws<InvalidDataException>(() => Inventory.Open(_agent.File("other.json"), () => _agent.Now)).Message, StringComparison.Ordinal);
    }

    Task<HttpResponseMessage> Hand(string block, string? tenant, string? match) =>
        _agent.Ask(HttpMethod.Put, $"v1/Blocks/{block}/Tenant", new JsonObject { ["Tenant"] = tenant }.ToJsonString(), match);

    async Task<JsonNode> Json(string path)
    {
        using var answer = await _agent.Ask(HttpMethod.Get, path);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    static async Task<(int, string)> Refused(HttpResponseMessage answer)
    {
        using (answer) return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!["code"]!.ToString());
    }
}
