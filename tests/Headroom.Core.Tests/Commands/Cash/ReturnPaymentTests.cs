using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ReturnPaymentTests
{
    static readonly Instant Now = At(2026, 7, 10);
    static readonly Slug Wire = Slug.Of("rct-0000001");
    static readonly LateInterest Nine = new(0.09m, InterestBasis.Actual365, 0);
    static readonly Book Paid = CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(1_100m, RecordReceiptTests.To("INV-0000001")));

    // Law: after all of a payment went back, every invoice is as open as if it had never come, and interest has run as if it had not.
    [Fact]
    public void A_payment_taken_back_leaves_invoices_and_interest_as_if_it_had_never_come() =>
        Prop.ForAll(Gen.Choose(1, 200_000).ToArbitrary(), Gen.Choose(0, 19).ToArbitrary(), (cents, days) =>
        {
            var on = CashLife.First.PlusDays(20);
            var paid = CashLife.Billed.Asked(Now, new RecordReceipt(Wire, Buyer, on, cents / 100m, "USD", "", null, [], OldestFirst: true));
            var back = paid.Asked(Now, new ReturnPayment(Wire, on.PlusDays(days), null, "no funds", "b"));
            return back.Position > paid.Position && back.Receivables.Cash.HeldOf(back.Receivables.Cash.Receipts[Wire]) == 0 && back.Receivables.Invoices.Values.All(invoice =>
                back.Receivables.OpenOf(invoice) == CashLife.Billed.Receivables.OpenOf(invoice)
                && Interest.Accrued(back.Receivables, invoice, Nine, CashLife.Last) == Interest.Accrued(CashLife.Billed.Receivables, invoice, Nine, CashLife.Last));
        }).Check(Laws.Thousand);

    // By hand: 1,100 paid 1,000.25 and left 99.75. All goes back: 1,000.25 is open again, by two facts, and the money is gone.
    [Fact]
    public void What_was_applied_is_taken_off_and_the_money_is_gone()
    {
        var facts = ((Accepted)new ReturnPayment(Wire, Day(2026, 7, 2), null, "account closed", "bank-9").Decide(Paid, Now)).Facts;

        Assert.Equal([new CashUnapplied(Wire, "INV-0000001", 1_000.25m, Day(2026, 7, 2), "account closed"),
            new RefundPaid(new Refund("rct-0000001", Buyer, Day(2026, 7, 2), 1_100m, Currency.Usd, "account closed", "bank-9"))], facts);
        Assert.Equal(1_000.25m, RecordReceiptTests.Open(Paid.Saying(Now, [.. facts]), 1));
    }

    // By hand: of 500 taken back 99.75 were free; 400.25 come off the invoice.
    [Fact]
    public void Of_a_part_what_is_unapplied_goes_first() =>
        Assert.Equal(400.25m, RecordReceiptTests.Open(Paid.Told(Now, new ReturnPayment(Wire, Day(2026, 7, 2), 500m, "disputed", null)), 1));

    [Fact]
    public void The_latest_application_comes_off_first()
    {
        var both = CashLife.Billed.Told(Now, RecordReceiptTests.Receipt(1_400.25m, RecordReceiptTests.To("INV-0000001")),
            new ApplyCash(Wire, RecordReceiptTests.To("INV-0000002"), Day(2026, 7, 1)));
        var book = both.Told(Now, new ReturnPayment(Wire, Day(2026, 7, 2), 300m, "part", null));

        Assert.Equal((0m, 300m), (RecordReceiptTests.Open(book, 1), RecordReceiptTests.Open(book, 2)));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        ReturnPayment All(LocalDate on) => new(Wire, on, null, "no funds", null);
        var day = Day(2026, 7, 2);
        Paid.Refuses(Now, All(day) with { Receipt = Slug.Of("none") }, RefusalCode.NotFound, "receipt");
        Assert.Equal("1100", Paid.Refusing(Now, All(day) with { Amount = 1_100.01m }).Numbers["available"]);
        Paid.Refuses(Now, All(day) with { Amount = 0.001m }, RefusalCode.OutOfRange, "amount");
        Paid.Refuses(Now, All(day) with { Reason = " " }, RefusalCode.Malformed, "reason");
        Paid.Refuses(Now, All(Day(2026, 6, 29)), RefusalCode.DatesUpsideDown, "on");
        Paid.Refuses(Now, All(Day(2026, 7, 11)), RefusalCode.InTheFuture, "on");
        Paid.Told(Now, All(day)).Refuses(Now, All(day), RefusalCode.PaymentMismatch, "receipt");
    }
}
