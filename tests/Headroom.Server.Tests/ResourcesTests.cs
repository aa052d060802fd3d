using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>Every resource from end to end, on the deal that the examples use.</summary>
public sealed class ResourcesTests
{
    const string Contract = "/v1/contracts/anthropic-colossus";

    [Fact]
    public async Task The_fleet_grows_from_a_site_to_energised_supply()
    {
        await using var served = await Served.Example();

        await served.Said("/v1/sites", """{"site":"berlin-1","zone":"Europe/Berlin","limits":[{"from":"2026-06-01","kilowatts":50000}]}""");
        await served.Said("/v1/pools", """{"pool":"b1","site":"berlin-1","block":8,"draw":{"kilowatts":2,"per-gpus":1},"spare":16}""");
        await served.Said("/v1/supply", """{"supply":"b1-first","pool":"b1","gpus":1000,"planned":"2026-06-01"}""");
        await served.Said("/v1/supply/b1-first/energise", """{"on":"2026-06-15"}""");

        Assert.Contains("berlin-1", (await served.Get("/v1/sites")).GetRawText());
        Assert.Contains("\"per-gpus\":1", (await served.Get("/v1/pools")).GetRawText());
        var block = (await served.Get("/v1/supply?limit=1")).GetProperty("supply")[0];
        Assert.Equal(("b1-first", "2026-06-15"), (block.GetProperty("supply").GetString(), block.GetProperty("energised").GetString()));
        var firm = (await served.Get("/v1/pools/b1/headroom?from=2026-07-01&through=2026-07-31")).GetProperty("firm").GetProperty("sellable")[0];
        Assert.Equal(984, firm.GetProperty("firm-gpus").GetInt64());
    }

    [Fact]
    public async Task A_contract_is_signed_in_yaml_amended_delivered_and_ended_by_notice()
    {
        await using var served = await Served.Example();
        var terms = Served.Text("mixed-fleet/contracts/reflection.yaml");

        using var signed = await served.Post("/v1/contracts", terms, "application/yaml");
        Assert.Equal(HttpStatusCode.Created, signed.StatusCode);
        Assert.Equal("/v1/contracts/reflection-gb300", signed.Headers.Location?.ToString());

        var amended = terms.Replace("amount: 150000000", "amount: 160000000").Replace("\n", "\n  ");
        await served.Said("/v1/contracts/reflection-gb300/amendments", $"from: 2026-09-01\ntreatment: prospective\nterms:\n  {amended}", "application/yaml");
        await served.Said("/v1/contracts/reflection-gb300/deliveries", """{"pool":"colossus-2","on":"2026-07-01","gpus":18000}""");
        await served.Said("/v1/contracts/reflection-gb300/notice", """{"by":"buyer","served":"2027-02-15"}""");

        var contract = await served.Get("/v1/contracts/reflection-gb300");
        Assert.Equal(2, contract.GetProperty("versions").GetArrayLength());
        Assert.Equal(18000, contract.GetProperty("delivered")[0].GetProperty("gpus").GetInt64());
        Assert.Equal("2027-05-16", contract.GetProperty("notice").GetProperty("last-day").GetString());
        Assert.Equal("2027-05-16", contract.GetProperty("seller-guaranteed-until").GetString());
    }

