using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;

namespace Headroom.Golden;

/// <summary>What the examples come to, word by word, as a lawyer, an accountant and an engineer read it.</summary>
public sealed partial class GoldenTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("headroom-golden-").FullName;

    string Book => Path.Combine(_folder, "book");

    /// <summary>The examples that show clauses: every contract that stands in them is explained.</summary>
    static readonly string[] OfClauses = ["clauses", "commercial", "delivery", "choices", "handover", "nodes"];

    public static TheoryData<string, string, string?> Contracts
    {
        get
        {
            var contracts = new TheoryData<string, string, string?>
            {
                { "colossus", "anthropic", "half" }, { "colossus", "anthropic", "inferred" }, { "mixed-fleet", "google", null }, { "mixed-fleet", "reflection", null },
                { "mixed-fleet", "rented", null },
            };
            foreach (var example in OfClauses)
                foreach (var file in Directory.GetFiles(Path.Combine(Example(example), "contracts")).Order(StringComparer.Ordinal))
                    contracts.Add(example, Path.GetFileNameWithoutExtension(file), null);
            return contracts;
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Terms_explained_at_the_end_of_june_2026(string example, string contract, string? variant)
    {
        string[] words = ["terms", "explain", Path.Combine(Example(example), "contracts", $"{contract}.yaml"), "--at", "2026-06-30",
            .. variant is null ? Array.Empty<string>() : ["--variant", variant]];
        var name = string.Join('.', [example, "explain", contract, .. variant is null ? Array.Empty<string>() : [variant]]);

        Comparison.With($"{name}.txt", Said(words));
        Comparison.With($"{name}.json", Said([.. words, "--json"]));
    }

    [Theory]
    [InlineData("colossus", "2029-07-01")]
    [InlineData("mixed-fleet", "2030-02-01")]
    [InlineData("clauses", "2031-03-01")]
    [InlineData("commercial", "2028-02-01")]
    [InlineData("delivery", "2027-06-01")]
    [InlineData("choices", "2027-02-01")]
    [InlineData("handover", "2027-02-01")]
    [InlineData("nodes", "2026-09-01")]
    public void A_life_played_to_its_end(string example, string until) =>
        Comparison.With($"{example}.play.txt", Said("play", Example(example), "--until", until));

    [Theory]
    [InlineData("colossus")]
    [InlineData("mixed-fleet")]
    public void A_book_that_was_loaded(string example)
    {
        Said("load", Example(example), "--book", Book);

        foreach (var view in new[] { "overview", "sellable", "backlog" }) Comparison.With($"{example}.{view}.txt", Said(view, "--book", Book));
        foreach (var pool in new[] { "colossus-1", "colossus-2" })
            Comparison.With($"{example}.sellable.{pool}.txt", Said("sellable", "show", pool, "--price", "2.20", "--shortfall-cost", "12", "--book", Book));
        Comparison.With($"{example}.frontier.txt", Said("sellable", "frontier", "colossus-2", "--price", "2.20", "--shortfall-cost", "12", "--outside-price", "5", "--book", Book));
        Comparison.With($"{example}.openings.txt", Said("openings", "--book", Book));
        Comparison.With($"{example}.back.txt", Said("sellable", "back", "colossus-1", "--gpus", "200000", "--by", "2027-06-01", "--book", Book));
        Comparison.With($"{example}.contracts.txt", Said("contract", "list", "--book", Book));
    }

    [Theory]
    [InlineData("colossus")]
    [InlineData("mixed-fleet")]
    [InlineData("clauses")]
    [InlineData("commercial")]
    [InlineData("delivery")]
    [InlineData("choices")]
    public void The_invoices_of_a_life_played_to_march_2027(string example)
    {
        Said("play", Example(example), "--until", "2027-03-01", "--book", Book);

        Comparison.With($"{example}.invoices.txt", Said("invoice", "list", "--book", Book));
    }

    // One invoice, by its contract and month, for every clause that changes what an invoice says.
    [Theory]
    [InlineData("clauses", "a-reserved 2026-01", "a-reserved 2026-02", "c-staged 2026-06", "d-metered 2026-10")]
    [InlineData("commercial", "b-packs 2026-01", "b-packs 2026-02", "b-packs 2026-05", "b-packs 2026-06", "a-carried 2026-03", "d-power 2026-06", "f-backstop 2026-08",
        "l-favoured 2026-07", "n-part 2026-09")]
    [InlineData("delivery", "a-staged 2026-04", "a-staged 2026-05", "e-winding 2026-06", "b-flexible 2026-08", "d-breach 2026-09", "e-winding 2026-09", "e-winding 2027-01",
        "c-leaving 2027-02")]
    [InlineData("choices", "a-late 2026-01", "a-late 2026-02", "a-late 2026-03", "b-staged 2026-03", "a-late 2026-05", "b-staged 2026-07", "c-refunded 2026-03",
        "c-refunded 2026-07", "d-paused 2026-05", "e-passed 2026-01", "e-passed 2026-04", "f-lighter 2026-04", "f-lighter 2026-08", "g-guest 2026-06")]
    [InlineData("mixed-fleet", "google-bridge 2026-10")]
    public void Lines_opened_to_their_cause(string example, params string[] invoices)
    {
        Said("play", Example(example), "--until", "2027-06-01", "--book", Book);
        using var list = JsonDocument.Parse(Said("invoice", "list", "--json", "--book", Book));
        var numbers = list.RootElement.GetProperty("invoices").EnumerateArray()
            .ToDictionary(each => $"{each.GetProperty("contract")} {each.GetProperty("period")}", each => $"{each.GetProperty("number")}");

        Comparison.With($"{example}.why.txt", string.Concat(invoices.Select(invoice => Said("invoice", "why", numbers[invoice], "--book", Book))));
    }

    [Fact]
    public void Blocks_and_a_reclaim_half_way()
    {
        Said("play", Example("handover"), "--until", "2026-08-09", "--book", Book);

        foreach (var view in new[] { "overview", "agenda", "block list", "block show row-2", "reclaim list", "reclaim show run-9", "contract show rows",
            "meter hours --pool fleet --month 2026-08" })
            Comparison.With($"handover.{string.Join('-', view.Split(' ').Take(2))}.txt", Said([.. view.Split(' '), "--book", Book]));
    }

    [Theory]
    [InlineData("ramp")]
    [InlineData("recall")]
    [InlineData("sale")]
    public void A_small_table_worked_out_without_a_book(string name)
    {
        var table = Path.Combine(Example("tables"), $"{name}.yaml");

        Comparison.With($"tables.{name}.txt", Said("sellable", "explain", table));
        Comparison.With($"tables.{name}.json", Said("sellable", "explain", table, "--json"));
    }

    // Months with money paid ahead that bears interest, shares for a customer, true-ups, and a catch-up of the month before.
    [Fact]
    public void The_roll_forward_of_closed_months()
    {
        Said("play", Example("commercial"), "--until", "2026-05-01", "--book", Book);

        foreach (var month in new[] { "2026-01", "2026-03" }) Comparison.With($"commercial.roll-forward.{month}.txt", Said("rollforward", "--month", month, "--book", Book));
    }

    // What is still to come, what can happen and what is earned under every clause, seen in the midst of the contracts' lives.
    [Theory]
    [InlineData("clauses", "2026-08-10")]
    [InlineData("commercial", "2026-08-10")]
    [InlineData("delivery", "2026-08-10")]
    [InlineData("choices", "2026-06-15")]
    public void The_views_of_contracts_in_the_midst_of_their_lives(string example, string until)
    {
        Said("play", Example(example), "--until", until, "--book", Book);

        foreach (var view in new[] { "backlog", "agenda", "revenue" }) Comparison.With($"{example}.{view}.txt", Said(view, "--book", Book));
    }

    // The contracts in which something happened to the capacity.
    [Fact]
    public void Deliveries_and_endings_in_the_midst_of_them()
    {
        Said("play", Example("delivery"), "--until", "2026-08-10", "--book", Book);

        foreach (var view in new[] { "overview", "sellable" }) Comparison.With($"delivery.{view}.txt", Said(view, "--book", Book));
        foreach (var contract in new[] { "a-staged", "b-flexible", "c-leaving", "d-breach", "e-winding" })
            Comparison.With($"delivery.contract.{contract}.txt", Said("contract", "show", contract, "--book", Book));
    }

    // Every figure is followed by hand in the example's README.
    [Fact]
    public void What_nodes_were_worth_and_what_their_customer_measured()
    {
        Said("play", Example("nodes"), "--until", "2026-08-02", "--book", Book);

        Comparison.With("nodes.availability.txt", Said("availability", "show", "a-judged", "--month", "2026-06", "--book", Book));
        Comparison.With("nodes.incident.txt", Said("incident", "show", "heat-july", "--book", Book));
        Comparison.With("nodes.conditions.txt", Said("condition", "list", "--book", Book));
    }

    [Fact]
    public void What_a_buyer_of_capacity_sees()
    {
        Said("load", Example("buyer"), "--book", Book);

        Comparison.With("buyer.purchases.txt", Said("purchases", "--book", Book));
        Comparison.With("buyer.disclose.txt", Said("disclose", "--book", Book));
    }

    // The pack of the public deals at two ends of quarters: with the plain guess of the reduced fee, and with the one that a filing implies.
    [Theory]
    [InlineData("half")]
    [InlineData("inferred")]
    public void The_public_deals_in_a_filing(string variant)
    {
        Said("play", Example("filing"), "--until", "2027-03-01", "--book", Book);

        foreach (var at in new[] { "2026-06-30", "2026-12-31" })
        {
            Comparison.With($"filing.disclose.{variant}.{at}.txt", Said("disclose", "--at", at, "--variant", variant, "--book", Book));
            if (variant == "half") Comparison.With($"filing.disclose.{at}.json", Said("disclose", "--at", at, "--book", Book, "--json"));
        }
        if (variant == "half") Comparison.With("filing.disclose.ifrs.txt", Said("disclose", "--at", "2026-06-30", "--framework", "ifrs", "--book", Book));
    }

    [Fact]
    public void Quotes_that_expired_were_signed_declined_or_are_open_together()
    {
        Said("load", Example("quotes"), "--book", Book);

        Comparison.With("quotes.list.txt", Said("quote", "list", "--all", "--book", Book));
        foreach (var id in new[] { "held", "signed" }) Comparison.With($"quotes.{id}.txt", Said("quote", "show", id, "--book", Book));
        foreach (var view in new[] { "sellable", "agenda" }) Comparison.With($"quotes.{view}.txt", Said(view, "--book", Book));
        Comparison.With("quotes.contract.signed.txt", Said("contract", "show", "signed", "--book", Book));
    }

    [Fact]
    public void Inquiries_and_which_of_several_offers_to_take()
    {
        Said("load", Example("offers"), "--book", Book);

        Comparison.With("offers.inquiry.txt",
            Said("inquire", "--megawatts", "3", "--pool", "north", "--from", "2026-06-01", "--months", "12", "--price", "2.10", "--currency", "USD", "--market",
                Path.Combine(Example("offers"), "market.yaml"), "--book", Book));
        Comparison.With("offers.inquiry.refused.txt",
            Said("inquire", "--gpus", "3000", "--pool", "north", "--from", "2026-06-01", "--months", "6", "--tier", "recallable", "--notice-days", "90", "--book", Book));
        Comparison.With("offers.what-if.txt", Said("what-if", Path.Combine(Example("offers"), "what-if.yaml"), "--book", Book));
        Comparison.With("offers.dry-run.txt", Said("quote", "accept", "beta", "--dry-run", "--book", Book));
        Comparison.With("offers.portfolio.txt", Said("portfolio", Path.Combine(Example("offers"), "offers.yaml"), "--book", Book));

        Said("say", Path.Combine(Example("offers"), "plans.yaml"), "--book", Book);
        Comparison.With("offers.demand.txt", Said("demand", "forecast", "video", "--days", "120", "--book", Book));
        Comparison.With("offers.sellable.txt", Said("sellable", "--pool", "south", "--book", Book));
    }

    // Every figure of June is followed by hand in the example's README.
    [Fact]
    public void What_two_halls_cost_and_bring_in()
    {
        Said("load", Example("returns"), "--book", Book);
        string[] June = ["--from", "2026-06", "--to", "2026-06", "--book", Book];

        Comparison.With("returns.costs.txt", Said(["costs", .. June]));
        Comparison.With("returns.costs.json", Said(["costs", "--parts", "--json", .. June]));
        Comparison.With("returns.utilisation.txt", Said("utilisation", "--from", "2026-04", "--to", "2026-06", "--monthly", "--book", Book));
        foreach (var by in new[] { "contract", "pool", "site", "mw" }) Comparison.With($"returns.returns.{by}.txt", Said(["returns", "--by", by, .. June]));
        Comparison.With("returns.returns.json", Said(["returns", "--json", .. June]));
    }

    // Every figure is followed by hand in the example's README.
    [Fact]
    public void A_customer_that_became_ours_half_way_through_a_month()
    {
        Said("play", Example("acquisition"), "--until", "2026-07-02", "--book", Book);

        foreach (var view in new[] { "overview", "costs", "returns" })
            Comparison.With($"acquisition.{view}.txt", Said([view, .. view == "overview" ? Array.Empty<string>() : ["--from", "2026-06", "--to", "2026-06"], "--book", Book]));
        Comparison.With("acquisition.roll-forward.txt", Said("rollforward", "--month", "2026-06", "--book", Book));
        Comparison.With("acquisition.disclose.txt", Said("disclose", "--at", "2026-06-30", "--book", Book));
    }

    // The quarter after the ramp is followed by hand in the example's README.
    [Fact]
    public void What_the_first_deal_pays_for()
    {
        Said("load", Example("colossus"), "--book", Book);

        foreach (var view in new[] { "costs", "returns" }) Comparison.With($"colossus.{view}.txt", Said(view, "--from", "2026-07", "--to", "2026-09", "--book", Book));
    }

    [Theory]
    [InlineData("clauses", "2028-03-01", "customer-a", "2026-06")]
    [InlineData("clauses", "2028-03-01", "customer-a", "2028-01")]
    [InlineData("clauses", "2028-03-01", "customer-b", "2026-08")]
    [InlineData("clauses", "2028-03-01", "customer-c", "2027-09")]
    [InlineData("clauses", "2028-03-01", "customer-d", "2026-10")]
    [InlineData("mixed-fleet", "2027-03-01", "google", "2026-10")]
    public void What_a_customer_is_charged_as_FOCUS_datasets(string example, string until, string customer, string month)
    {
        Said("play", Example(example), "--until", until, "--book", Book);
        var folder = Path.Combine(_folder, "focus");
        Said("export", "focus", "--customer", customer, "--month", month, "--to", folder, "--book", Book);

        Comparison.With($"{example}.focus.{customer}.{month}.txt", string.Concat(Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)}\n{File.ReadAllText(file)}\n")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Said(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Entry.Run(words, new StoppedClock(), output, error);
        Assert.Equal("", error.ToString());
        Assert.Equal(0, code);
        return Root().Replace(output.ToString(), "root <root>");
    }

    static string Example(string name) => Path.Combine(AppContext.BaseDirectory, "examples", name);

    // The root rests on random salts; it differs from life to life.
    [GeneratedRegex("root [0-9a-f]{64}")]
    private static partial Regex Root();

    /// <summary>A clock that stands still; a sandbox never asks it.</summary>
    sealed class StoppedClock : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 20, 12, 0);
    }
}
