using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class LineBasisTests
{
    // Law: what was invoiced before and the line are what the month's stretches of days come to, up to the one rounding of the charge.
    [Fact]
    public void Stretches_come_to_the_line_and_what_was_invoiced_before() =>
        Prop.ForAll(Gen.Choose(1, 900_000_000).ToArbitrary(), Gen.Choose(1, 900_000_000).ToArbitrary(), Gen.Choose(2, 60).ToArbitrary(), (first, then, day) =>
        {
            var terms = With(Fee((Start, first / 100m), (Start.PlusDays(day), then / 100m)));
            var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
            var draft = Billing.Drafts(book, book.Contracts[Id], Month(2026, 6)).Single();
            return LineBasis.Of(book, draft).All(basis => basis.Stretches.Sum(stretch => stretch.Rounded) == basis.Due &&
                Math.Abs(basis.Stretches.Aggregate(Rational.Zero, (sum, stretch) => sum + stretch.Amount).Round(2) - basis.Due) <= 0.01m);
        }).Check(Laws.Thousand);

    // By hand: 14 days at 300,000 and 16 at 600,000 of 30: 140,000 and 320,000.
    [Fact]
    public void A_step_inside_the_month_makes_two_stretches()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 300_000m), (Day(2026, 6, 15), 600_000m)))));
        var stretches = LineBasis.Of(book, Billing.Drafts(book, book.Contracts[Id], Month(2026, 6)).Single()).Single(basis => !basis.Line.IsAdjustment).Stretches;

        Assert.Equal([(14, 300_000m, 140_000m), (16, 600_000m, 320_000m)], stretches.Select(stretch => (stretch.Days, stretch.Fee!.Value, stretch.Amount.Round(2))));
        Assert.All(stretches, stretch => Assert.Equal(Rational.One, stretch.Factor));
    }

    // By hand: 3% more from 1 June.
    [Fact]
    public void What_an_escalator_multiplies_by_stands_apart_from_the_fee()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 300_000m)), new Escalator("rise", 0.03m, Day(2026, 6, 1), 12))));
        var stretch = LineBasis.Of(book, Billing.Drafts(book, book.Contracts[Id], Month(2026, 6)).Single()).Single(basis => !basis.Line.IsAdjustment).Stretches.Single();

        Assert.Equal((300_000m, 309_000m), (stretch.Fee!.Value, stretch.Amount.Round(2)));
        Assert.True(stretch.Factor == Rational.Of(103, 100));
    }

    // By hand: of 10 days paused in May three quarters of 1/31 of 310,000 each fall on the first ten days of June 2029, which are no thirtieths of a fee: 7,500 each.
    [Fact]
    public void Days_that_a_pause_added_are_no_parts_of_a_fee()
    {
        var terms = With(Reserving((Start, 8)), Fee((Start, 310_000m)), new Pause("pause", Side.Buyer, 60, 0, 0.25m, Extends: true, Releases: false));
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms))
            .Told(At(2026, 5, 1), new RecordEvent(Id, new ServicePaused(Day(2026, 5, 1), "pause", Side.Buyer, Day(2026, 5, 2), Day(2026, 5, 11))));
        var stretches = LineBasis.Of(book, Billing.Drafts(book, book.Contracts[Id], Month(2029, 6)).Single()).Single(basis => !basis.Line.IsAdjustment).Stretches;

        Assert.Equal([(10, null, 75_000m)], stretches.Select(stretch => (stretch.Days, stretch.Fee, stretch.Amount.Round(2))));
    }

    // By hand: May was invoiced at 100,000 and is found to have been agreed at 90,000.
    [Fact]
    public void An_adjustment_says_what_was_invoiced_before_and_on_which_document()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 100_000m))))).Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Told(At(2026, 6, 2), new AmendContract(With(Fee((Start, 90_000m))), Start, Treatment.Correction, null));
        var basis = LineBasis.Of(book, Billing.Drafts(book, book.Contracts[Id], Month(2026, 6)).Single()).Single(basis => basis.Line.IsAdjustment);

        Assert.Equal((100_000m, -10_000m, 90_000m), (basis.BilledBefore, basis.Line.Amount, basis.Due));
        Assert.Equal([("INV-0000001", 100_000m)], basis.Before);
    }

    [Fact]
    public void An_invoice_of_a_contract_that_is_not_in_the_book_has_lines_without_stretches()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 100_000m)))));
        var draft = Billing.Drafts(book, book.Contracts[Id], Month(2026, 5)).Single();

        Assert.All(LineBasis.Of(book.WithoutContract(Id), draft), basis => Assert.Empty(basis.Stretches));
    }
}