    // By hand: a quarter of 1,250 million a month from August on is another party's; a second contract of the same id is refused and nothing is written.
    [Fact]
    public async Task A_part_is_assigned_as_a_contract_of_its_own()
    {
        await using var served = await Served.Example();
        const string Part = """{"as":"google-part","to":"google","from":"2026-08-01","share":0.25,"on":"2026-05-01","consent":"letter of 30 April"}""";
        await served.Said($"{Contract}/parts", Part);

        var part = await served.Get("/v1/contracts/google-part?at=2026-08-15");
        var entered = part.GetProperty("lifecycle").GetProperty("entered")[0];
        Assert.Equal(("google", "signed"), (part.GetProperty("buyer").GetString(), entered.GetProperty("stage").GetString()));
        Assert.Contains("assigned by 'anthropic-colossus'", entered.GetRawText());
        Assert.Equal(312_500_000m, part.GetProperty("monthly-fee").GetDecimal());
        var before = served.Head;
        var problem = await Served.Problem(await served.Post($"{Contract}/parts", Part));
        Assert.Equal((before, "as"), (served.Head, problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_sale_that_does_not_fit_is_refused_with_the_numbers_that_prove_it()
    {
        await using var served = await Served.Example();
        var before = served.Head;
        var terms = Served.Text("colossus/contracts/anthropic.yaml").Replace("contract: anthropic-colossus", "contract: second").Replace("buyer: anthropic", "buyer: google");

        var problem = await Served.Problem(await served.Post("/v1/contracts", terms, "application/yaml"));

        Assert.Equal("urn:headroom:refusal:oversold", problem.GetProperty("type").GetString());
        Assert.Equal(422, problem.GetProperty("status").GetInt32());
        Assert.Equal("220000", problem.GetProperty("numbers").GetProperty("short_by_gpus").GetString());
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task Months_are_previewed_closed_and_paid()
    {
        await using var served = await Served.Example();

        Assert.Equal("2026-05", (await served.Get("/v1/months")).GetProperty("next-to-close").GetString());
        Assert.Equal("draft", (await served.Get("/v1/months/2026-05/drafts")).GetProperty("drafts")[0].GetProperty("state").GetString());
        await served.Said("/v1/months/2026-05/issue", """{"contract":"anthropic-colossus"}""");
        Assert.Equal("INV-0000001", (await served.Get("/v1/months/2026-05/drafts")).GetProperty("drafts")[0].GetProperty("issued-as")[0].GetString());
        await served.Said("/v1/months/2026-05/close");
        await served.Said("/v1/payments", """{"invoice":"INV-0000001","received":"2026-06-20","amount":600000000,"currency":"USD","reference":"wire 1"}""");

        var invoice = await served.Get("/v1/invoices/INV-0000001");
        Assert.Equal((625_000_000m, 25_000_000m), (invoice.GetProperty("total").GetDecimal(), invoice.GetProperty("open").GetDecimal()));
        Assert.Single((await served.Get("/v1/invoices?open=true&contract=anthropic-colossus")).GetProperty("invoices").EnumerateArray());
        var month = (await served.Get("/v1/months")).GetProperty("months")[0];
        Assert.Equal(("2026-05", 1), (month.GetProperty("month").GetString(), month.GetProperty("invoices").GetInt32()));
        var problem = await Served.Problem(await served.Post("/v1/months/2026-05/close"));
        Assert.Equal("urn:headroom:refusal:month-closed", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Demand_is_recorded_plain_or_packed_and_moved()
    {
        await using var served = await Served.Example();
        var csv =
            "timestamp_utc,pool,workload,gpus_in_use\n2026-03-01T00:00:00Z,colossus-2,search,700\n2026-03-01T01:00:00Z,colossus-2,search,800\n2026-03-01T00:00:00Z,colossus-2,ads,10\n";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress,
            leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(csv.Replace("search", "news").Replace("ads", "maps")));

        await served.Said("/v1/demand", csv, "text/csv");
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        using var reply = await served.Client.PostAsync("/v1/demand", content);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        await served.Said("/v1/demand/search/moves", """{"to":"colossus-1","from":"2026-08-01"}""");

        var demand = (await served.Get("/v1/demand")).GetProperty("demand").EnumerateArray().ToDictionary(each => each.GetProperty("workload").GetString()!);
        Assert.Equal(["ads", "chat", "maps", "news", "search", "training"], demand.Keys.Order());
        Assert.Equal(2, demand["search"].GetProperty("hours").GetInt32());
        Assert.Equal("colossus-1", demand["search"].GetProperty("moves")[0].GetProperty("to").GetString());
    }

    [Fact]
    public async Task Policy_assumptions_and_parties_are_set_and_seen()
    {
        await using var served = await Served.Example();

        await served.Said("/v1/policy", """{"risk":"2%","handover-days":10,"paths":100,"seed":7}""");
        await served.Said("/v1/assumptions", """{"name":"cost-per-gpu-hour","unit":"USD per GPU-hour","range":{"low":1,"high":3},"value":2,"source":"A second look."}""");
        await served.Said("/v1/parties", """{"party":"google","name":"Google LLC"}""");

        Assert.Equal(0.02m, (await served.Get("/v1/policy")).GetProperty("risk").GetDecimal());
        Assert.Contains("A second look.", (await served.Get("/v1/assumptions")).GetRawText());
        Assert.Contains("Google LLC", (await served.Get("/v1/parties")).GetRawText());
    }

    [Fact]
    public async Task A_party_is_described_and_seen_until_it_is_erased()
    {
        await using var served = await Served.Example();

        await served.Said("/v1/parties/google/details", """{"legal-name":"Example Inc.","address":["1 Sample Street"]}""", key: "d");
        var before = served.Head;
        await served.Said("/v1/parties/google/details", """{"legal-name":"Example Inc.","address":["1 Sample Street"]}""", key: "d");
        Assert.Equal(before, served.Head);

        var seen = await served.Get("/v1/parties/google");
        Assert.Equal("1 Sample Street", seen.GetProperty("details").GetProperty("address")[0].GetString());
        Assert.True(Headroom.Journal.Digest.TryParse(seen.GetProperty("details-exhibit").GetString()!, out var digest) && served.Keeper.Journal.EraseExhibit(digest));
        Assert.Equal(JsonValueKind.Null, (await served.Get("/v1/parties/google")).GetProperty("details").ValueKind);

        var problem = await Served.Problem(await served.Post("/v1/parties/google/details", """{"invoices-to":"nobody"}"""));
        Assert.Equal("invoices-to", problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Terms_are_explained_without_writing_anything()
    {
        await using var served = await Served.Example();
        var before = served.Head;

        using var reply = await served.Post("/v1/terms/explain?at=2026-06-30&variant=inferred", Served.Text("colossus/contracts/anthropic.yaml"), "application/yaml");
        var explained = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(45_273_730_000m, explained.GetProperty("stated").GetProperty("total").GetDecimal());
        Assert.Equal("2026-10-30", explained.GetProperty("backlog").GetProperty("enforceable-through").GetString());
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task Reports_agree_with_the_figures_of_the_deal()
    {
        await using var served = await Served.Example();

        var backlog = (await served.Get("/v1/backlog?at=2026-06-30")).GetProperty("contracts")[0];
        Assert.Equal(4_959_677_419.35m, backlog.GetProperty("enforceable").GetDecimal());
        Assert.Equal(43_750_000_000.00m, backlog.GetProperty("stated").GetDecimal());
        var overview = await served.Get("/v1/overview");
        Assert.Equal("2026-10-30", overview.GetProperty("contracts")[0].GetProperty("buyer-guaranteed-until").GetString());
        Assert.Equal(6, (await served.Get("/v1/revenue?contract=anthropic-colossus")).GetProperty("contracts")[0].GetProperty("policies").GetArrayLength());
        Assert.Equal(8, (await served.Get("/v1/sellable")).GetProperty("sellable").GetArrayLength());
        Assert.Equal(110_000, (await served.Get("/v1/quotas?at=2026-05-02")).GetProperty("quotas")[0].GetProperty("gpus").GetInt64());
        Assert.Equal("2026-11-07", (await served.Get($"{Contract}?at=2026-06-30")).GetProperty("capacity-back").GetString());
    }

    [Fact]
    public async Task Dates_accounts_and_entries_are_given_to_other_programs()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");

        Assert.Contains((await served.Get("/v1/agenda")).GetProperty("dates").EnumerateArray(),
            item => item.GetProperty("choice").GetBoolean() && item.GetProperty("date").GetString() == "2026-08-01");
        Assert.StartsWith("BEGIN:VCALENDAR", await served.Client.GetStringAsync("/v1/agenda.ics"));
        Assert.Equal(625_000_000m, (await served.Get("/v1/statements?customer=anthropic")).GetProperty("statements")[0].GetProperty("balance").GetDecimal());
        foreach (var format in new[] { "hledger", "ledger", "beancount" }) Assert.Contains("625000000.00", await served.Client.GetStringAsync($"/v1/ledger?format={format}"));
    }

    [Fact]
    public async Task The_parts_of_a_difference_sum_to_it()
    {
        await using var served = await Served.Example();

        var figures = (await served.Get("/v1/why/backlog?from=0&to=2026-06-30")).GetProperty("figures").EnumerateArray().ToList();

        Assert.NotEmpty(figures);
        Assert.All(figures, figure =>
            Assert.Equal(figure.GetProperty("difference").GetDecimal(), figure.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("amount").GetDecimal())));
    }

    [Fact]
    public async Task The_capacity_of_all_pools_is_that_of_each_added_path_by_path()
    {
        await using var served = await Served.Example();

        var all = (await served.Get("/v1/capacity?days=30")).GetProperty("points");
        var one = (await served.Get("/v1/capacity?days=30&pool=colossus-1")).GetProperty("points");
        var two = (await served.Get("/v1/capacity?days=30&pool=colossus-2")).GetProperty("points");

        Assert.Equal(30, all.GetArrayLength());
        for (var day = 0; day < 30; day++)
            foreach (var figure in new[] { "supply", "committed", "free", "own-high" }) // only the second pool has own demand, so even quantiles add here
                Assert.Equal(all[day].GetProperty(figure).GetInt64(), one[day].GetProperty(figure).GetInt64() + two[day].GetProperty(figure).GetInt64());
    }

    [Fact]
    public async Task Only_a_sandbox_lets_its_clock_be_moved()
    {
        await using var served = await Served.Example();
        await using var real = await Served.Empty(StoppedClock.AtNoon);

        await served.Said("/v1/clock", """{"to":"2026-08-01T05:00:00Z"}""");
        Assert.Equal("2026-08-01", (await served.Get("/v1/book")).GetProperty("today").GetString());
        await Served.Problem(await real.Post("/v1/clock", """{"to":"2026-12-01T05:00:00Z"}"""));
        Assert.Equal("2026-11-20", (await real.Get("/v1/book")).GetProperty("today").GetString());
    }
}
