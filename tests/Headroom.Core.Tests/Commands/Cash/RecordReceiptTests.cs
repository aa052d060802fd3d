using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class RecordReceiptTests
{
    static readonly Instant Now = At(2026, 7, 10);

    // By hand: 1,500 dollars in, 1,000.25 and 400 open: both paid in full, 99.75 stays unapplied.
    [Fact]
    public void An_overpayment_stays_on_account()
    {
        var accepted = Assert.IsType<Accepted>(Receipt(1_500m, To("INV-0000001", "INV-0000002")).Decide(CashLife.Billed, Now));
        var book = CashLife.Billed.Saying(Now, [.. accepted.Facts]);

        Assert.Equal(["receipt.recorded.v1", "cash.applied.v1", "cash.applied.v1"], accepted.Facts.Select(fact => fact.Kind));
        Assert.Equal((0m, 0m, 99.75m), (Open(book, 1), Open(book, 2), book.Receivables.Cash.UnappliedOf(book.Receivables.Cash.Receipts.Values.Single())));
    }

    [Fact]
    public void Without_invoices_it_is_unapplied_and_oldest_first_pays_the_earliest_due()
    {
        var onAccount = CashLife.Billed.Told(Now, Receipt(1_200m, []));
        var oldest = CashLife.Billed.Told(Now, Receipt(1_200m, []) with { OldestFirst = true });

        Assert.Equal((1_000.25m, 400m), (Open(onAccount, 1), Open(onAccount, 2)));
        Assert.Equal((0m, 200.25m), (Open(oldest, 1), Open(oldest, 2)));
        Assert.Equal(Slug.Of("rct-0000001"), oldest.Receivables.Cash.Receipts.Keys.Single());
    }

    [Fact]
    public void It_may_be_applied_on_a_later_day_than_it_came()
    {
        var book = CashLife.Billed.Told(Now, Receipt(400m, To("INV-0000002")) with { Received = Day(2026, 6, 15), On = Day(2026, 6, 20) });

        Assert.Equal((400m, 0m), (book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000002"], Day(2026, 6, 19)), Open(book, 2)));
    }

    [Fact]
    public void What_no_receipt_can_be_is_refused()
    {
        var (book, good) = (CashLife.Billed, Receipt(10m, []));

        book.Refuses(Now, good with { Payer = Us }, RefusalCode.NotFound, "payer");
        book.Refuses(Now, good with { Currency = "DOLLARS" }, RefusalCode.UnknownUnit, "currency");
        book.Refuses(Now, good with { Amount = 0m }, RefusalCode.OutOfRange, "amount");
        book.Refuses(Now, good with { Amount = 1.001m }, RefusalCode.OutOfRange, "amount");
        book.Refuses(Now, good with { Currency = "JPY", Amount = 1.5m }, RefusalCode.OutOfRange, "amount");
        book.Refuses(Now, good with { Received = Day(2026, 7, 11) }, RefusalCode.InTheFuture, "received");
        book.Refuses(Now, good with { On = Day(2026, 6, 29) }, RefusalCode.DatesUpsideDown, "on");
        book.Saying(Now, new MonthClosed(Month(2026, 6), 0)).Told(Now, good);
        book.Told(Now, good with { Id = Slug.Of("wire") }).Refuses(Now, good with { Id = Slug.Of("wire"), BankReference = null }, RefusalCode.AlreadyExists, "receipt");
        Core.Books.Book.Empty.Refuses(Now, good, RefusalCode.NotFound, "book");
    }

    [Fact]
    public void A_bank_reference_is_recorded_once()
    {
        var refusal = CashLife.Billed.Told(Now, Receipt(10m, [])).Refusing(Now, Receipt(10m, []));

        Assert.Equal((RefusalCode.AlreadyExists, "bank-reference", "rct-0000001"), (refusal.Code, refusal.Field, refusal.Numbers["recorded_as"]));
    }

    internal static RecordReceipt Receipt(decimal amount, ImmutableArray<Application> to) => new(null, Buyer, Day(2026, 6, 30), amount, "USD", "wire", "bank-1", to);

    internal static ImmutableArray<Application> To(params string[] invoices) => [.. invoices.Select(invoice => new Application(invoice, null))];

    internal static decimal Open(Book book, int number) => book.Receivables.OpenOf(book.Receivables.Invoices[$"INV-{number:0000000}"]);
}
