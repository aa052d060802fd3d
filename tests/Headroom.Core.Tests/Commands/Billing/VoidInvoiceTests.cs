using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class VoidInvoiceTests
{
    static readonly Book Two = CreditInvoiceTests.Two;

    [Fact]
    public void Each_reason_to_refuse()
    {
        var gone = Two.Told(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address"));

        Two.Refuses(At(2026, 7, 10), new VoidInvoice("INV-0000009", "wrong address"), RefusalCode.NotFound, "invoice");
        gone.Refuses(At(2026, 7, 10), new VoidInvoice("INV-0000001", "again"), RefusalCode.InvoiceVoid, "invoice");
        gone.Refuses(At(2026, 7, 10), new RecordPayment("INV-0000001", Day(2026, 7, 10), 310m, "USD", "wire"), RefusalCode.PaymentMismatch, "amount");
        Two.Told(At(2026, 7, 10), new RecordPayment("INV-0000001", Day(2026, 7, 10), 1m, "USD", "wire"))
            .Refuses(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address"), RefusalCode.PaymentMismatch, "invoice");
    }

    [Fact]
    public void The_same_is_issued_again_under_the_next_number_when_nothing_else_changed()
    {
        var book = Two.Told(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address"));
        var (gone, anew) = (book.Receivables.Invoices["INV-0000001"], book.Receivables.Invoices["INV-0000003"]);

        Assert.Equal(("INV-0000001", "wrong address", Day(2026, 7, 10), Month(2026, 5), 310m), (anew.Replaces, anew.Reason, anew.Issued, anew.Period, anew.Total));
        Assert.Equal(gone.Lines, anew.Lines);
        Assert.Equal((0m, 310m, 620m), (book.Receivables.OpenOf(gone), book.Receivables.OpenOf(anew), book.Receivables.TotalBilled(Id)));
    }

    [Fact]
    public void What_was_corrected_before_is_right_on_the_invoice_that_takes_its_place()
    {
        var corrected = Two.Told(At(2026, 7, 9),
            new AmendContract(Two.Contracts[Id].Terms with { Legs = [RampCapacity, Fee((Start, 62m)), AfterLockIn] }, Start, Treatment.Correction, null));
        var book = corrected.Told(At(2026, 7, 10), new VoidInvoice("INV-0000002", "wrong fee"));

        Assert.Equal([("fee: 2026-06", 62m)], book.Receivables.Invoices["INV-0000003"].Lines.Select(line => (line.Text, line.Amount)));
        Assert.Equal(["fee: adjustment of 2026-05", "fee: 2026-07"], Assert.Single(Billing.Drafts(book, book.Contracts[Id], Month(2026, 7))).Lines.Select(line => line.Text));
    }

    [Fact]
    public void Nothing_is_issued_when_nothing_is_due_and_the_number_stays_used()
    {
        var free = Two.Told(At(2026, 7, 9),
            new AmendContract(Two.Contracts[Id].Terms with { Legs = [RampCapacity, Fee((Start, 0m)), AfterLockIn] }, Start, Treatment.Correction, null))
            .Told(At(2026, 7, 10), new VoidInvoice("INV-0000001", "never agreed"));

        Assert.Equal((2, "INV-0000003"), (free.Receivables.Invoices.Count, free.Receivables.NumberAfter(0)));
    }

    [Fact]
    public void The_account_and_the_ledger_take_it_back_on_the_day()
    {
        var facts = Enumerable.ToList(Two.Facts(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address")));
        var book = facts.Aggregate(Two, (said, fact) => said.With(fact));
        var statement = Assert.Single(Statement.Of(book, Day(2026, 7, 10)));

        Assert.Contains(statement.Lines, line => line.Text == "INV-0000001 is void: wrong address" && line.Amount == -310m);
        Assert.Equal((620m, 620m), (statement.Balance, statement.Ageing.Open));
        Assert.Equal(620m, Assert.Single(Statement.Of(book, Day(2026, 7, 9))).Ageing.Open);
    }
}
