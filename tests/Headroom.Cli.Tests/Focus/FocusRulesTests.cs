using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli.Tests.Focus;

/// <summary>The rules of FOCUS 1.4 that bind columns and datasets to each other, held against every row of every example. docs/formats/focus.md lists them.</summary>
public sealed class FocusRulesTests
{
    public static TheoryData<string> Examples => ["clauses", "mixed-fleet", "colossus", "commercial", "delivery", "choices"];

    [Theory]
    [MemberData(nameof(Examples))]
    public void What_is_billed_sums_to_each_invoice_to_the_cent(string example) => Assert.All(FocusBooks.Of(example), month =>
    {
        foreach (var rows in new[] { month.Costs, month.Details })
            Assert.Equal(month.Invoices.Order(ByKey),
                rows.Rows.Where(row => row.Has("InvoiceId") && row["InvoiceIssueStatus"] != "Voided").GroupBy(row => row["InvoiceId"]!)
                .Select(group => KeyValuePair.Create(group.Key, group.Sum(row => row.Number("BilledCost")))).Order(ByKey));
    });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Over_a_contracts_life_what_is_effective_sums_to_what_is_billed(string example)
    {
        var rows = FocusBooks.Of(example).SelectMany(month => month.Costs.Rows).GroupBy(row => row["SubAccountId"]).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, group => Assert.Equal(group.Sum(row => row.Number("BilledCost")), group.Sum(row => row.Number("EffectiveCost"))));
    }

    // A dispute of 40,000 of which 12,000 are upheld, and an invoice of a closed month that is made void: the one in its place stands in the same month, which says when.
    [Fact]
    public void What_a_dispute_gives_back_is_a_credit_and_a_void_invoice_is_told_by_its_month()
    {
        using var terminal = new Terminal();
        void Say(params string[] args) => Assert.Equal("", terminal.Run(args).Error);
        Say("play", Path.Combine(AppContext.BaseDirectory, "examples", "choices"), "--until", "2026-07-20");
        Say("dispute", "raise", "INV-0000024", "--charge", "fee", "--month", "2026-05", "--amount", "40000", "--by", "buyer", "--reason", "down", "--evidence", "log");
        Say("dispute", "settle", "DSP-0000001", "--upheld", "12000", "--reason", "one row");
        Say("clock", "--to", "2026-07-30");
        Say("invoice", "void", "INV-0000027", "--reason", "address");
        using var keeper = new Bookkeeper(Journals.Open(terminal.Book, create: false), new StoppedClock());
        var source = FocusBooks.SourceOf(keeper);
        FocusMonth Of(string customer, int month) => FocusMonth.Of(source, Slug.Of(customer), new YearMonth(2026, month));

        var credit = Assert.Single(Of("customer-b", 7).Details.Rows, row => row["ChargeCategory"] == "Credit");
        Assert.Equal(("-12000.00", "INV-0000024", "USD"), (credit["BilledCost"], credit["ReferenceInvoiceId"], credit["BillingCurrency"]));
        var may = Of("customer-f", 5);
        Assert.Equal([("INV-0000027", "Voided"), ("INV-0000037", "Issued")], may.Details.Rows.Select(row => (row["InvoiceId"], row["InvoiceIssueStatus"])).Distinct());
        Assert.Equal("INV-0000037", Assert.Single(may.Costs.Rows.Select(row => row["InvoiceId"]).Distinct()));
        var period = Assert.Single(may.Periods.Rows);
        Assert.Equal(("Closed", may.Details.Rows[^1]["InvoiceDetailCreated"]), (period["BillingPeriodStatus"], period["BillingPeriodLastUpdated"]));
        Assert.NotEqual(period["BillingPeriodLastUpdated"], Assert.Single(Of("customer-b", 5).Periods.Rows)["BillingPeriodLastUpdated"]);
    }

    [Fact]
    public void An_invoice_that_bears_a_purchase_order_says_so()
    {
        var rows = FocusBooks.Of("choices").SelectMany(month => month.Details.Rows).ToList();
        Assert.All(rows, row => Assert.Equal(row["BillingAccountId"] == "customer-a" ? "PO-77" : null, row["PurchaseOrderNumber"]));
        Assert.Contains(rows, row => row.Has("PurchaseOrderNumber"));
    }

    // By hand: 60,000 GPUs from July through September 2026, then 110,000 through June 2029; the fee for all of it.
    [Fact]
    public void A_stretch_of_capacity_lasts_as_long_as_its_quantity() => Assert.Equal(
        [("google-bridge/fee", "3 Years"), ("google-bridge/colossus-2/2026-07-01", "3 Months"), ("google-bridge/colossus-2/2026-10-01", "33 Months")],
        FocusBooks.Of("mixed-fleet").Single(month => month.Customer == Slug.Of("google") && month.Month == new YearMonth(2026, 7)).Commitments.Rows
            .Select(row => (row["ContractCommitmentId"]!, row["ContractCommitmentDurationType"]!)));

    [Fact]
    public void A_prepayment_costs_nothing_when_bought_and_is_effective_as_it_is_drawn_down()
    {
        var rows = FocusBooks.Of("clauses").SelectMany(month => month.Costs.Rows).Where(row => row["SubAccountId"] == "a-reserved").ToList();
        var bought = Assert.Single(rows, row => row["x_Charge"] == "advance");
        var drawn = rows.Where(row => row["ContractApplied"]?.Contains("a-reserved/advance", StringComparison.Ordinal) == true && row != bought).ToList();

        Assert.Equal(("60000000.00", "0.00"), (bought["BilledCost"], bought["EffectiveCost"]));
        Assert.Equal(36, drawn.Count);
        Assert.All(drawn, row => Assert.Equal("0.00", row["BilledCost"]));
        Assert.Equal(60_000_000m, drawn.Sum(row => row.Number("EffectiveCost")));
        Assert.Equal(60 * 5_000_000m, rows.Where(row => row["x_Charge"] == "fee").Sum(row => row.Number("EffectiveCost")));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Charges_are_priced_when_used_or_bought_and_only_then(string example) => Every(example, row =>
    {
        var (category, correction) = (row["ChargeCategory"], row["ChargeClass"] == "Correction");
        var priced = category is "Usage" or "Purchase";
        foreach (var column in new[] { "SkuId", "SkuMeter", "SkuPriceId", "PricingQuantity", "PricingUnit", "PricingCategory", "ContractedUnitPrice" })
            Assert.True(row.Has(column) == (priced || (row.Has(column) && category != "Tax")), column);
        Assert.False(category == "Purchase" && row["ChargeFrequency"] == "Usage-Based");
        if (row.Has("ContractedUnitPrice")) Assert.Equal(row.Number("ContractedUnitPrice") * row.Number("PricingQuantity"), row.Number("ContractedCost"));
        if (category == "Credit") Assert.Equal((row["BilledCost"], row["BilledCost"]), (row["ContractedCost"], row["ListCost"]));
        Assert.Equal(row["ContractedCost"], row["ListCost"]);
        Assert.Equal(category == "Usage" && !correction, row.Has("ConsumedQuantity"));
        Assert.Equal(row.Has("ConsumedQuantity"), row.Has("ConsumedUnit"));
        Assert.Equal(row.Has("PricingQuantity"), row.Has("PricingUnit"));
        if (!row.Has("CapacityReservationId")) Assert.False(row.Has("CapacityReservationStatus"));
        else if (category == "Usage") Assert.True(row.Has("CapacityReservationStatus"));
        if (row.Number("EffectiveCost") != row.Number("BilledCost")) Assert.True(row.Has("ContractApplied"));
    });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Periods_are_forward_and_a_correction_is_of_an_earlier_month(string example) => Every(example, row =>
    {
        Assert.True(string.CompareOrdinal(row["BillingPeriodStart"], row["BillingPeriodEnd"]) < 0);
        Assert.True(string.CompareOrdinal(row["ChargePeriodStart"], row["ChargePeriodEnd"]) < 0);
        if (row["ChargeClass"] == "Correction") Assert.True(string.CompareOrdinal(row["ChargePeriodEnd"], row["BillingPeriodStart"]) <= 0);
        else Assert.True(string.CompareOrdinal(row["ChargePeriodStart"], row["BillingPeriodStart"]) >= 0
            && string.CompareOrdinal(row["ChargePeriodEnd"], row["BillingPeriodEnd"]) <= 0);
    });

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_datasets_join(string example)
    {
        var months = FocusBooks.Of(example);
        var commitments = months.SelectMany(month => month.Commitments.Rows).Select(row => (row["ContractId"], row["ContractCommitmentId"])).ToHashSet();
        var invoices = months.SelectMany(month => month.Invoices.Keys).ToHashSet();
        Assert.All(months, month =>
        {
            var details = month.Details.Rows.ToDictionary(row => row["InvoiceDetailId"]!);
            var periods = month.Periods.Rows.Select(row => (row["BillingPeriodStart"], row["BillingPeriodEnd"], row["InvoiceIssuerName"])).ToList();
            Assert.Equal(periods.Count, periods.Distinct().Count());
            Assert.All(month.Costs.Rows.Concat(month.Details.Rows),
                row => Assert.Contains((row["BillingPeriodStart"], row["BillingPeriodEnd"], row["InvoiceIssuerName"]), periods));
            Assert.All(month.Costs.Rows, row =>
            {
                Assert.Equal(row.Has("InvoiceId"), row.Has("InvoiceDetailId"));
                if (row["InvoiceDetailId"] is { } id) Assert.Equal((row["InvoiceId"], row["ChargeCategory"]), (details[id]["InvoiceId"], details[id]["ChargeCategory"]));
            });
            Assert.All(month.Details.Rows, row => Assert.Contains(row["ReferenceInvoiceId"]!, invoices));
            Assert.All(month.Costs.Rows.Where(row => row.Has("ContractApplied")), row => Applied(row, commitments));
        });
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Commitments_say_what_they_are_of(string example) => Assert.All(FocusBooks.Of(example), month =>
    {
        Assert.Equal(month.Commitments.Rows.Count, month.Commitments.Rows.Select(row => row["ContractCommitmentId"]).Distinct().Count());
        Assert.All(month.Commitments.Rows, row =>
        {
            Assert.True(row.Has("ContractCommitmentCost") || row.Has("ContractCommitmentQuantity"));
            Assert.Equal(row.Has("ContractCommitmentQuantity"), row.Has("ContractCommitmentUnit"));
            Assert.Equal(row["ContractCommitmentCategory"] == "Spend", row.Has("ContractCommitmentCost"));
            Assert.False(row["ContractCommitmentModel"] == "Continuous" && row["ContractCommitmentFulfillmentInterval"] == "Full Period");
            Assert.False(row["ContractCommitmentBenefitCategory"] == "Availability" && row.Has("ContractCommitmentDiscountPercentage"));
            Assert.Equal(row["ContractCommitmentPaymentModel"] switch { "All Upfront" => 1m, "No Upfront" => 0m, _ => 0.5m },
                row.Number("ContractCommitmentPaymentUpfrontPercentage"));
            Assert.True(string.CompareOrdinal(row["ContractCommitmentPeriodStart"], row["ContractCommitmentPeriodEnd"]) < 0);
            Assert.True(string.CompareOrdinal(row["ContractPeriodStart"], row["ContractCommitmentPeriodStart"]) <= 0
                && string.CompareOrdinal(row["ContractCommitmentPeriodEnd"], row["ContractPeriodEnd"]) <= 0);
            Assert.True(string.CompareOrdinal(row["ContractCommitmentCreated"], row["ContractCommitmentLastUpdated"]) <= 0);
            Assert.StartsWith("""{"InclusionOperator":"And","Inclusions":[{"Dimension":"SubAccountId","Operator":"In","Values":[""", row["ContractCommitmentApplicability"]);
        });
    });

    [Fact]
    public void The_month_that_closes_next_is_open_and_shows_drafts_without_invoices()
    {
        using var terminal = Terminal.Loaded();
        var folder = Path.Combine(terminal.Folder, "out");
        terminal.Text("export", "focus", "--customer", "anthropic", "--month", "2026-05", "--to", folder);
        var rows = FocusRows.Read("cost-and-usage", File.ReadAllText(Path.Combine(folder, "anthropic-2026-05-cost-and-usage.csv"))).Rows;
        var period = FocusRows.Read("billing-period", File.ReadAllText(Path.Combine(folder, "anthropic-2026-05-billing-period.csv"))).Rows[0];

        Assert.Equal(("625000000.00", null, "Anthropic PBC"), (Assert.Single(rows)["BilledCost"], rows[0]["InvoiceId"], rows[0]["BillingAccountName"]));
        Assert.Equal(("Open", "2026-05-01T05:00:00Z", "2026-06-01T05:00:00Z"), (period["BillingPeriodStatus"], period["BillingPeriodStart"], period["BillingPeriodEnd"]));
        Assert.Empty(FocusRows.Read("invoice-detail", File.ReadAllText(Path.Combine(folder, "anthropic-2026-05-invoice-detail.csv"))).Rows);
        terminal.Refused("not-found", "customer", "export", "focus", "--customer", "nobody", "--month", "2026-05", "--to", folder);
        terminal.Refused("not-found", "dataset", "export", "focus", "--customer", "anthropic", "--month", "2026-05", "--to", folder, "--dataset", "costs");
    }

    static readonly Comparer<KeyValuePair<string, decimal>> ByKey = Comparer<KeyValuePair<string, decimal>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key));

    static void Every(string example, Action<FocusRow> rule) => Assert.All(FocusBooks.Of(example).SelectMany(month => month.Costs.Rows), rule);

    static void Applied(FocusRow row, HashSet<(string?, string?)> commitments)
    {
        var elements = row.Json("ContractApplied").GetProperty("Elements").EnumerateArray().ToList();
        Assert.NotEmpty(elements);
        Assert.All(elements, element =>
        {
            Assert.Contains((element.GetProperty("ContractId").GetString(), element.GetProperty("ContractCommitmentId").GetString()), commitments);
            Assert.Equal(JsonValueKind.Number, element.GetProperty("ContractCommitmentAppliedCost").ValueKind);
            Assert.Equal(element.TryGetProperty("ContractCommitmentAppliedQuantity", out _), element.TryGetProperty("ContractCommitmentAppliedUnit", out _));
        });
        if (row["ChargeCategory"] == "Purchase") Assert.Equal(row["ResourceId"], elements[0].GetProperty("ContractCommitmentId").GetString());
    }
}
