using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Server.Tests;

/// <summary>
/// What strangers and broken programs send: never a 5xx, never a stack trace, always a problem that names a field, and nothing written.
/// </summary>
public sealed class HostileTests
{
    /// <summary>Values put in the place of every value of every document, as JSON.</summary>
    static readonly string[] Values =
    [
        "NaN", "1e30", "1000000000000000000000000000000", "-1", "-625000000", "0.1e-30", "99999999999999999999999999999999999999999999999999", "\"NaN\"", "\"∞\"", "\"1e30\"",
        "\"9999-12-31\"", "\"0000-00-00\"", "\"2026-02-30\"", "\"'; DROP TABLE facts; --\"", "\"$(reboot)\"", "\"../../etc/passwd\"", "\"\\u0000\"", "\"\\ud800\"", "\"\"", "null",
        "[]", "{}", "[[[[]]]]",
        "{\"a\":{\"a\":1}}", "true", $"\"{new string('x', 70_000)}\"",
    ];

    /// <summary>Documents each of which the book refuses as it is, by a rule that stands after reading.</summary>
    static readonly (string Path, string Document)[] Documents =
    [
        ("/v1/sites", """{"site":"memphis","parent":"nowhere","zone":"Europe/Berlin","limits":[{"from":"2026-06-01","kilowatts":50000}]}"""),
        ("/v1/pools", """{"pool":"colossus-1","site":"nowhere","class":"colossus-2","block":8,"draw":{"kilowatts":2,"per-gpus":1},"spare":16}"""),
        ("/v1/supply", """{"supply":"c1-first","pool":"nowhere","gpus":1000,"planned":"2026-06-01","retires":"2026-05-01"}"""),
        ("/v1/supply/c1-first/energise", """{"on":"2026-06-15"}"""),
        ("/v1/policy", """{"risk":0.6,"handover-days":10,"paths":100,"seed":7}"""),
        ("/v1/clock", """{"to":"2026-01-01T00:00:00Z"}"""),
        ("/v1/payments", """{"invoice":"INV-0000009","received":"2026-06-20","amount":1.00,"currency":"USD","reference":"x"}"""),
        ("/v1/contracts/nobody/notice", """{"by":"buyer","served":"2026-08-15"}"""),
        ("/v1/contracts/nobody/deliveries", """{"pool":"colossus-1","on":"2026-07-01","gpus":8}"""),
        ("/v1/demand/nobody/moves", """{"to":"colossus-2","from":"2026-08-01"}"""),
        ("/v1/assumptions", """{"name":"x","unit":"days","range":{"low":5,"high":4},"value":100,"source":"A guess."}"""),
        ("/v1/contracts", Terms("colossus-1", "anthropic-colossus")),
        ("/v1/contracts/anthropic-colossus/amendments",
            $$"""{"from":"2031-01-01","treatment":"prospective","supersedes":"2027-01-01","terms":{{Terms("colossus-1", "anthropic-colossus")}}}"""),
    ];

