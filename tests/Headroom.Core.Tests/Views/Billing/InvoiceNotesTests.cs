using Headroom.Core.Commands;
using Headroom.Core.Tests.Commands;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class InvoiceNotesTests
{
    [Fact]
    public void A_monthly_invoice_says_nothing_beside_its_lines() =>
        Assert.Empty(InvoiceNotes.Of(CreditInvoiceTests.Two, CreditInvoiceTests.Two.Receivables.Invoices["INV-0000001"]));

    [Fact]
    public void A_void_invoice_and_the_one_in_its_place_name_each_other()
    {
        var book = CreditInvoiceTests.Two.Told(At(2026, 7, 10), new VoidInvoice("INV-0000001", "wrong address"));

        Assert.Equal(["Void since 2026-07-10: wrong address. INV-0000003 takes its place."], InvoiceNotes.Of(book, book.Receivables.Invoices["INV-0000001"]));
        Assert.Equal(["Takes the place of INV-0000001, which is void.", "Reason: wrong address."], InvoiceNotes.Of(book, book.Receivables.Invoices["INV-0000003"]));
    }
}
