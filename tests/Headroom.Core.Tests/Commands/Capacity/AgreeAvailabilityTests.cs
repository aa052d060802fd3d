using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Commands.StateAvailabilityTests;
using static Headroom.Core.Tests.Contracts.JudgedReadingsTests;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AgreeAvailabilityTests
{
    static AgreeAvailability Agreed(decimal down) => new(Id, new("credit", June, down, 0, "call of 5 July"));

    // By hand: 100 was credited; 500 minutes are 98.84%, a quarter: the next invoice gives back the other 150.
    [Fact]
    public void Agreement_ends_the_dispute_and_the_next_invoice_carries_the_difference()
    {
        var book = Issued.Told(At(2026, 7, 3), Stated(600)).Told(At(2026, 7, 5), Agreed(500)).Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));
        var dispute = Assert.Single(book.Receivables.Disputes.ById.Values);
        Assert.Equal((0m, Day(2026, 7, 5)), (dispute.Settled!.Upheld, dispute.Settled.On));
        var line = Assert.Single(book.Receivables.InvoicesOf(Id)[^1].Lines, line => line.Charge == "credit");
        Assert.Equal((June, -150m, true), (line.Period, line.Amount, line.IsAdjustment));
    }

    [Fact]
    public void Agreement_on_our_own_figures_bills_nothing_and_stands_against_later_conditions()
    {
        var book = Issued.Told(At(2026, 7, 3), Stated(600)).Told(At(2026, 7, 5), Agreed(288)).Told(At(2026, 7, 6), DownFor("b", 80, 100, day: 12))
            .Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));
        Assert.DoesNotContain(book.Receivables.InvoicesOf(Id)[^1].Lines, line => line.Charge == "credit");
    }

    [Fact]
    public void What_changes_nothing_is_refused_and_so_is_what_cannot_be()
    {
        Issued.Told(At(2026, 7, 5), Agreed(288)).Refuses(At(2026, 7, 6), Agreed(288), RefusalCode.AlreadyExists, "month");
        Issued.Refuses(At(2026, 7, 5), Agreed(288) with { Agreed = Agreed(288).Agreed with { Clause = "x" } }, RefusalCode.NotFound, "clause");
        Issued.Refuses(At(2026, 7, 5), Agreed(1) with { Contract = Slug.Of("nobody") }, RefusalCode.NotFound, "contract");
    }
}