    static readonly string[] Queries =
    [
        "/v1/overview?at=9999-12-31", "/v1/overview?at=yesterday", "/v1/overview?position=-1", "/v1/overview?position=1e3", "/v1/overview?position=99999999999999999999999999",
        "/v1/overview?nope=1",
        "/v1/overview?at=2026-01-01&at=2026-01-02", "/v1/overview?at=", "/v1/contracts?limit=0", "/v1/contracts?limit=501", "/v1/contracts?limit=abc",
        $"/v1/contracts?after={new string('z', 5000)}",
        "/v1/contracts/..%2F..%2Fetc%2Fpasswd", "/v1/contracts/'%3B%20DROP%20TABLE%20facts%3B--", "/v1/contracts/anthropic-colossus?at=2026-13-01", "/v1/contracts/%F0%9F%92%A9",
        "/v1/invoices/INV-0000001", "/v1/invoices/..%2f..%2f", "/v1/invoices?open=maybe", "/v1/invoices?contract=nobody", "/v1/months/2026-13/preview",
        "/v1/months/2026-09/preview", "/v1/agenda?contract=nobody", "/v1/agenda.ics?at=x", "/v1/statements?customer=A", "/v1/ledger?format=gnucash", "/v1/months/9999-01/preview",
        "/v1/months/x/preview",
        "/v1/sellable?risk=2", "/v1/sellable?risk=NaN", "/v1/sellable?risk=-5%25", "/v1/sellable?days=0", "/v1/sellable?days=100000",
        "/v1/sellable?from=2199-12-31&through=2026-01-01", "/v1/sellable?pool=nope", "/v1/sellable?from=2020-01-01", "/v1/pools/colossus-2/headroom?from=2020-01-01",
        "/v1/pools/colossus-2/frontier?from=2020-01-01",
        "/v1/pools/nope/headroom", "/v1/pools/colossus-1/headroom?through=2099-01-01", "/v1/capacity?days=-1", "/v1/capacity?pool=%2e%2e", "/v1/revenue?contract=*",
        "/v1/backlog?at=2026-06-31",
        "/v1/why/everything?from=1&to=2", "/v1/why/backlog.nothing?from=1&to=2", "/v1/why/backlog", "/v1/why/backlog?from=5&to=1", "/v1/why/backlog?from=2026-07-01&to=2026-01-01",
        "/v1/why/backlog?from=99999999999999999999&to=3", "/v1/why/backlog?from=1&to=999",
        "/v1/journal?after=-1", "/v1/journal?limit=100000", "/v1/journal/0", "/v1/journal/999", "/v1/journal/abc", "/v1/journal/verify?witness=x",
        "/v1/journal/verify?witness=1:zz",
        "/v1/journal/proof/inclusion/0", "/v1/journal/proof/inclusion/999", "/v1/journal/proof/inclusion/3?size=2", "/v1/journal/proof/inclusion/3?size=99",
        "/v1/journal/proof/consistency", "/v1/journal/proof/consistency?from=99",
        "/v1/journal/proof/consistency?from=3&to=2", "/v1/nope", "/v1/", "/v1/contracts/a/b/c", "/v1/book?position=0", "/v1/policy?at=2026-01-01", $"/v1/{new string('a', 3000)}",
        "/v1/terms/explain", "/v1/clock",
    ];

