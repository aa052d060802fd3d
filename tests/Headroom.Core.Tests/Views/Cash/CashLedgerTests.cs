using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>By hand; that it balances whatever happens is a law of <c>CashLawsTests</c>.</summary>
public sealed class CashLedgerTests
{
    // 1,100 in, 1,000.25 applied, 0.25 taken off, 100 given back: nothing is unapplied, and the bank has 1,000.
    [Fact]
    public void Money_comes_in_as_a_liability_and_becomes_payment_when_it_is_applied()
    {
        var facts = CashLife.Billed.Facts(At(2026, 7, 10), new RecordReceipt(null, Buyer, Day(2026, 6, 30), 1_100m, "USD", "wire", null, [new Application("INV-0000001", null)]),
            new Unapply("rct-0000001", "INV-0000001", 0.25m, Day(2026, 7, 1), "cents"), new PayRefund("rct-0000001", Day(2026, 7, 2), null, null, "", null)).ToList();
        var documents = Enumerable.Range(1, 6).Select(number => CashLife.Billed.Receivables.Invoices[$"INV-{number:0000000}"])
            .Select((invoice, i) => new Fact(CashLife.Opening.Length + 1 + i, At(2026, 7, 10), Us, new InvoiceIssued(invoice)));
        var entries = Ledger.Entries([.. CashLife.Opening, .. documents, .. facts]).Where(entry => entry.Position > CashLife.Billed.Position).ToList();

        Assert.Equal(["payment rct-0000001 wire", "rct-0000001 applied to INV-0000001", "rct-0000001 taken off INV-0000001", "refund of rct-0000001"],
            entries.Select(entry => entry.Text));
        Assert.Equal([("assets:bank", 1_000.25m - 0.25m), ("assets:receivable:anthropic", -1_000m)],
            Ledger.Balances(entries).Select(balance => (balance.Key.Account, balance.Value)));
    }

    // A set-off is between documents on the same receivable, and a refund of a credit note lowers the bank.
    [Fact]
    public void A_set_off_moves_nothing_and_a_credit_note_is_paid_from_the_bank()
    {
        var facts = CashLife.Billed.Facts(At(2026, 7, 10), new ApplyCredit("INV-0000003", [new Application("INV-0000001", 100m)], Day(2026, 7, 1)),
            new PayRefund("INV-0000003", Day(2026, 7, 2), null, null, "", null));
        var documents = Enumerable.Range(1, 6).Select(number => CashLife.Billed.Receivables.Invoices[$"INV-{number:0000000}"])
            .Select((invoice, i) => new Fact(CashLife.Opening.Length + 1 + i, At(2026, 7, 10), Us, new InvoiceIssued(invoice)));
        var entry = Assert.Single(Ledger.Entries([.. CashLife.Opening, .. documents, .. facts]), entry => entry.Position > CashLife.Billed.Position);

        Assert.Equal([("assets:receivable:anthropic", 200.10m), ("assets:bank", -200.10m)], entry.Postings.Select(posting => (posting.Account, posting.Amount)));
    }
}
