using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>The disclosure pack as a controller asks for it.</summary>
public sealed class DiscloseTests : IDisposable
{
    readonly Terminal _terminal = new();

    public DiscloseTests() => _terminal.Text("load", Examples.Filing);

    JsonElement Pack(params string[] words) => _terminal.Json(["disclose", "--at", "2026-06-30", .. words]);

    static string Amount(JsonElement pack, string figure) => pack.At("figures").EnumerateArray().Single(each => each.Word("figure") == figure).Number("amount");

    [Fact]
    public void The_public_deals_come_to_the_headline_and_to_the_bridge_below_it()
    {
        var pack = Pack();

        Assert.Equal(("81660000000.00", "80410000000.00", "11405505376.34"), (Amount(pack, "bridge.headline"), Amount(pack, "bridge.remaining"), Amount(pack, "bridge.rpo")));
        Assert.Equal(("0.00", "11405505376.34"), (Amount(pack, "rpo.one-year.total"), Amount(pack, "rpo.variable.within-1-year")));
    }

    [Fact]
    public void A_figure_opens_to_its_contracts_and_their_facts()
    {
        var pack = Pack("--figure", "value.enforceable");
        var figure = Assert.Single(pack.At("figures").EnumerateArray());

        Assert.Equal(["anthropic-colossus 4959677419.35", "google-bridge 5550666666.67", "reflection-gb300 895161290.32"],
            figure.At("parts").EnumerateArray().Select(part => $"{part.Word("of")} {part.Number("amount")}"));
        Assert.All(figure.At("parts").EnumerateArray(), part => Assert.NotEqual("", part.Word("positions")));
    }

    [Fact]
    public void Why_names_the_facts_that_made_a_figure()
    {
        var figure = _terminal.Json("why", "disclosure.value.headline", "--from", "0", "--to", "2026-06-30").At("figures.0");

        Assert.Equal(("value.headline [USD]", "81660000000.00"), (figure.Word("figure"), figure.Number("after")));
        Assert.Equal(["contract.signed anthropic-colossus", "contract.signed google-bridge", "contract.signed reflection-gb300"],
            figure.At("parts").EnumerateArray().Where(part => part.Amount("amount") != 0).Select(part => part.Word("cause")));
    }

    [Fact]
    public void CSV_holds_the_figures_of_the_pack()
    {
        var rows = _terminal.Run("disclose", "--at", "2026-06-30", "--csv", "--table", "figures").Out.Split("\r\n");

        Assert.StartsWith("section,figure,says,column,amount,unit,basis,", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("value,value.headline,headline: all fees of the stated terms,,81660000000.00,USD,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_the_pack_lacks_and_a_date_before_the_book_are_refused()
    {
        Assert.Contains("there are value.headline", _terminal.Refused("not-found", "figure", "disclose", "--at", "2026-06-30", "--figure", "value.hedline").Word("detail"),
            StringComparison.Ordinal);
        Assert.Contains("say through which date", _terminal.Refused("not-found", "known", "disclose", "--at", "2026-01-31").Word("detail"), StringComparison.Ordinal);
        _terminal.Refused("dates-upside-down", "known", "disclose", "--at", "2026-06-30", "--known", "2026-05-31");
        _terminal.Refused("malformed", "framework", "disclose", "--framework", "hgb");
    }

    // What was filed at the end of June and a note stand beside what a corrected fee makes of it.
    [Fact]
    public void A_pack_that_was_filed_is_compared_with_what_the_book_comes_to_now()
    {
        _terminal.Json("clock", "--to", "2026-07-01");
        _terminal.Json("disclose", "file", "--document", "draft of the 10-Q", "--at", "2026-06-30");
        _terminal.Json("disclose", "note", "value.headline", "--at", "2026-06-30", "--note", "all three contracts");

        var (same, other) = (Pack(), Pack("--variant", "inferred"));

        Assert.All(same.At("compared").EnumerateArray(), compared => Assert.Equal(0m, compared.Amount("difference")));
        Assert.Equal(273_730_000m, other.At("compared").EnumerateArray().Single(compared => compared.Word("figure") == "value.headline").Amount("difference"));
        Assert.Equal("all three contracts", same.At("notes.0").Word("note"));
        _terminal.Refused("dates-upside-down", "on", "disclose", "file", "--document", "too early", "--at", "2026-06-30", "--on", "2026-06-01");
    }

    [Fact]
    public void Another_variant_of_the_reduced_fee_makes_another_headline()
    {
        Assert.Equal("81933730000.00", Amount(Pack("--variant", "inferred"), "value.headline"));
        Assert.Equal("81660000000.00", Amount(Pack("--variant", "half"), "value.headline"));
        _terminal.Refused("not-found", "variant", "disclose", "--at", "2026-06-30", "--variant", "third");
    }

    // Nothing of the second deal was said to be delivered by the end of its deadline: all of its 30,360 million is taken off in a row of its own, and what is left of the others
    // remains.
    [Theory]
    [InlineData("half", "81660000000.00")]
    [InlineData("inferred", "81933730000.00")]
    public void Capacity_that_does_not_come_takes_nothing_off_the_headline(string variant, string headline)
    {
        var pack = _terminal.Json("disclose", "--at", "2026-12-31", "--variant", variant);

        Assert.Equal((headline, "-30360000000.00", "41650000000.00"), (Amount(pack, "bridge.headline"), Amount(pack, "bridge.undelivered"), Amount(pack, "bridge.remaining")));
    }

    [Fact]
    public void The_pack_is_written_as_a_page_for_its_readers()
    {
        _terminal.Text("disclose", "--at", "2026-06-30", "--html", "--to", _terminal.Folder);

        var page = File.ReadAllText(Path.Combine(_terminal.Folder, "DISCLOSURE-2026-06-30.html"));
        Assert.Contains("USD 81,660,000,000.00", page, StringComparison.Ordinal);
        Assert.Contains("Space Exploration Technologies", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Purchases_show_what_is_committed_and_what_leaving_costs()
    {
        using var buyer = new Terminal();
        buyer.Text("load", Path.Combine(AppContext.BaseDirectory, "examples", "buyer"));

        var purchases = buyer.Json("purchases");

        Assert.Equal(["49786000.00 0.00", "45333000.00 8395000.00"],
            purchases.At("contracts").EnumerateArray().Select(each => $"{each.Number("fees-until-leaving")} {each.Number("leaving-fee")}"));
        Assert.Equal("0.1923", purchases.At("contracts.0").Number("above-market"));
        Assert.Equal("cloud-one", purchases.At("suppliers.0").Word("supplier"));
    }

    public void Dispose() => _terminal.Dispose();
}
