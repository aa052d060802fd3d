using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class FiguresTests
{
    // Law: open is billed less paid, for every contract, after whatever happened.
    [Fact]
    public void Open_is_billed_less_paid() =>
        Prop.ForAll(Life.Any, numbers =>
        {
            var figures = Figures.All["billing"].At(Life.End(numbers), Day(2028, 1, 1));
            return figures.Where(figure => figure.Key.Contains("/open")).All(open =>
                open.Value == figures[open.Key.Replace("/open", "/billed")] - figures[open.Key.Replace("/open", "/paid")]);
        }).Holds();

    [Fact]
    public void A_figure_that_is_nowhere_is_refused_with_those_that_are_nearest()
    {
        var at = Day(2026, 6, 30);
        Refusal? Missing(string name) => Figures.Missing(name, Flux.Between(Figures.Named(name)!, SignedBook, at, [], at), SignedBook, at);

        Assert.Equal("'backlog' has no figure 'anthropic/enforced'; nearest of its 2 are anthropic-colossus/enforceable, anthropic-colossus/stated.",
            Missing("backlog.anthropic/enforced")!.Says);
        Assert.Equal("'billing' has no figure 'x'; it has none.", Missing("billing.x")!.Says);
        Assert.Null(Missing("backlog.anthropic-colossus/stated") ?? Missing("billing"));
    }

    [Fact]
    public void The_margin_of_a_contract_is_its_revenue_less_its_cost()
    {
        var returns = Figures.All["returns"].At(SignedBook, Day(2026, 7, 31));
        Assert.Equal((1_250_000_000m, 0m, 1_250_000_000m),
            (returns["anthropic-colossus/revenue [USD]"], returns["anthropic-colossus/cost-of-sold [USD]"], returns["anthropic-colossus/margin [USD]"]));
        Assert.Null(Figures.Named("costs.") ?? Figures.Named("no-view.figure"));
    }

    [Fact]
    public void Earned_by_the_end_of_June_is_1250_million()
    {
        var figures = Figures.All["revenue"].At(SignedBook, Day(2026, 6, 30));

        Assert.Equal(["anthropic-colossus/earned [USD]"], figures.Keys);
        Assert.Equal(1_250_000_000m, figures.Values.Single());
    }

    [Fact]
    public void The_capacity_of_the_pool_is_supplied_and_committed()
    {
        var figures = Figures.All["capacity"].At(SignedBook, Day(2026, 7, 1));

        Assert.Equal((220_000m, 220_000m), (figures["colossus-1/supply [GPUs]"], figures["colossus-1/committed [GPUs]"]));
        Assert.Equal(220_000m, Figures.All["sellable"].At(Ready, Day(2026, 7, 1))["colossus-1/firm for 90 days [GPUs]"]);
    }
}
