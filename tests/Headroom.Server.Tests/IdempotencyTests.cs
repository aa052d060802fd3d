using System.Net;
using Headroom.Journal;

namespace Headroom.Server.Tests;

public sealed class IdempotencyTests
{
    const string Assumption = """{"name":"x","unit":"days","range":{"low":0,"high":9},"value":3,"source":"A guess."}""";

    [Fact]
    public async Task The_same_request_under_the_same_key_is_carried_out_once()
    {
        await using var served = await Served.Example();

        using var first = await served.Post("/v1/assumptions", Assumption, key: "k1");
        var after = served.Head;
        using var again = await served.Post("/v1/assumptions", Assumption, key: "k1");

        Assert.Equal(after, served.Head);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
    }

    // The journal moved on between the two: the reply is still the one of then.
    [Fact]
    public async Task A_replay_is_the_same_when_others_have_written_meanwhile()
    {
        await using var served = await Served.Example();

        using var first = await served.Post("/v1/months/2026-05/close", type: "", key: "close");
        await served.Said("/v1/assumptions", Assumption);
        using var again = await served.Post("/v1/months/2026-05/close", type: "", key: "close");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    // The key's digest is kept for ever, so it may not be one by which a name could be found again once it was erased.
    [Fact]
    public async Task A_key_stands_for_the_party_that_is_named_and_not_for_its_name()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/parties", """{"party":"google","name":"Google LLC"}""", key: "n");

        using var renamed = await served.Post("/v1/parties", """{"party":"google","name":"Alphabet"}""", key: "n");
        var other = await Served.Problem(await served.Post("/v1/parties", """{"party":"meta","name":"Google LLC"}""", key: "n"));

        Assert.True(renamed.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("urn:headroom:refusal:key-reused", other.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_key_stands_for_one_request()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/assumptions", Assumption, key: "k1");

        var problem = await Served.Problem(await served.Post("/v1/assumptions", Assumption.Replace(":3,", ":4,"), key: "k1"));
        Assert.Equal("urn:headroom:refusal:key-reused", problem.GetProperty("type").GetString());
        Assert.Equal("Idempotency-Key", problem.GetProperty("field").GetString());
        problem = await Served.Problem(await served.Post("/v1/parties", """{"party":"a","name":"A"}""", key: "k1"));
        Assert.Equal(409, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_record_of_several_workloads_is_replayed_whole()
    {
        await using var served = await Served.Example();
        var csv = "timestamp_utc,pool,workload,gpus_in_use\n2026-03-01T00:00:00Z,colossus-2,search,700\n2026-03-01T00:00:00Z,colossus-2,ads,10\n";

        var first = await served.Said("/v1/demand", csv, "text/csv", "d");
        var again = await served.Said("/v1/demand", csv, "text/csv", "d");

        Assert.Equal(2, first.GetProperty("facts").GetArrayLength());
        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    // Names are salted, so storing one again would leave a second copy that no fact names and nobody can erase.
    [Fact]
    public async Task A_name_said_again_is_not_stored_again()
    {
        await using var served = await Served.Example();
        var named = await served.Said("/v1/parties", """{"party":"google","name":"Google LLC"}""", key: "n");
        Assert.Equal(named.GetRawText(), (await served.Said("/v1/parties", """{"party":"google","name":"Google LLC"}""", key: "n")).GetRawText());

        var exhibit = Digest.Parse(named.GetProperty("facts")[0].GetProperty("body").GetProperty("exhibit").GetString()!);
        Assert.True(served.Keeper.Journal.EraseExhibit(exhibit));
        Assert.DoesNotContain("Google LLC", (await served.Get("/v1/parties")).GetRawText());
        Assert.DoesNotContain("Google LLC", System.Text.Encoding.Latin1.GetString(served.Stored()));
    }

    [Theory]
    [InlineData(1), InlineData(196), InlineData(200)]
    public async Task Keys_of_every_permitted_length_work(int length)
    {
        await using var served = await Served.Example();

        await served.Said("/v1/assumptions", Assumption, key: new string('k', length));
        using var again = await served.Post("/v1/assumptions", Assumption, key: new string('k', length));

        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData("\t"), InlineData("schlüssel"), InlineData("a\u0001b")]
    public async Task Other_keys_are_refused(string key)
    {
        await using var served = await Served.Example();
        await Served.Problem(await served.Post("/v1/assumptions", Assumption, key: key));
        await Served.Problem(await served.Post("/v1/assumptions", Assumption, key: new string('k', 201)));
    }
}
