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

public sealed class PackTests
{
    [Fact]
    public void A_book_that_was_opened_later_needs_to_be_told_what_counts()
    {
        var early = Pack.Of(Told(), Day(2026, 1, 31), null, Framework.UsGaap);
        var told = Pack.Of(Told(), Day(2026, 1, 31), Day(2026, 5, 31), Framework.UsGaap);

        Assert.Equal((null, RefusalCode.NotFound), (early.Pack, early.Refusal!.Code));
        Assert.Equal(45_000_000_000m, Amount(told.Pack!, "value.headline"));
        Assert.Equal(RefusalCode.DatesUpsideDown, Pack.Of(Told(), June, Day(2026, 5, 31), Framework.UsGaap).Refusal!.Code);
    }

    [Fact]
    public void A_figure_opens_to_the_facts_under_it()
    {
        var pack = Of(Told(), June);

        Assert.Equal([6L], pack.PositionsOf(Assert.Single(pack.Figures.Single(figure => figure.Name == "value.headline").Parts)));
    }

    [Fact]
    public void A_published_figure_stands_beside_what_the_book_comes_to_and_so_does_a_note()
    {
        var pack = Of(Told(
            (At(2026, 8, 14), new FileFigures(new FiguresFiled(June, "10-Q", Day(2026, 8, 14),
            [
                new("value.headline", 44_999_000_000m, "USD") { To = 1_000_000m },
                new("rpo.company", 47_461_000_000m, "USD") { WhyNot = "of the whole company" },
                new("rpo.none.nowhere", 1m, "USD"),
            ]))),
            (At(2026, 8, 14), new NoteFigure(new FigureNoted("value.headline", June, "as announced")))), June);

        Assert.Equal([(45_000_000_000m, 1_000_000m, ""), (null, null, "of the whole company"), (null, null, "the pack has no such figure")],
            pack.Compared.Select(compared => (compared.Ours, compared.Difference, compared.Why)));
        Assert.Equal(("as announced", Slug.Of("tester"), Day(2026, 8, 14)), pack.Notes.Select(note => (note.Text, note.By, note.On)).Single());
        Assert.Empty(Of(Told(), December).Compared);
    }
}
