using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ApplyCreditTests
{
    static readonly Instant Now = At(2026, 7, 10);

    // By hand: a credit of 300.10 against 1,000.25 leaves 700.15.
    [Fact]
    public void A_credit_note_lowers_the_oldest_invoice()
    {
        var book = CashLife.Billed.Told(Now, new ApplyCredit("INV-0000003", [], Day(2026, 6, 10)));

        Assert.Equal((700.15m, 0m), (RecordReceiptTests.Open(book, 1), RecordReceiptTests.Open(book, 3)));
    }

    // 250,000 of credit against 100,000, 80,000 and 120,000, one invoice after another: nothing falls below zero, and what is left goes on.
    [Fact]
    public void B21_a_credit_goes_on_to_later_invoices_until_it_is_used_up()
    {
        var book = CashLife.Opening.Aggregate(Core.Books.Book.Empty, (told, fact) => told.With(fact))
            .Saying(Now, CashLife.Issue(1, Buyer, Currency.Usd, -250_000m, CashLife.First));
        var rows = new List<(decimal Due, decimal Left)>();
        foreach (var (number, amount) in new[] { (2, 100_000m), (3, 80_000m), (4, 120_000m) })
        {
            book = book.Saying(Now, CashLife.Issue(number, Buyer, Currency.Usd, amount, CashLife.First.PlusDays(number)))
                .Told(Now, new ApplyCredit("INV-0000001", [], CashLife.First.PlusDays(number)));
            rows.Add((RecordReceiptTests.Open(book, number), -RecordReceiptTests.Open(book, 1)));
        }

        Assert.Equal([(0m, 150_000m), (0m, 70_000m), (50_000m, 0m)], rows);
    }

    [Fact]
    public void What_is_no_credit_or_another_customers_is_refused()
    {
        var book = CashLife.Billed;

        book.Refuses(Now, new ApplyCredit("INV-0000009", [], Day(2026, 7, 1)), RefusalCode.NotFound, "credit-note");
        book.Refuses(Now, new ApplyCredit("INV-0000001", [], Day(2026, 7, 1)), RefusalCode.PaymentMismatch, "credit-note");
        book.Refuses(Now, new ApplyCredit("INV-0000003", [], Day(2026, 6, 9)), RefusalCode.DatesUpsideDown, "on");
        book.Refuses(Now, new ApplyCredit("INV-0000003", RecordReceiptTests.To("INV-0000005"), Day(2026, 7, 1)), RefusalCode.PaymentMismatch, "to[0].invoice");
        book.Refuses(Now, new ApplyCredit("INV-0000003", [new Application("INV-0000001", 300.11m)], Day(2026, 7, 1)), RefusalCode.PaymentMismatch, "amount");
        book.Told(Now, new ApplyCredit("INV-0000003", [], Day(2026, 7, 1)))
            .Refuses(Now, new ApplyCredit("INV-0000003", [], Day(2026, 7, 1)), RefusalCode.PaymentMismatch, "credit-note");
    }

    // By hand: May's 100 were billed and the amendment makes them 40, so June's bill of 40 - 60 = -20 is a credit note; May's invoice then has 80 open.
    [Theory]
    [InlineData(true, 80, 0)]
    [InlineData(false, 100, -20)]
    public void The_policy_sets_credit_notes_off_as_they_are_issued(bool setsOff, int open, int credit)
    {
        var book = Ready.Told(At(2026, 4, 20), new SetPolicy(Policy.Default with { SetsOff = setsOff }), new SignContract(With(Fee((Start, 100m)))))
            .Told(At(2026, 6, 2), new CloseMonth(Month(2026, 5)), new AmendContract(With(Fee((Start, 40m))), Start, Core.Contracts.Treatment.Correction, null))
            .Told(At(2026, 7, 2), new CloseMonth(Month(2026, 6)));

        Assert.Equal((open, credit), (RecordReceiptTests.Open(book, 1), RecordReceiptTests.Open(book, 2)));
    }
}
