using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class FluxTests
{
    // Law: parts sum exactly to the difference, for every figure of every view, whatever was said in between and however late.
    [Theory]
    [InlineData("backlog")]
    [InlineData("billing")]
    [InlineData("revenue")]
    [InlineData("capacity")]
    [InlineData("sellable")]
    public void The_parts_sum_to_the_difference(string view) =>
        Prop.ForAll(Life.Any, Gen.Choose(0, 20).ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (numbers, first, days) =>
        {
            var life = Life.Of(numbers).ToList();
            var start = life.Take(first).Select(step => step.After).LastOrDefault(Ready);
            var (from, facts) = (Chicago.DateOf(start.RecordedAt), life.Skip(first).Select(step => step.Fact).ToList());
            var flux = Flux.Between(Figures.All[view], start, from, facts, from.PlusDays(days));
            return Sums(flux) && flux.After.SequenceEqual(Figures.All[view].At(life.Count > first ? life[^1].After : start, from.PlusDays(days)));
        }).Check(Laws.Seeded.WithMaxTest(view == "sellable" ? 3 : 15));

    [Fact]
    public void Signing_the_deal_is_the_whole_of_its_backlog()
    {
        var flux = Flux.Between(Figures.All["backlog"], Ready, Day(2026, 4, 20), Ready.Facts(At(2026, 4, 20), new SignContract(Agreed)), Day(2026, 4, 20));

        Assert.Equal(45_000_000_000m, flux.Difference("anthropic-colossus/stated [USD]"));
        Assert.Equal(6_209_677_419.35m, Assert.Single(flux.Parts).Moves["anthropic-colossus/enforceable [USD]"]);
    }

    [Fact]
    public void A_month_that_passes_serves_May_and_does_not_move_a_lock_in()
    {
        var flux = Flux.Between(Figures.All["backlog"], SignedBook, Day(2026, 4, 30), [], Day(2026, 5, 31));

        Assert.Equal(["served", "the earliest exit moved on"], flux.Parts.Select(part => part.Cause));
        Assert.Equal(-625_000_000m, flux.Parts[0].Moves["anthropic-colossus/enforceable [USD]"]);
        Assert.Empty(flux.Parts[1].Moves);
    }

    [Fact]
    public void After_the_lock_in_a_month_served_and_another_that_came_into_reach_are_both_named()
    {
        var flux = Flux.Between(Figures.All["backlog"], SignedBook, Day(2026, 9, 30), [], Day(2026, 10, 31));

        Assert.Equal(0m, flux.Difference("anthropic-colossus/enforceable [USD]"));
        Assert.Equal(-1_250_000_000m, flux.Parts[0].Moves["anthropic-colossus/enforceable [USD]"]);
        Assert.Equal(1_250_000_000m, flux.Parts[1].Moves["anthropic-colossus/enforceable [USD]"]);
    }

    [Fact]
    public void A_fact_that_moves_nothing_is_kept_and_named()
    {
        var flux = Flux.Between(Figures.All["billing"], SignedBook, Day(2026, 4, 20), SignedBook.Facts(At(2026, 4, 20), new NameParty(Buyer, new string('a', 64))),
            Day(2026, 4, 20));

        Assert.Empty(Assert.Single(flux.Parts).Moves);
        Assert.Equal("party.named.v1", flux.Parts[0].Fact!.Body.Kind);
    }

    static bool Sums(Flux flux) => flux.Before.Keys.Union(flux.After.Keys).Concat(flux.Parts.SelectMany(part => part.Moves.Keys)).Distinct()
        .All(figure => flux.Parts.Sum(part => part.Moves.GetValueOrDefault(figure)) == flux.Difference(figure));
}
