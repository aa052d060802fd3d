using System.Net;
using System.Text.Json;

namespace Headroom.Server.Tests;

public sealed class BankingTests
{
    const string Path = "/v1/bank-statements";
    const string Csv = "date,amount,currency,reference,remittance,payer\n2026-06-20,625000000.00,USD,B1,INV-0000001,\n2026-06-21,5.00,USD,,hello,\n";

    [Fact]
    public async Task A_statement_is_shown_then_recorded_and_never_twice()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var before = served.Head;

        Assert.Equal("certain", (await Sent(served, "")).GetProperty("lines")[0].GetProperty("grade").GetString());
        Assert.Equal(before, served.Head);
        var recorded = await Sent(served, "?apply=certain", "k");
        Assert.Equal(("recorded", "none"), (recorded.GetProperty("lines")[0].GetProperty("grade").GetString(), recorded.GetProperty("lines")[1].GetProperty("grade").GetString()));
        Assert.Equal((before.Position + 2, served.Head.Root.ToString()), (recorded.GetProperty("position").GetInt64(), recorded.GetProperty("root").GetString()));
        await Sent(served, "?apply=likely");
        await Sent(served, "?apply=certain", "k");
        Assert.Equal(before.Position + 2, served.Head.Position);
        Assert.Equal(625_000_000m, (await served.Get("/v1/receipts")).GetProperty("receipts")[0].GetProperty("amount").GetDecimal());
    }

    [Theory]
    [InlineData("?apply=all", Csv, "text/csv", "apply")]
    [InlineData("?apply=likely&nope=1", Csv, "text/csv", "nope")]
    [InlineData("?apply=likely&format=csv&table=none", Csv, "text/csv", "table")]
    [InlineData("?apply=likely", "date,amount\n", "text/csv", "currency")]
    [InlineData("?apply=likely", "<x/>", "application/xml", "file")]
    [InlineData("?apply=likely", "<!DOCTYPE x><x/>", "text/xml", "file")]
    [InlineData("?apply=likely", "", "application/xml", "file")]
    [InlineData("", Csv, "application/json", "Content-Type")]
    public async Task What_is_no_statement_is_a_problem_and_nothing_is_written(string query, string body, string type, string field)
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var before = served.Head;

        Assert.Equal(field, (await Served.Problem(await served.Post(Path + query, body, type))).GetProperty("field").GetString());
        Assert.Equal(before, served.Head);
    }

    static async Task<JsonElement> Sent(Served served, string query, string? key = null)
    {
        using var reply = await served.Post(Path + query, Csv, "text/csv", key);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
