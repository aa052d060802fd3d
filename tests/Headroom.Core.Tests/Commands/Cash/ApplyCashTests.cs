using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ApplyCashTests
{
    static readonly Instant Now = At(2026, 7, 10);
    static readonly Slug Wire = Slug.Of("rct-0000001");
    static readonly Book OnAccount = CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(500m, []));

    // By hand: 500 on account, the oldest invoice takes all of it.
    [Fact]
    public void The_oldest_invoice_is_paid_first_when_none_is_named()
    {
        var book = OnAccount.Told(Now, new ApplyCash(Wire, [], Day(2026, 7, 1)));

        Assert.Equal((500.25m, 400m, 0m),
            (RecordReceiptTests.Open(book, 1), RecordReceiptTests.Open(book, 2), book.Receivables.Cash.UnappliedOf(book.Receivables.Cash.Receipts[Wire])));
    }

    [Fact]
    public void What_cannot_be_applied_is_refused()
    {
        OnAccount.Refuses(Now, new ApplyCash(Slug.Of("none"), [], Day(2026, 7, 1)), RefusalCode.NotFound, "receipt");
        OnAccount.Refuses(Now, new ApplyCash(Wire, [], Day(2026, 6, 29)), RefusalCode.DatesUpsideDown, "on");
        OnAccount.Refuses(Now, new ApplyCash(Wire, [], Day(2026, 7, 11)), RefusalCode.InTheFuture, "on");
        OnAccount.Saying(Now, new MonthClosed(Month(2026, 6), 0)).Told(Now, new ApplyCash(Wire, [], Day(2026, 6, 30)));
        OnAccount.Refuses(Now, new ApplyCash(Wire, [new Application("INV-0000001", 500.01m)], Day(2026, 7, 1)), RefusalCode.PaymentMismatch, "amount");
        OnAccount.Told(Now, new ApplyCash(Wire, [], Day(2026, 7, 1))).Refuses(Now, new ApplyCash(Wire, [], Day(2026, 7, 1)), RefusalCode.PaymentMismatch, "receipt");
        CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(5m, []) with { Currency = "JPY", Received = Day(2026, 5, 1) })
            .Refuses(Now, new ApplyCash(Wire, [], Day(2026, 5, 2)), RefusalCode.PaymentMismatch, "to");
    }

    // Applied on 5 July and taken off on 8 July: on 6 July none of it was free, so nothing can be applied with that date.
    [Fact]
    public void Money_is_not_used_twice_on_any_day()
    {
        var book = OnAccount.Told(Now, new ApplyCash(Wire, RecordReceiptTests.To("INV-0000001"), Day(2026, 7, 5)),
            new Unapply(Wire.ToString(), "INV-0000001", null, Day(2026, 7, 8), "meant for another"));

        book.Refuses(Now, new ApplyCash(Wire, [], Day(2026, 7, 6)), RefusalCode.PaymentMismatch, "receipt");
        Assert.IsType<Accepted>(new ApplyCash(Wire, [], Day(2026, 7, 8)).Decide(book, Now));
    }
}
