using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class CreditInvoiceTests
{
    /// <summary>May and June of the deal at a flat 310.00, closed; the invoices are INV-0000001 and INV-0000002.</summary>
    public static Book Two { get; } = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, Fee((Start, 310m)), AfterLockIn)))
        .Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6)));

    static CreditInvoice May(decimal amount) => new("INV-0000001", "fee", Month(2026, 5), amount, null, "outage of 3 May");

    [Fact]
    public void Each_reason_to_refuse()
    {
        Two.Refuses(At(2026, 7, 10), May(100m) with { Invoice = "INV-0000009" }, RefusalCode.NotFound, "invoice");
        Two.Refuses(At(2026, 7, 10), May(100m) with { Charge = "fees" }, RefusalCode.NotFound, "charge");
        Two.Refuses(At(2026, 7, 10), May(100m) with { Period = Month(2026, 6) }, RefusalCode.NotFound, "charge");
        Two.Refuses(At(2026, 7, 10), May(0m), RefusalCode.OutOfRange, "amount");
        Two.Refuses(At(2026, 7, 10), May(0.001m), RefusalCode.OutOfRange, "amount");
        Two.Refuses(At(2026, 7, 10), May(1m) with { Share = 0.5m }, RefusalCode.Malformed, "amount");
        Two.Refuses(At(2026, 7, 10), May(310.01m), RefusalCode.NotCreditable, "amount");
        Two.Told(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address")).Refuses(At(2026, 7, 10), May(1m), RefusalCode.InvoiceVoid, "invoice");
        Two.Told(At(2026, 7, 10), May(1m))
            .Refuses(At(2026, 7, 10), new CreditInvoice("INV-0000003", "credit for fee", Month(2026, 5), 1m, null, "again"), RefusalCode.NotCreditable, "charge");
    }

    [Fact]
    public void A_second_credit_has_what_the_first_left_of_the_line()
    {
        var once = Two.Told(At(2026, 7, 10), May(300m));
        var refusal = once.Refusing(At(2026, 7, 11), May(10.01m));

        Assert.Equal(("310.00", "10.00"), (decimal.Parse(refusal.Numbers["line"]).ToString("0.00"), decimal.Parse(refusal.Numbers["left"]).ToString("0.00")));
        Assert.Equal(0m, once.Told(At(2026, 7, 11), May(10m)).Receivables.OpenOf(Two.Receivables.Invoices["INV-0000001"]));
    }

    [Fact]
    public void The_note_goes_out_at_once_settles_its_invoice_and_the_next_draft_does_not_take_it_back()
    {
        var book = Two.Told(At(2026, 7, 10), May(110m));
        var note = book.Receivables.Invoices["INV-0000003"];

        Assert.Equal((-110m, "INV-0000001", "outage of 3 May", Day(2026, 7, 10), Month(2026, 7)), (note.Total, note.Credits, note.Reason, note.Issued, note.Period));
        Assert.Equal(["credit for fee: adjustment of 2026-05"], note.Lines.Select(line => line.Text));
        Assert.Equal((200m, 0m), (book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000001"]), book.Receivables.OpenOf(note)));
        Assert.Equal(["fee: 2026-07"], Assert.Single(Billing.Drafts(book, book.Contracts[Id], Month(2026, 7))).Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_share_of_a_paid_line_stays_open_on_the_customers_account()
    {
        var book = Two.Told(At(2026, 7, 10), new RecordPayment("INV-0000001", Day(2026, 7, 9), 310m, "USD", "wire"), May(0m) with { Amount = null, Share = 0.1m });

        Assert.Equal(-31m, book.Receivables.OpenOf(book.Receivables.Invoices["INV-0000003"]));
    }

    // By hand: 310 for each of May and June; 110 of May is given back in July, so revenue through July is 820.
    [Fact]
    public void Revenue_sees_it_in_the_month_of_the_line_and_backlog_does_not_move()
    {
        var (before, after) = (Two.Contracts[Id], Two.Told(At(2026, 7, 10), May(110m)).Contracts[Id]);
        var (may, july) = (Day(2026, 6, 1), Day(2026, 8, 1));

        Assert.All(Enum.GetValues<RevenuePolicy>(), policy =>
        {
            Assert.Equal(Revenue.Earned(before, policy, Day(2026, 7, 31)).At(may) - 110, Revenue.Earned(after, policy, Day(2026, 7, 31)).At(may));
            Assert.Equal(Revenue.Earned(before, policy, Day(2026, 7, 31)).At(july) - 110, Revenue.Earned(after, policy, Day(2026, 7, 31)).At(july));
        });
        Assert.Equal(Backlog.Of(before, Day(2026, 7, 10)), Backlog.Of(after, Day(2026, 7, 10)));
    }

    [Fact]
    public void What_is_corrected_out_of_the_fee_afterwards_is_not_given_back_twice()
    {
        var credited = Two.Told(At(2026, 7, 10), May(110m));
        var corrected = credited.Told(At(2026, 7, 11),
            new AmendContract(credited.Contracts[Id].Terms with { Legs = [RampCapacity, Fee((Start, 0m), (Day(2026, 6, 1), 310m)), AfterLockIn] }, Start,
                Treatment.Correction, null));

        Assert.Equal([("fee: adjustment of 2026-05", -310m), ("fee: 2026-07", 310m), ("credit for fee: adjustment of 2026-05", 110m)],
            Assert.Single(Billing.Drafts(corrected, corrected.Contracts[Id], Month(2026, 7))).Lines.Select(line => (line.Text, line.Amount)));
    }

    [Fact]
    public void Late_interest_is_waived_outside_revenue()
    {
        var late = Ready.Told(At(2026, 4, 20),
            new SignContract(With(RampCapacity, Fee((Start, 1_000_000m)), AfterLockIn) with { LateInterest = new LateInterest(0.01m, InterestBasis.MonthOfThirty, 0) }))
            .Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6))).Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));
        var line = late.Receivables.Invoices["INV-0000003"].Lines.Single(line => LateInterest.IsCharge(line.Charge));
        var book = late.Told(At(2026, 8, 2), new CreditInvoice("INV-0000003", line.Charge, line.Period, null, 1m, "waived"));

        Assert.Equal(-line.Amount, book.Receivables.Invoices["INV-0000004"].Total);
        Assert.Equal(late.Receivables.TotalBilled(Id), book.Receivables.TotalBilled(Id));
        Assert.DoesNotContain(Billing.Drafts(book, book.Contracts[Id], Month(2026, 7)),
            draft => draft.Lines.Any(known => known.Charge == line.Charge || Credit.IsCharge(known.Charge)));
    }
}
