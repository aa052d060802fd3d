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

    // Law: what is said after the date, a close among it, moves no figure. A customer that became ours is so from its date on, whenever that is said.
    [Fact]
    public void What_is_said_after_the_date_moves_no_figure() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            return facts.Any(fact => fact.Body is CustomerAcquired)
                || Figures(Of(facts, June)).SequenceEqual(Figures(Of([.. facts.TakeWhile(fact => fact.RecordedAt < At(2026, 7, 1))], June)));
        }).Check(Laws.Seeded.WithMaxTest(100));

    // 1,000 hours of June are read on 1 July and billed with June: at the end of June nobody knew of them, so they are neither billed nor earned.
    [Fact]
    public void A_reading_that_comes_after_the_date_leaves_no_liability_in_its_pack()
    {
        var terms = Agreed with { Legs = [.. Agreed.Legs, new Usage("hours", "gpu-hours", 2.00m, 0, 1, 2.00m)] };
        var facts = Told((At(2026, 4, 21), new AmendContract(terms, Start, Treatment.Correction, null)), (At(2026, 6, 2), new CloseMonth(Month(2026, 5))),
            (At(2026, 7, 1), new ObserveQuantity(Id, new("gpu-hours", Month(2026, 6), 1_000m, "meter"))), (At(2026, 7, 2), new CloseMonth(Month(2026, 6))));
        var (known, later) = (Of(facts, June), Pack.Of(facts, June, Day(2026, 7, 2), Framework.UsGaap).Pack!);

        Assert.Equal((1_250_000_000m, 1_250_000_000m, 0m),
            (Amount(known, "balances.quarter.billed"), Amount(known, "balances.quarter.recognised"), Amount(known, "balances.quarter.closing-liabilities")));
        Assert.Equal((1_250_002_000m, 1_250_002_000m, 0m),
            (Amount(later, "balances.quarter.billed"), Amount(later, "balances.quarter.recognised"), Amount(later, "balances.quarter.closing-liabilities")));
    }

    static IEnumerable<(string, decimal?)> Figures(Pack pack) => pack.Figures.Select(figure => (figure.Name, figure.Amount));

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
