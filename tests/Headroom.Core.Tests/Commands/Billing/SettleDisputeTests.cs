using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SettleDisputeTests
{
    static readonly Book Disputed = CreditInvoiceTests.Two.Told(At(2026, 7, 10), RaiseDisputeTests.May(110m));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Disputed.Refuses(At(2026, 7, 20), new SettleDispute("DSP-0000002", 0m, "as billed"), RefusalCode.NotFound, "dispute");
        Disputed.Refuses(At(2026, 7, 20), new SettleDispute("DSP-0000001", 110.01m, "agreed"), RefusalCode.OutOfRange, "upheld");
        Disputed.Told(At(2026, 7, 20), new SettleDispute("DSP-0000001", 0m, "as billed"))
            .Refuses(At(2026, 7, 20), new SettleDispute("DSP-0000001", 0m, "again"), RefusalCode.NotDisputable, "dispute");
    }

    [Fact]
    public void Upheld_in_part_it_ends_with_a_credit_note_over_that_part()
    {
        var book = Disputed.Told(At(2026, 7, 20), new SettleDispute("DSP-0000001", 60m, "one day was down"));
        var settled = book.Receivables.Disputes.ById["DSP-0000001"].Settled!;

        Assert.Equal((60m, "INV-0000003", -60m), (settled.Upheld, settled.CreditNote, book.Receivables.Invoices["INV-0000003"].Total));
        Assert.Equal((250m, 0m), (book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000001"]), book.Receivables.Disputes.OpenOn("INV-0000001", Day(2026, 7, 20))));
    }

    [Fact]
    public void Confirmed_it_leaves_the_line_as_it_was_billed()
    {
        var book = Disputed.Told(At(2026, 7, 20), new SettleDispute("DSP-0000001", 0m, "as billed"));

        Assert.Equal((2, 310m), (book.Receivables.Invoices.Count, book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000001"])));
    }
}
