using System.Net;
using System.Text.Json;
using CsvHelper;
using Headroom.Formats.Tables;

namespace Headroom.Server.Tests;

/// <summary>CSV of every view that answers JSON: the routes are those of the description, so that a new one is tested by being there.</summary>
public sealed class CsvTests
{
    static readonly Dictionary<string, string> Known = new()
    {
        ["contract"] = "anthropic-colossus",
        ["pool"] = "colossus-1",
        ["customer"] = "anthropic",
        ["party"] = "anthropic",
        ["invoice"] = "INV-0000001",
        ["month"] = "2026-06",
        ["position"] = "3",
        ["view"] = "backlog",
        ["quote"] = "deal",
        ["workload"] = "training",
        ["as-of"] = "2026-05-31",
        ["source"] = "slurm",
        ["incident"] = "row",
        ["block"] = "row-1",
    };

    // What is there only beside a scheduler, or under a clause that the example does not have.
    static readonly string[] OfSchedulers = ["/v1/clusters/{cluster}", "/v1/reclaims/{reclaim}"];

    // What is there only of a month that is closed.
    static readonly string[] OfClosedMonths = ["/v1/months/{month}/recognised", "/v1/months/{month}/roll-forward"];

    static readonly Dictionary<string, string> Asked = new()
    {
        ["/v1/why/{view}"] = "from=0&to=2026-05-10&",
        ["/v1/journal/proof/consistency"] = "from=2&",
        ["/v1/pools/{pool}/hours"] = "month=2026-05&",
        ["/v1/pools/{pool}/usage"] = "month=2026-05&"
    };

    [Fact]
    public async Task Every_view_in_JSON_is_a_table_too_with_the_same_values()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        await served.Said("/v1/usage-sources", """{"usage-source":"slurm","pool":"colossus-1","measures":"allocated","accounts":[{"account":"a","workload":"training"}]}""");
        await served.Said("/v1/blocks", """{"block":"row-1","pool":"colossus-1","gpus":4608,"nodes":["row-1-[1-576]"]}""");
        await served.Said("/v1/blocks/row-1/moves", """{"to":"assigned","contract":"anthropic-colossus","at":"2026-05-01T06:00:00Z"}""");
        await served.Said("/v1/account-map", ClosingTests.Map);
        await served.Said("/v1/incidents",
            """{"incident":"row","kind":"maintenance","pool":"colossus-1","gpus":8,"from":"2026-07-01T00:00:00Z","to":"2026-07-02T00:00:00Z","says":"pumps"}""");
        using (var taken = await served.Post("/v1/trial-balances?source=erp", "account,entity,balance,as_of\n1200,US01,1.5,2026-05-31\n",
            "text/csv")) Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        await served.Said("/v1/contracts/anthropic-colossus/lease-tests", AccountingTests.LeaseTest);
        await served.Said("/v1/quotes", QuoteTests.Quoting("deal", 72, fee: 1000));
        await served.Said("/v1/quotes", QuoteTests.Quoting("deal", 72, fee: 900));
        var paths = (await served.Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out var get)
                && get.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("application/json", out _)).Select(path => path.Name)
            .Except(OfSchedulers).ToList();
        Assert.True(paths.Count > 20);

        foreach (var path in paths)
        {
            var address =
                $"{Known.Aggregate(OfClosedMonths.Contains(path) ? path.Replace("{month}", "2026-05") : path, (text, known) => text.Replace($"{{{known.Key}}}", known.Value))}?{Asked.GetValueOrDefault(path, "")}";
            var json = await served.Get(address);
            using var none = await served.Client.GetAsync($"{address}format=csv&table=none");
            var detail = (await Served.Problem(none)).GetProperty("detail").GetString()!;
            var tables = detail[(detail.IndexOf("there are ", StringComparison.Ordinal) + 10)..].TrimEnd('.').Split(", ");
            var values = new List<string>();
            foreach (var table in tables) values.AddRange(Own(path, table, tables, await Csv(served, $"{address}format=csv&table={table}")));

            // A page of JSON may be one of several; a table is all of them.
            Assert.True(Values(json).Order(StringComparer.Ordinal).SequenceEqual(values.Order(StringComparer.Ordinal)), path);
        }
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("text/csv, application/json;q=0.5", true)]
    [InlineData("application/json, text/csv;q=0.9", false)]
    [InlineData("*/*", false)]
    [InlineData("nonsense;;;", false)]
    public async Task The_accept_header_decides(string accept, bool csv)
    {
        await using var served = await Served.Example();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/contracts");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var reply = await served.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(csv ? "text/csv" : "application/json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", reply.Headers.Vary);
        Assert.Equal(csv, reply.Headers.ETag!.Tag.EndsWith("-csv\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_is_not_cut_into_pages_unless_asked()
    {
        await using var served = await Served.Example();

        Assert.Equal(served.Head.Position + 1,
            (await Csv(served, "/v1/journal?format=csv")).Split("\r\n")
            .Count(line => line.Contains("Z,", StringComparison.Ordinal) || line.StartsWith("position,", StringComparison.Ordinal)));
        using var few = await served.Client.GetAsync("/v1/pools?format=csv&limit=1");
        Assert.Equal(2, (await few.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n").Length);
        using var wrong = await served.Client.GetAsync("/v1/pools?format=xml");
        Assert.Equal("format", (await Served.Problem(wrong)).GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("/", 1), InlineData("/contracts", 1), InlineData("/contracts/anthropic-colossus", 5), InlineData("/invoices", 2), InlineData("/invoices/INV-0000001", 1),
        InlineData("/journal", 1), InlineData("/contracts?position=47", 1)]
    public async Task Every_table_of_the_console_has_a_link_that_gives_it(string page, int links)
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var text = await served.Client.GetStringAsync(page);
        var found = System.Text.RegularExpressions.Regex.Matches(text, "class=\"csv noprint\" href=\"([^\"]+)\"")
            .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();

        Assert.Equal(links, found.Count);
        Assert.Equal(text.Split("<table").Length - 1, found.Count);
        foreach (var address in found) Assert.True((await Csv(served, address)).Split("\r\n").Length > 2, address);
    }

    static async Task<string> Csv(Served served, string address)
    {
        using var reply = await served.Client.GetAsync(address);
        Assert.Equal(("text/csv", HttpStatusCode.OK), (reply.Content.Headers.ContentType?.MediaType, reply.StatusCode));
        return await reply.Content.ReadAsStringAsync();
    }

    static IEnumerable<string> Own(string path, string table, string[] tables, string text)
    {
        using var csv = CsvReader.Create(new StringReader(text), leaveOpen: false);
        csv.ReadHeader();
        Assert.Subset(csv.Headers.ToHashSet(), FixedColumns.Of(path.Split('/').Last(word => !word.StartsWith('{')), table).ToHashSet());
        var above = tables.Select(other => other + ".").Where(name => table.StartsWith(name, StringComparison.Ordinal)).Append("report.").ToList();
        var own = csv.Headers.Where(header => !above.Any(prefix => header.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        var values = new List<string>();
        while (csv.Read()) values.AddRange(own.Select(csv.GetString).Where(value => value.Length > 0).Select(CsvText.Plain));
        return values;
    }

    static IEnumerable<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Values(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
        JsonValueKind.Null => [],
        JsonValueKind.True => ["true"],
        JsonValueKind.False => ["false"],
        _ => value.ToString() is { Length: > 0 } text ? [text] : [],
    };
}
