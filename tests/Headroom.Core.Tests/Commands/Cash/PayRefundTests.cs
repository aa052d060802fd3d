using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class PayRefundTests
{
    static readonly Instant Now = At(2026, 7, 10);
    static readonly Book Overpaid = CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(1_100m, RecordReceiptTests.To("INV-0000001")));

    // By hand: 1,100 less 1,000.25 are 99.75; the credit note gives 300.10.
    [Fact]
    public void All_that_is_left_is_given_back_unless_said_otherwise()
    {
        var book = Overpaid.Told(Now, new PayRefund("rct-0000001", Day(2026, 7, 2), null, null, "overpaid", "bank-9"),
            new PayRefund("INV-0000003", Day(2026, 7, 2), null, "USD", "", null));

        Assert.Equal([99.75m, 300.10m], book.Receivables.Cash.Refunds.Select(refund => refund.Amount));
        Assert.Equal((0m, 0m), (book.Receivables.Cash.UnappliedOf(book.Receivables.Cash.Receipts.Values.Single()), RecordReceiptTests.Open(book, 3)));
        book.Refuses(Now, new PayRefund("rct-0000001", Day(2026, 7, 2), 0.01m, null, "", null), RefusalCode.PaymentMismatch, "of");
    }

    [Fact]
    public void No_more_than_that_and_nothing_of_an_invoice()
    {
        Assert.Equal("99.75", Overpaid.Refusing(Now, new PayRefund("rct-0000001", Day(2026, 7, 2), 99.76m, null, "", null)).Numbers["available"]);
        Overpaid.Refuses(Now, new PayRefund("INV-0000003", Day(2026, 7, 2), 300.11m, null, "", null), RefusalCode.PaymentMismatch, "amount");
        Overpaid.Refuses(Now, new PayRefund("INV-0000001", Day(2026, 7, 2), 1m, null, "", null), RefusalCode.PaymentMismatch, "of");
        Overpaid.Refuses(Now, new PayRefund("none", Day(2026, 7, 2), 1m, null, "", null), RefusalCode.NotFound, "of");
        Overpaid.Refuses(Now, new PayRefund("rct-0000001", Day(2026, 7, 2), 1m, "EUR", "", null), RefusalCode.PaymentMismatch, "currency");
        Overpaid.Refuses(Now, new PayRefund("rct-0000001", Day(2026, 6, 29), 1m, null, "", null), RefusalCode.DatesUpsideDown, "paid");
        Overpaid.Refuses(Now, new PayRefund("rct-0000001", Day(2026, 7, 11), 1m, null, "", null), RefusalCode.InTheFuture, "paid");
        Overpaid.Refuses(Now, new PayRefund("rct-0000001", Day(2026, 7, 2), 1m, null, "", "bank-1"), RefusalCode.AlreadyExists, "bank-reference");
    }
}