    [Fact]
    public async Task Hostile_values_in_every_place_of_every_document_are_refused_and_nothing_is_written()
    {
        await using var served = await Served.Example();
        var (before, sent) = (served.Head, 0);
        foreach (var (path, document) in Documents)
        {
            await Served.Problem(await served.Post(path, document));
            foreach (var hostile in Mutations(document))
            {
                await Served.Problem(await served.Post(path, hostile));
                sent++;
            }
        }
        Assert.True(sent > 400, $"{sent} requests were sent.");
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task Hostile_paths_and_queries_are_refused()
    {
        await using var served = await Served.Example();
        foreach (var query in Queries)
        {
            using var reply = await served.Client.GetAsync(query);
            await Served.Problem(reply);
        }
    }

    [Fact]
    public async Task Documents_that_are_none_are_refused()
    {
        await using var served = await Served.Example();
        var before = served.Head;
        string[] broken =
        [
            "", "{", "}", "[]", "null", "1", "\"x\"", "{\"a\":1,}", "{\"to\":1,\"to\":2}", "{\"to\":NaN}", new string('[', 100_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "\u0000", "{'to': 1}",
            "<xml/>", "to: 2026-01-01", "{\"to\":\"2026-08-01T00:00:00Z\"} {}", $"{{\"{new string('k', 100_000)}\":1}}", "{\"\\ud800\":1}",
        ];
        foreach (var document in broken)
            foreach (var (path, _) in Documents) await Served.Problem(await served.Post(path, document));
        string[] yaml = ["&a [*a]", "a: &a b\nc: *a", "!!python/object:os.system x", "a: 1\na: 2", "--- 1\n--- 2", "\t", "a: [", ": :", "? [x]\n: y", "%YAML 9",
            string.Concat(Enumerable.Repeat("- ", 3000)), "a: b: c", "{}", "- x", "\ud83d", "|\n x"];
        foreach (var document in yaml)
            foreach (var (path, _) in Documents) await Served.Problem(await served.Post(path, document, "application/yaml"));
        foreach (var (path, _) in Documents) await Served.Problem(await Bytes(served, path, [0xff, 0xfe, 0x80], "application/yaml"));
        foreach (var (path, _) in Documents) await Served.Problem(await Bytes(served, path, [0x22, 0xff, 0x80, 0x22], "application/json"));
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task Csv_that_is_none_is_refused()
    {
        await using var served = await Served.Example();
        var before = served.Head;
        const string header = "timestamp_utc,pool,workload,gpus_in_use\n";
        string[] broken =
        [
            "", "x", header, header + "2026-03-01T00:00:00Z,colossus-2,w", header + "2026-03-01T00:00:00Z,colossus-2,w,NaN", header + "2026-03-01T00:00:00Z,colossus-2,w,1e9",
            header + "2026-03-01T00:00:00Z,colossus-2,w,-1",
            header + "2026-03-01T00:30:00Z,colossus-2,w,1", header + "9999-03-01T00:00:00Z,colossus-2,w,1", header + "2026-03-01T00:00:00Z,nope,w,1",
            header + "2026-03-01T00:00:00Z,../..,w,1",
            header + "1990-03-01T00:00:00Z,colossus-2,w,1\n2026-03-01T00:00:00Z,colossus-2,w,1",
            header + "2026-03-01T00:00:00Z,colossus-2,w,1\n2026-03-01T00:00:00Z,colossus-2,w,2", header + "\"unclosed", "\u001f\u008b",
            header + "2026-03-01T00:00:00Z,colossus-2,w," + new string('9', 5000),
            "timestamp_utc,pool,workload,gpus_in_use,gpus_busy\n2026-03-01T00:00:00Z,colossus-2,w,1,2",
            "timestamp_utc,pool,workload,gpus_in_use,gpus_busy\n2026-03-01T00:00:00Z,colossus-2,w,1,-1",
        ];
        foreach (var csv in broken) await Served.Problem(await served.Post("/v1/demand", csv, "text/csv"));
        await Served.Problem(await Bytes(served, "/v1/demand", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], "application/gzip"));
        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_body_above_its_limit_is_refused_without_being_read(bool stated)
    {
        await using var served = await Served.Example();
        foreach (var (path, type) in new[] { ("/v1/demand", "text/csv"), ("/v1/contracts", "application/json"), ("/v1/terms/explain", "application/yaml"),
            ("/v1/months/2026-05/close", "application/json") })
        {
            var endless = new Zeros(100 << 20);
            using var content = new StreamContent(endless);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            if (stated) content.Headers.ContentLength = 100 << 20;
            using var reply = await served.Client.PostAsync(path, content);
            Assert.Equal(413, (await Served.Problem(reply)).GetProperty("status").GetInt32());
            Assert.True(endless.Position < 80 << 20, $"{endless.Position} bytes were read.");
        }
    }

    [Theory]
    [InlineData(""), InlineData("text/plain"), InlineData("application/xml"), InlineData("application/x-www-form-urlencoded"), InlineData("multipart/form-data; boundary=x"),
        InlineData("nonsense"), InlineData("application/json2")]
    public async Task Other_media_types_are_refused(string type)
    {
        await using var served = await Served.Example();
        foreach (var (path, document) in Documents.Append(("/v1/demand", "x")))
            Assert.Equal(415, (await Served.Problem(await served.Post(path, document, type))).GetProperty("status").GetInt32());
    }

    // Law: whatever is sent is either carried out or refused as a problem with nothing written.
    [Fact]
    public async Task Any_mixture_of_good_and_hostile_parts_is_carried_out_or_refused()
    {
        await using var served = await Served.Example();
        var good = Documents.Append(("/v1/contracts", Terms("colossus-2", "fresh"))).Append(("/v1/terms/explain", Terms("colossus-2", "fresh"))).ToArray();
        var cases = Gen.Elements(good).SelectMany(document => Gen.Choose(0, 10_000).ArrayOf(4).Select(draws => (document, draws))).ToArbitrary();
        Prop.ForAll(cases, async each =>
        {
            var ((path, document), draws) = each;
            var before = served.Head;
            using var reply = await served.Post(path, Mixed(document, draws));
            if ((int)reply.StatusCode is 200 or 201) return;
            await Served.Problem(reply);
            Assert.Equal(before, served.Head);
        }).Check(Laws.Seeded.WithMaxTest(400));

        // Whatever was carried out, every view and page can still be computed.
        foreach (var path in ReadingTests.Views.Concat(["/", "/contracts", "/invoices", "/journal", "/contracts/anthropic-colossus"]))
        {
            using var reply = await served.Client.GetAsync(path);
            Assert.True(reply.IsSuccessStatusCode, $"{path}: {await reply.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>The document with hostile values in one place after another.</summary>
    static IEnumerable<string> Mutations(string document)
    {
        foreach (var place in Places(JsonNode.Parse(document)!))
        {
            // Free text may hold anything; what is said of it is tested where it is shown.
            if (place.EndsWith("source", StringComparison.Ordinal) || place.EndsWith("unit", StringComparison.Ordinal) || place.EndsWith("reference", StringComparison.Ordinal))
                continue;
            foreach (var value in Values) yield return With(document, (place, value));
        }
    }

    static string Mixed(string document, int[] draws)
    {
        var places = Places(JsonNode.Parse(document)!).ToList();
        return With(document, [.. draws.Chunk(2).Select(draw => (places[draw[0] % places.Count], Values[draw[1] % Values.Length])).DistinctBy(each => each.Item1)]);
    }

    static IEnumerable<string> Places(JsonNode node) => node switch
    {
        JsonObject map => map.Where(field => field.Value is not null).SelectMany(field => Places(field.Value!)),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Places),
        _ => [node.GetPath()],
    };

    // A value may be no JSON at all, so values are put in as text in the place of marks.
    static string With(string document, params (string Place, string Value)[] hostile)
    {
        var root = JsonNode.Parse(document)!;
        for (var i = 0; i < hostile.Length; i++) Find(root, hostile[i].Place).ReplaceWith($"@here{i}@");
        return hostile.Index().Aggregate(root.ToJsonString(), (text, each) => text.Replace($"\"@here{each.Index}@\"", each.Item.Value));
    }

    static JsonNode Find(JsonNode node, string place) => node.GetPath() == place ? node : node switch
    {
        JsonObject map => map.Select(field => field.Value).OfType<JsonNode>().Select(child => Find(child, place)).FirstOrDefault(found => found.GetPath() == place) ?? node,
        JsonArray list => list.OfType<JsonNode>().Select(child => Find(child, place)).FirstOrDefault(found => found.GetPath() == place) ?? node,
        _ => node,
    };

    static Task<HttpResponseMessage> Bytes(Served served, string path, byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return served.Client.PostAsync(path, content);
    }

    static string Terms(string pool, string id) => $$"""
        {"contract":"{{id}}","seller":"spacex-ai","buyer":"anthropic","zone":"America/Chicago","currency":"USD","term":{"from":"2026-07-01","through":"2027-06-30"},"net-days":30,
         "legs":[{"reserve":"{{pool}}","steps":[{"from":"2026-07-01","gpus":7200}]},{"monthly":"fee","steps":[{"from":"2026-07-01","amount":1000000.00}],"proration":"30/360"},
                 {"exit":"either party","lock-in":"3 months","early-notice":"refused","notice":"90 days","last-day":"day-served"}],
         "policy":{"revenue":"as-invoiced"},
         "assumptions":[{"name":"a","unit":"USD","range":{"low":0,"high":10},"variants":{"x":1,"y":2},"use":"x","source":"s"}],"sources":[{"date":"2026-06-01","document":"d","says":"s"}]}
        """;

    /// <summary>So many bytes, made as they are read.</summary>
    sealed class Zeros(long length) : Stream
    {
        long _position;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            _position += read;
            return read;
        }

        public override long Position { get => _position; set => throw new NotSupportedException(); }
        public override long Length => throw new NotSupportedException();
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
