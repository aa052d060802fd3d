using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.Disclosure.Packs;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class ContractedTests
{
    // Law: a figure is the sum of its parts, and every bridge and every row of bands sums exactly, whatever the book.
    [Fact]
    public void Figures_bridges_and_bands_sum_exactly() =>
        Prop.ForAll(Life.Any, Any.Date.ToArbitrary(), (numbers, at) =>
        {
            var figures = Pack.FiguresOf(Life.End(numbers), at).ToList();
            decimal Of(string name) => figures.Single(figure => figure.Name == name).Amount!.Value;
            return figures.Where(figure => figure.Amount is not null && figure.Parts.Length > 0).All(figure => figure.Parts.Sum(part => part.Amount) == figure.Amount)
                && Of("bridge.headline") + Of("bridge.undelivered") + Of("bridge.served") == Of("bridge.remaining")
                && Of("bridge.remaining") + Of("bridge.beyond-exit") == Of("bridge.enforceable")
                && Of("bridge.enforceable") + Of("bridge.timing") == Of("bridge.rpo") && Of("bridge.rpo") == Of("rpo.none.total")
                && Election.Of(Framework.UsGaap).Skip(1).All(election => Of("bridge.rpo") + Of($"bridge.{election.Name}.left-out") == Of($"bridge.{election.Name}.rpo")
                    && Of($"bridge.{election.Name}.rpo") == Of($"rpo.{election.Name}.total"))
                && Election.Of(Framework.UsGaap).All(election => new[] { Band.Years(at), Band.Months(at) }
                    .All(bands => bands.Sum(band => Of($"rpo.{election.Name}.{band.Name}")) == Of($"rpo.{election.Name}.total")));
        }).Holds();

    // Shares have no currency as their unit: in a book of several their names tell of which they are, so that each can be filed and noted.
    [Fact]
    public void No_two_figures_have_one_name_and_unit_in_a_book_of_two_currencies()
    {
        var second = With(Fee((Start, 1_000_000m))) with { Contract = Slug.Of("second"), Currency = Currency.Of("JPY")! };
        var (one, two) = (Of(Told(), June).Figures.ToList(), Of(Told((At(2026, 4, 21), new SignContract(second))), June).Figures.ToList());

        Assert.Contains("value.enforceable-share", one.Select(figure => figure.Name));
        Assert.Equal(two.Count, two.DistinctBy(figure => (figure.Name, figure.Unit)).Count());
        Assert.Equal(["enforceable of the stated value after the date in JPY", "enforceable of the stated value after the date in USD"],
            two.Where(figure => figure.Name.StartsWith("value.enforceable-share.", StringComparison.Ordinal)).Select(figure => figure.Says));
    }

    // Six bands and their sum do not fit beside each other; both tables end with the sum.
    [Fact]
    public void Every_table_of_bands_ends_with_their_sum() =>
        Assert.All(Of(Told(), June).Sections.Single(section => section.Id == "rpo").Tables(4), columns => Assert.Equal((4, "in total"), (columns.Length, columns[^1])));

    [Theory]
    [InlineData(6, 30, 45_000_000_000, 43_750_000_000, 4_959_677_419.35)]
    [InlineData(9, 30, 45_000_000_000, 40_000_000_000, 3_669_354_838.71)]
    [InlineData(12, 31, 45_000_000_000, 36_250_000_000, 3_750_000_000)]
    public void The_deal_at_the_ends_of_three_quarters(int month, int day, decimal headline, decimal remaining, decimal enforceable)
    {
        var pack = Of(Told(), Day(2026, month, day));

        Assert.Equal((headline, remaining, enforceable), (Amount(pack, "value.headline"), Amount(pack, "value.remaining"), Amount(pack, "value.enforceable")));
        Assert.Equal((enforceable, 0m, enforceable), (Amount(pack, "bridge.rpo"), Amount(pack, "rpo.one-year.total"), Amount(pack, "rpo.right-to-invoice.total")));
        Assert.Equal(6_209_677_419.35m, Amount(pack, "value.contracted-sales"));
    }

    [Fact]
    public void IFRS_knows_no_election_for_variable_consideration()
    {
        var pack = Of(Told(), June, Framework.Ifrs);

        Assert.DoesNotContain(pack.Figures, figure => figure.Name.StartsWith("rpo.variable", StringComparison.Ordinal));
        Assert.Contains(pack.Sections, section => section.Title == "When unsatisfied performance obligations will be recognised" && section.Asked == "IFRS 15.120");
    }

    // What the company has elected is a row of its own: without a statement nothing is left out, with the one-year election all of it.
    [Fact]
    public void Stated_elections_make_the_figure_that_is_disclosed()
    {
        var silent = Of(Told(), June);
        var elected = Of(Told((At(2026, 4, 21), new StateAccountingPolicy(new AccountingPolicy(null, Day(2026, 5, 1), null, [RpoElection.OneYear], Us, "as most do")))), June);

        Assert.Equal((4_959_677_419.35m, 0m), (Amount(silent, "bridge.stated.rpo"), Amount(elected, "bridge.stated.rpo")));
        Assert.Equal(Amount(silent, "bridge.rpo"), Amount(elected, "bridge.rpo"));
    }
}
