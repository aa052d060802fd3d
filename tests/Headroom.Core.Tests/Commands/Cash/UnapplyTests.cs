using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class UnapplyTests
{
    static readonly Instant Now = At(2026, 7, 10);
    static readonly Book Paid =
        CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(500m, RecordReceiptTests.To("INV-0000001")),
            new ApplyCredit("INV-0000003", RecordReceiptTests.To("INV-0000001"), Day(2026, 7, 1)));

    // By hand: of 500 applied, 120 are taken off; 1,000.25 less 380 and 300.10 leave 320.15 open.
    [Fact]
    public void What_is_taken_off_is_unapplied_again()
    {
        var book = Paid.Told(Now, new Unapply("rct-0000001", "INV-0000001", 120m, Day(2026, 7, 2), "meant for June"));

        Assert.Equal((320.15m, 120m), (RecordReceiptTests.Open(book, 1), book.Receivables.Cash.UnappliedOf(book.Receivables.Cash.Receipts.Values.Single())));
        Assert.Equal((500.25m, -300.10m),
            Paid.Told(Now, new Unapply("INV-0000003", "INV-0000001", null, Day(2026, 7, 2), "disputed")) is var back
            ? (RecordReceiptTests.Open(back, 1), RecordReceiptTests.Open(back, 3)) : default);
    }

    [Fact]
    public void A_payment_of_the_first_kind_can_be_taken_off_too()
    {
        var book = CashLife.Billed.Told(Now, new RecordPayment("INV-0000001", Day(2026, 6, 30), 1_000.25m, "USD", "wire"),
            new Unapply("inv-0000001-1", "INV-0000001", null, Day(2026, 7, 2), "of another customer"));

        Assert.Equal(1_000.25m, RecordReceiptTests.Open(book, 1));
    }

    [Fact]
    public void What_does_not_stand_there_is_refused()
    {
        Paid.Refuses(Now, new Unapply("rct-0000001", "INV-0000009", null, Day(2026, 7, 2), "x"), RefusalCode.NotFound, "invoice");
        Paid.Refuses(Now, new Unapply("rct-0000001", "INV-0000002", null, Day(2026, 7, 2), "x"), RefusalCode.NotFound, "from");
        Paid.Refuses(Now, new Unapply("INV-0000001", "INV-0000003", null, Day(2026, 7, 2), "x"), RefusalCode.NotFound, "from");
        Paid.Refuses(Now, new Unapply("rct-0000001", "INV-0000001", 500.01m, Day(2026, 7, 2), "x"), RefusalCode.PaymentMismatch, "amount");
        Paid.Refuses(Now, new Unapply("rct-0000001", "INV-0000001", 0.001m, Day(2026, 7, 2), "x"), RefusalCode.OutOfRange, "amount");
        Paid.Refuses(Now, new Unapply("rct-0000001", "INV-0000001", null, Day(2026, 6, 29), "x"), RefusalCode.DatesUpsideDown, "on");
        Paid.Refuses(Now, new Unapply("rct-0000001", "INV-0000001", null, Day(2026, 7, 2), " "), RefusalCode.Malformed, "reason");
        Assert.Contains("rct-0000001 500", Paid.Refusing(Now, new Unapply("wire", "INV-0000001", null, Day(2026, 7, 2), "x")).Says);
    }
}
