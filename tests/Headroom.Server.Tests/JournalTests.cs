using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headroom.Journal;

namespace Headroom.Server.Tests;

public sealed class JournalTests
{
    // A customer who holds nothing but a root can check a fact and the journal's growth with these two replies alone.
    [Fact]
    public async Task Proofs_lead_from_the_stored_bytes_to_the_root()
    {
        await using var served = await Served.Example();
        var older = Root(await served.Get("/v1/journal/head"));
        await served.Said("/v1/months/2026-05/close");
        var head = await served.Get("/v1/journal/head");

        var proof = await served.Get("/v1/journal/proof/inclusion/48");
        byte[] salted = [0, .. Convert.FromHexString(proof.GetProperty("salt").GetString()!), .. Encoding.UTF8.GetBytes(proof.GetProperty("stored").GetString()!)];
        var leaf = new Digest(SHA256.HashData(salted));
        Assert.True(new InclusionProof(47, proof.GetProperty("size").GetInt64(), [.. Path(proof)]).Verify(leaf, Root(head)));

        var grown = await served.Get("/v1/journal/proof/consistency?from=47");
        Assert.True(new ConsistencyProof(47, head.GetProperty("position").GetInt64(), [.. Path(grown)]).Verify(older, Root(head)));
    }

    [Fact]
    public async Task Verification_checks_a_witness()
    {
        await using var served = await Served.Example();
        var head = await served.Get("/v1/journal/head");

        Assert.True((await served.Get("/v1/journal/verify")).GetProperty("clean").GetBoolean());
        Assert.True((await served.Get($"/v1/journal/verify?witness={head.GetProperty("position")}:{head.GetProperty("root").GetString()}")).GetProperty("clean").GetBoolean());
        Assert.False((await served.Get($"/v1/journal/verify?witness=5:{new string('0', 64)}")).GetProperty("clean").GetBoolean());
    }

    [Fact]
    public async Task The_reason_in_the_header_is_kept_and_shown()
    {
        await using var served = await Served.Example();
        using var reply = await served.Post("/v1/months/2026-05/close", headers: [("Headroom-Actor", "controller"), ("Headroom-Why", "agreed <with> the buyer")]);

        var fact = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("facts")[0];
        Assert.Equal(("controller", "agreed <with> the buyer"), (fact.GetProperty("actor").GetString(), fact.GetProperty("why").GetString()));
        Assert.Contains("agreed &lt;with&gt; the buyer", await served.Client.GetStringAsync("/journal"));

        using var refused = await served.Post("/v1/months/2026-06/close", headers: ("Headroom-Why", new string('a', 501)));
        Assert.Equal("Headroom-Why", (await Served.Problem(refused)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Facts_are_paged_without_a_gap_or_a_repeat()
    {
        await using var served = await Served.Example();
        var positions = new List<long>();

        for (string? after = "0"; after is not null;)
        {
            var page = await served.Get($"/v1/journal?limit=7&after={after}");
            positions.AddRange(page.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("position").GetInt64()));
            after = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(1, (int)served.Head.Position).Select(position => (long)position), positions);
        Assert.Equal("book.opened.v1", (await served.Get("/v1/journal/1")).GetProperty("kind").GetString());
    }

    static Digest Root(JsonElement head) => Digest.Parse(head.GetProperty("root").GetString()!);

    static IEnumerable<Digest> Path(JsonElement proof) => proof.GetProperty("path").EnumerateArray().Select(each => Digest.Parse(each.GetString()!));
}
