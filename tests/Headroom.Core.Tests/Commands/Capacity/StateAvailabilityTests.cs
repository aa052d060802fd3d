using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Contracts.JudgedReadingsTests;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class StateAvailabilityTests
{
    /// <summary>We count 288 minutes down and credit a tenth; the buyer's 600 are beyond 1% and would credit a quarter. Differences of an hour are tolerated.</summary>
    public static readonly Book Seen = Book(Judged with { ToleranceMinutes = 60 }).Told(At(2026, 6, 10), DownFor("a", 80, 6)).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 5)));

    public static readonly Book Issued = Seen.Told(At(2026, 7, 2), new CloseMonth(June));

    public static StateAvailability Stated(decimal down) => new(Id, new("credit", June, down, 0, "our monitoring, export 17"));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Issued.Refuses(At(2026, 7, 3), Stated(600) with { Contract = Slug.Of("nobody") }, RefusalCode.NotFound, "contract");
        Issued.Refuses(At(2026, 7, 3), Stated(600) with { Stated = Stated(600).Stated with { Clause = "credits" } }, RefusalCode.NotFound, "clause");
        Issued.Refuses(At(2026, 7, 3), Stated(600) with { Stated = Stated(600).Stated with { Month = Month(2026, 7) } }, RefusalCode.InTheFuture, "month");
        Issued.Refuses(At(2026, 7, 3), Stated(600) with { Stated = Stated(600).Stated with { Month = Month(2026, 4) } }, RefusalCode.DatesUpsideDown, "month");
        Issued.Refuses(At(2026, 7, 3), Stated(43_201), RefusalCode.OutOfRange, "down-minutes");
        Issued.Refuses(At(2026, 7, 3), Stated(1) with { Stated = Stated(1).Stated with { Excluded = -1 } }, RefusalCode.OutOfRange, "excluded-minutes");
        Issued.Told(At(2026, 7, 3), Stated(300)).Refuses(At(2026, 7, 3), Stated(300), RefusalCode.AlreadyExists, "month");
        Issued.Told(At(2026, 7, 3), Stated(600)).Refuses(At(2026, 7, 3), Stated(600), RefusalCode.AlreadyExists, "month");
    }

    // By hand: 600 minutes are 98.6%, a quarter of 1,000; we credited 100, so 150 are in dispute.
    [Fact]
    public void Beyond_the_tolerance_the_difference_is_disputed_on_the_months_fee_with_both_evidences()
    {
        var book = Issued.Told(At(2026, 7, 3), Stated(600));
        var dispute = Assert.Single(book.Receivables.Disputes.ById.Values);
        Assert.Equal(("fee", June, 150m, Side.Buyer), (dispute.Charge, dispute.Period, dispute.Amount, dispute.By));
        Assert.Equal("buyer: our monitoring, export 17; ours: 1 condition of nodes, judged by the agreed table", dispute.Evidence);
        Assert.Equal(dispute.Id, book.Contracts[Id].Stated[^1].Dispute);
        Assert.Equal(150m, book.Receivables.Disputes.OpenOn(dispute.Invoice, Day(2026, 7, 3)));
    }

    [Theory]
    [InlineData(348, false)] // 60 minutes beside ours: tolerated
    [InlineData(420, false)] // beyond the tolerance, but the same tier gives back no more
    [InlineData(440, true)]
    [InlineData(0, false)] // in the seller's favour
    public void Only_what_differs_beyond_the_tolerance_and_gives_back_more_is_disputed(int down, bool isDisputed)
    {
        var book = Issued.Told(At(2026, 7, 3), Stated(down));
        Assert.Equal(isDisputed ? 1 : 0, book.Receivables.Disputes.ById.Count);
        Assert.Equal(down - 288m, Assert.Single(AvailabilityMonth.Of(book.Contracts[Id], June, Day(2026, 6, 30))).Difference);
    }

    [Fact]
    public void Before_the_fee_is_invoiced_nothing_can_be_disputed_and_stating_it_again_afterwards_does()
    {
        var early = Seen.Told(At(2026, 7, 1), Stated(600));
        Assert.Empty(early.Receivables.Disputes.ById);
        Assert.Single(early.Told(At(2026, 7, 2), new CloseMonth(June)).Told(At(2026, 7, 3), Stated(600)).Receivables.Disputes.ById);
    }

    [Fact]
    public void Other_figures_while_a_dispute_is_open_stay_with_that_dispute()
    {
        var book = Issued.Told(At(2026, 7, 3), Stated(600)).Told(At(2026, 7, 4), Stated(700));
        Assert.Single(book.Receivables.Disputes.ById);
        Assert.Equal("DSP-0000001", book.Contracts[Id].Stated[^1].Dispute);
    }
}
