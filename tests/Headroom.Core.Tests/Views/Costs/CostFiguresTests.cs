using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CostFiguresTests
{
    // Law: whatever was said of costs, the parts of the facts at one date add up to every figure of it, and costs by kind, by use and in all are one sum.
    [Fact]
    public void Every_figure_of_costs_opens_to_its_facts() => Prop.ForAll(CostLife.Any, Gen.Choose(1, 8).ToArbitrary(), (book, month) =>
    {
        var costs = Figures.All["costs"].At(book, Day(2026, month, 20));
        decimal Sum(params string[] words) => costs.Where(figure => words.Any(word => figure.Key.Contains($"/{word} ", StringComparison.Ordinal))).Sum(figure => figure.Value);
        return Sum("depreciation", "power", "operations", "purchased") == Sum("cost") && Sum("own", "sold", "idle", "failed", "handover", "not-in-service") == Sum("cost");
    }).Check(Laws.Seeded.WithMaxTest(300));

    // By hand: 7.2 million over 60 months are 120,000 a month; staff 30,000; a tariff of nothing moves nothing.
    [Fact]
    public void A_cost_of_a_month_rests_on_the_facts_that_it_adds_up_from()
    {
        var facts = RollForwardTests.Facts(With(Fee((Start, 100m))),
            new RecordAsset(new(Slug.Of("servers"), new(CostHomeKind.Pool, Colossus), 7_200_000m, Currency.Usd, Day(2026, 1, 1), 60, 0, StraightLine.ByMonths)),
            new RecordExpense(new(Slug.Of("staff"), new(CostHomeKind.Pool, Colossus), "staff", Month(2026, 1), null, 30_000m, Currency.Usd, true)));
        var flux = Flux.Under(Figures.Named("costs.all/cost")!, facts, Day(2026, 6, 30));

        Assert.Equal(150_000m, flux.After["all/cost [USD]"]);
        Assert.Equal([("servers", 120_000m), ("staff", 30_000m)],
            flux.Parts.Where(part => part.Moves.Count > 0).Select(part => (part.Fact!.Body.About, part.Moves.Values.Single())));
        Assert.All(flux.Parts, part => Assert.NotNull(part.Fact));
    }
}
