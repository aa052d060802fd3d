using Headroom.Core.Books;
using Headroom.Core.Commands;
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

    [Fact]
    public void Closing_May_issues_one_invoice_of_625_million_and_locks_it()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
        var invoice = Assert.Single(book.Receivables.Invoices).Value;

        Assert.Equal(("INV-0000001", 625_000_000m, Month(2026, 5)), (invoice.Number, invoice.Total, book.ClosedThrough));
        Assert.Equal(Month(2026, 6), CloseMonth.FirstOpen(book));
    }

    [Fact]
    public void Without_a_contract_there_is_no_month_to_close()
    {
        Assert.Null(CloseMonth.FirstOpen(Ready));
        Ready.Refuses(At(2026, 4, 1), new CloseMonth(Month(2026, 3)), RefusalCode.MonthOpen, "month");
    }

    [Fact]
    public void A_month_in_which_nobody_owes_anything_closes_without_an_invoice() =>
        Assert.Empty(SignedBook.Told(At(2026, 5, 1), new CloseMonth(Month(2026, 4))).Receivables.Invoices);
}
