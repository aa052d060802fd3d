using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>The disclosure pack over HTTP, and what is said for it.</summary>
public sealed class DisclosureTests
{
    static string? Amount(JsonElement pack, string figure) =>
        pack.GetProperty("figures").EnumerateArray().Single(each => each.GetProperty("figure").GetString() == figure).GetProperty("amount").GetRawText();

    [Fact]
    public async Task The_pack_shows_what_is_said_for_it()
    {
        await using var served = await Served.Example("filing");
        await served.Said("/v1/parties/reflection-ai/related", """{"from":"2026-06-20","relation":"same directors","source":"register"}""");
        await served.Said("/v1/contracts/google-bridge/disclosed-terms", """{"date":"2026-06-25","document":"8-K","says":"110,000 GPUs"}""");
        await served.Said("/v1/disclosure/notes", """{"figure":"value.headline","at":"2026-06-30","note":"as announced"}""");

        var pack = await served.Get("/v1/disclosure?at=2026-06-30");

        Assert.Equal(("81660000000.00", "11405505376.34"), (Amount(pack, "value.headline"), Amount(pack, "rpo.none.total")));
        Assert.Equal("as announced", pack.GetProperty("notes")[0].GetProperty("note").GetString());
        var remarks = pack.GetProperty("remarks").EnumerateArray().Select(each => each.GetProperty("says").GetString()).ToList();
        Assert.Contains("Reflection AI: same directors", remarks);
        Assert.Contains("110,000 GPUs", remarks);
    }

    // Law of the flow: what was filed is compared with what the book comes to, and a customer that became ours moves it.
    [Fact]
    public async Task Filed_against_now_is_shown_with_the_difference()
    {
        await using var served = await Served.Example("filing");
        await served.Said("/v1/disclosure/revenue",
            """{"segment":"ai","line":"all","from":"2026-04-01","through":"2026-06-22","amount":5000000000,"currency":"USD","source":"other books"}""");
        await served.Said("/v1/disclosure/filed",
            """{"document":"draft","at":"2026-06-22","on":"2026-06-22","figures":[{"figure":"value.headline","amount":81000000000,"unit":"USD"}]}""");
        await served.Said("/v1/parties/google/acquired", """{"from":"2026-06-22","source":"8-K"}""");

        var compared = (await served.Get("/v1/disclosure?at=2026-06-22&framework=ifrs")).GetProperty("compared")[0];

        Assert.Equal(("51300000000.00", "-29700000000.00"), (compared.GetProperty("ours").GetRawText(), compared.GetProperty("difference").GetRawText()));
    }

    // The page's document and tables are of the same knowledge and variant as the page, and every figure with parts opens to them.
    [Fact]
    public async Task The_page_opens_every_figure_and_links_to_the_pack_that_it_shows()
    {
        await using var served = await Served.Example("filing");
        var page = await served.Client.GetStringAsync("/disclosure?at=2026-06-22&known=2026-06-24&variant=inferred");
        var pack = await served.Get("/v1/disclosure?at=2026-06-22&known=2026-06-24&variant=inferred");
        var opened = pack.GetProperty("figures").EnumerateArray().Where(figure => figure.GetProperty("parts").GetArrayLength() > 0)
            .Select(figure => figure.GetProperty("figure").GetString()!).ToList();

        Assert.Contains("/v1/disclosure.html?at=2026-06-22&amp;known=2026-06-24&amp;framework=us-gaap&amp;variant=inferred", page, StringComparison.Ordinal);
        Assert.Contains("balances.quarter.recognised", opened);
        Assert.All(opened, figure => Assert.Contains($"/v1/why/disclosure.{figure}?at=2026-06-22&amp;position={pack.GetProperty("position")}", page, StringComparison.Ordinal));
        Assert.Equal("81660000000.00", (await served.Get("/v1/why/disclosure.value.headline?at=2026-06-22")).GetProperty("figures")[0].GetProperty("after").GetRawText());
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_says_why()
    {
        await using var served = await Served.Example("filing");

        Assert.Equal("known", (await Served.Problem(await served.Client.GetAsync("/v1/disclosure?at=2026-01-31"))).GetProperty("field").GetString());
        Assert.Equal("framework", (await Served.Problem(await served.Client.GetAsync("/v1/disclosure?framework=hgb"))).GetProperty("field").GetString());
    }
}
