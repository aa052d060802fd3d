using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Tests.Commands;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class InvoicedLineTests
{
    // Law: whatever is credited, in whatever parts, what is left of the line and what was credited are the line.
    [Fact]
    public void What_is_left_and_what_was_credited_are_the_line()
    {
        var book = CreditInvoiceTests.Two;
        foreach (var amount in new[] { 0.01m, 100m, 9.99m, 200m })
        {
            book = book.Told(At(2026, 7, 10), new CreditInvoice("INV-0000001", "fee", Month(2026, 5), amount, null, "goodwill"));
            Assert.Equal(310m, Left(book, "INV-0000001") + book.Contracts[Id].Credits.Sum(credit => credit.Amount));
        }
        Assert.Equal(310m, Left(book, "INV-0000002"));
    }

    [Fact]
    public void A_credit_on_a_void_invoice_counts_on_the_one_that_took_its_place()
    {
        var credited = CreditInvoiceTests.Two.Told(At(2026, 7, 10),
            new RecordPayment("INV-0000001", Day(2026, 7, 9), 310m, "USD", "wire"), new CreditInvoice("INV-0000001", "fee", Month(2026, 5), 100m, null, "goodwill"));
        var book = CreditInvoiceTests.Two with { Contracts = credited.Contracts, Receivables = CreditInvoiceTests.Two.Receivables };
        var replaced = book.Told(At(2026, 7, 11), new VoidInvoice("INV-0000001", "wrong address"));

        Assert.Equal(210m, Left(replaced, "INV-0000003"));
    }

    static decimal Left(Book book, string number)
    {
        var invoice = book.Receivables.Invoices[number];
        return InvoicedLine.Creditable(book, book.Contracts[Id], invoice, invoice.Lines.First(line => line.Charge == "fee"));
    }
}
