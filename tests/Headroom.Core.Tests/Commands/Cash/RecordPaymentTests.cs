using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordPaymentTests
{
    static readonly Book Billed = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
    static readonly RecordPayment Good = new("INV-0000001", Day(2026, 6, 10), 625_000_000m, "USD", "wire");

    [Fact]
    public void Each_reason_to_refuse_a_payment()
    {
        Refused(Good with { Invoice = "INV-0000002" }, RefusalCode.NotFound, "invoice");
        Refused(Good with { Currency = "EUR" }, RefusalCode.PaymentMismatch, "currency");
        Refused(Good with { Amount = 625_000_000.01m }, RefusalCode.PaymentMismatch, "amount");
        Refused(Good with { Amount = 0m }, RefusalCode.PaymentMismatch, "amount");
        Refused(Good with { Amount = -1m }, RefusalCode.PaymentMismatch, "amount");
        Refused(Good with { Amount = 0.001m }, RefusalCode.OutOfRange, "amount");
        Refused(Good with { Received = Day(2026, 6, 16) }, RefusalCode.InTheFuture, "received");
        Refused(Good with { Received = Day(2026, 5, 31) }, RefusalCode.DatesUpsideDown, "received");
    }

    [Fact]
    public void Money_of_a_closed_month_keeps_its_date_and_is_posted_in_the_open_one()
    {
        var book = Billed.Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6))).Told(At(2026, 7, 15), Good);

        Assert.Equal(0m, book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000001"], Good.Received));
        Assert.Equal(Month(2026, 7), book.PostedIn(Good.Received.ToYearMonth()));
    }

    [Fact]
    public void An_amount_beyond_all_bounds_is_refused_like_any_other() =>
        Refused(Good with { Amount = decimal.MaxValue }, RefusalCode.PaymentMismatch, "amount");

    [Fact]
    public void Part_payments_leave_the_rest_open()
    {
        var book = Billed.Told(At(2026, 6, 15), Good with { Amount = 500_000_000m });

        Assert.Equal(125_000_000m, book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000001"]));
        book.Refuses(At(2026, 6, 15), Good with { Amount = 125_000_000.01m }, RefusalCode.PaymentMismatch, "amount");
    }

    [Fact]
    public void A_credit_note_is_paid_back_and_not_paid()
    {
        var free = With(RampCapacity, Fee((Start, 0m)), AfterLockIn);
        var book = Billed.Told(At(2026, 6, 2), new SetPolicy(Policy.Default with { SetsOff = false }), new AmendContract(free, Start, Core.Contracts.Treatment.Correction, null))
            .Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6)));

        book.Refuses(At(2026, 7, 2), new RecordPayment("INV-0000002", Day(2026, 7, 2), 1m, "USD", ""), RefusalCode.PaymentMismatch, "amount");
        Assert.IsType<Accepted>(new RecordPayment("INV-0000002", Day(2026, 7, 2), -625_000_000m, "USD", "").Decide(book, At(2026, 7, 2)));
    }

    static void Refused(RecordPayment payment, RefusalCode code, string field) => Billed.Refuses(At(2026, 6, 15), payment, code, field);
}
