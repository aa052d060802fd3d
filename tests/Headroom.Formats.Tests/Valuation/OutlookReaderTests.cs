using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats.Tests.Schemas;
using Headroom.Formats.Valuation;
using NodaTime;

namespace Headroom.Formats.Tests.Valuation;

public sealed class OutlookReaderTests
{
    [Fact]
    public void What_is_not_said_has_a_plain_default()
    {
        var outlook = Read(Outlooks.Plain).Value!;

        Assert.Equal(("plain", PriceBasis.Month, 1500m, -0.275m, 0.3m),
            (outlook.Name, outlook.Basis, outlook.Price.Table[0].Value, outlook.Price.YearlyChange, outlook.Price.Volatility));
        Assert.Equal((0m, 0m, 1m, 1m, 1, Tie.Mutual), (outlook.Correlation, outlook.Haircut, outlook.BuyerMultiple, outlook.PaidAfterMonths, outlook.DatesAMonth, outlook.Tie));
        Assert.Null(outlook.Need);
    }

    [Fact]
    public void A_figure_may_be_an_assumption_whose_variant_is_asked_for()
    {
        const string Assumed = Outlooks.Plain
            + "\nassumptions: [{ name: cost, unit: USD, range: { low: 0, high: 9000 }, variants: { few: 100, many: 9000 }, use: few, source: Guess. }]";
        var text = Assumed.Replace("buyer: 2500", "buyer: { assume: cost }");

        Assert.Equal(100m, Read(text).Value!.BuyerCost);
        Assert.Equal(9000m, Read(text, "many").Value!.BuyerCost);
        Assert.Contains(Read(text, "none").Faults, fault => fault.Code == RefusalCode.NotFound);
        Assert.Contains(Read(Outlooks.Plain.Replace("buyer: 2500", "buyer: { assume: cost }")).Faults, fault => fault.Says.Contains("no assumption 'cost'"));
    }

    [Fact]
    public void A_table_ascends()
    {
        var text = Outlooks.Plain.Replace("start: 1500", "table: [{ from: 2026-05-01, value: 5 }, { from: 2026-11-01, value: 4 }]");

        Assert.Equal((new LocalDate(2026, 11, 1), 4m), (Read(text).Value!.Price.Table[1].From!.Value, Read(text).Value!.Price.Table[1].Value));
        Assert.Contains(Read(text.Replace("2026-11-01", "2026-05-01")).Faults, fault => fault.Code == RefusalCode.DatesUpsideDown);
    }

    [Fact]
    public void Bounds_are_told_with_the_line()
    {
        var fault = Assert.Single(Read(Outlooks.Plain.Replace("volatility: 30%", "volatility: 400%")).Faults);

        Assert.Equal((RefusalCode.OutOfRange, "price.volatility"), (fault.Code, fault.Field));
        Assert.Equal("3", fault.Numbers["line"]);
    }

    static Parsed<Outlook> Read(string text, string? variant = null) => Node.FromYaml(text).Then(node => OutlookReader.Read(node, variant));
}
