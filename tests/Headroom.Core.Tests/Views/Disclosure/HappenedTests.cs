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

public sealed class HappenedTests
{
    // A notice of September tells nothing about June: it is a subsequent event there, and moves no figure.
    [Fact]
    public void What_was_recorded_after_the_date_moves_no_figure_and_stands_by_itself()
    {
        var (before, after) = (Of(Told(), June), Of(Told((At(2026, 9, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10)))), June));

        Assert.Equal(before.Figures.Select(figure => (figure.Name, figure.Amount)), after.Figures.Select(figure => (figure.Name, figure.Amount)));
        var later = Assert.Single(after.Sections.Single(section => section.Id == "subsequent").Remarks);
        Assert.StartsWith("notice served by the buyer on 2026-09-10, last day 2026-12-09; the stated value after the date moves by -", later.Says, StringComparison.Ordinal);
        Assert.Equal((7, Day(2026, 9, 10)), (later.Position!.Value, later.Date));
    }

    // 10 September 2026 is a Thursday: Friday, Monday, Tuesday, Wednesday.
    [Fact]
    public void A_material_customers_notice_starts_the_clock_of_a_current_report()
    {
        var facts = Told((At(2026, 9, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10))));

        Assert.Equal("notice of 2026-09-10: 100.0% of the monthly fees of all that is sold, at or above the threshold of 10.0%: assess and file by 2026-09-16",
            Assert.Single(Of(facts, June).Sections.Single(section => section.Id == "current-reports").Remarks).Says);
    }

    // The second contract is free until November; its notice takes away 1,250 million a month of 2,500 all the same. 10 June 2026 is a Wednesday.
    [Fact]
    public void A_notice_in_a_free_or_reduced_time_counts_by_the_fee_that_would_have_come()
    {
        var second = With(Fee((Start, 0m), (Day(2026, 11, 1), 1_250_000_000m)), AtOnce) with { Contract = Slug.Of("second"), Buyer = Other };
        var facts = Told((At(2026, 4, 21), new SignContract(second)), (At(2026, 6, 10), new GiveNotice(second.Contract, Side.Buyer, Day(2026, 6, 10))));

        Assert.Equal("notice of 2026-06-10: 50.0% of the monthly fees of all that is sold, at or above the threshold of 10.0%: assess and file by 2026-06-16",
            Assert.Single(Of(facts, June).Sections.Single(section => section.Id == "current-reports").Remarks).Says);
    }
}
