using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class CloseMonthTests
{
    [Fact]
    public void Each_reason_to_refuse_a_close()
    {
        var closed = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));

        closed.Refuses(At(2026, 6, 2), new CloseMonth(Month(2026, 5)), RefusalCode.MonthClosed, "month");
        closed.Refuses(At(2026, 9, 2), new CloseMonth(Month(2026, 7)), RefusalCode.MonthOpen, "month");
        SignedBook.Refuses(At(2026, 8, 2), new CloseMonth(Month(2026, 6)), RefusalCode.MonthOpen, "month");
        SignedBook.Refuses(At(2026, 6, 1) - Duration.Epsilon, new CloseMonth(Month(2026, 5)), RefusalCode.MonthOpen, "month");
    }

    [Fact]
    public void A_month_is_over_when_it_is_over_in_the_zone_of_every_contract()
    {
        var west = Ready.Told(At(2026, 4, 20), new SignContract(With(RampFee) with { Calendar = Calendar.In("Pacific/Honolulu")! }));
        var over = Instant.FromUtc(2026, 6, 1, 10, 0);

        Assert.Equal(over, new CloseMonth(Month(2026, 5)).NotBefore(west));
        west.Refuses(over - Duration.Epsilon, new CloseMonth(Month(2026, 5)), RefusalCode.MonthOpen, "month");
        Assert.IsType<Accepted>(new CloseMonth(Month(2026, 5)).Decide(west, over));
    }

    // Law: however many contracts share a zone and days of grace, the month is over when it is over for each of them, and the first to close is that of the earliest that we sell.
    [Fact]
    public void A_month_is_over_when_it_is_over_for_each_contract_by_itself() =>
        Prop.ForAll(AnyTerms.ArrayOf(5).ToArbitrary(), drawn =>
        {
            var terms = drawn.Select((each, i) => each with { Contract = Slug.Of($"c{i}") }).ToList();
            var book = terms.Aggregate(Ready, (known, each) => known.WithContract(Signed(each)));
            var (june, july) = (Month(2026, 6), Day(2026, 7, 1));
            return new CloseMonth(june).NotBefore(book) == terms
                    .Select(each => each.Calendar.StartOf(each.Seller == Us && each.From < july ? july.PlusDays(each.InvoiceGraceDays) : july)).Append(Chicago.StartOf(july)).Max()
                && book.FirstOpen == terms.Where(each => each.Seller == Us).Select(each => (YearMonth?)each.From.ToYearMonth()).Min();
        }).Check(Laws.Thousand);

    static Gen<Terms> AnyTerms =>
        from zone in Gen.Elements("America/Chicago", "Pacific/Honolulu", "Asia/Tokyo")
        from graceDays in Gen.Elements(0, 3, 28)
        from later in Gen.Choose(0, 80)
        from isBought in Gen.Elements(true, false)
        let start = Start.PlusDays(later)
        select new Terms(Id, isBought ? Other : Us, isBought ? Us : Buyer, Calendar.In(zone)!, Currency.Usd, start, Through, [Fee((start, 100m))]) { InvoiceGraceDays = graceDays };

    [Fact]
    public void Closing_May_issues_one_invoice_of_625_million_and_locks_it()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
        var invoice = Assert.Single(book.Receivables.Invoices).Value;

        Assert.Equal(("INV-0000001", 625_000_000m, Month(2026, 5)), (invoice.Number, invoice.Total, book.ClosedThrough));
        Assert.Equal(Month(2026, 6), book.FirstOpen);
    }

    [Fact]
    public void Without_a_contract_there_is_no_month_to_close()
    {
        Assert.Null(Ready.FirstOpen);
        Ready.Refuses(At(2026, 4, 1), new CloseMonth(Month(2026, 3)), RefusalCode.MonthOpen, "month");
    }

    [Fact]
    public void A_month_in_which_nobody_owes_anything_closes_without_an_invoice() =>
        Assert.Empty(SignedBook.Told(At(2026, 5, 1), new CloseMonth(Month(2026, 4))).Receivables.Invoices);
}
