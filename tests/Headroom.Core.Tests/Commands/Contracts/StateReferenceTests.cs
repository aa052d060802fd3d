using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class StateReferenceTests
{
    static StateReference Order(string number, int month, decimal? limit = null) => new(Id, new Reference(ReferenceKind.PurchaseOrder, number, Day(2026, month, 1), limit));

    [Fact]
    public void Each_reason_to_refuse()
    {
        Core.Books.Book.Empty.Refuses(At(2026, 7, 10), Order("PO-1", 7), RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 7, 10), Order("PO-1", 7) with { Contract = Slug.Of("none") }, RefusalCode.NotFound, "contract");
        SignedBook.Refuses(At(2026, 7, 10), Order("PO-1", 7, 0m), RefusalCode.OutOfRange, "limit");
    }

    [Fact]
    public void An_invoice_bears_what_holds_at_the_end_of_its_month_and_a_void_one_is_issued_anew_with_it()
    {
        var book = CreditInvoiceTests.Two.Told(At(2026, 7, 10), Order("PO-1", 6), Order("PO-2", 8), new VoidInvoice("INV-0000002", "no purchase order on it"));

        Assert.Equal(["purchase order PO-1"], book.Receivables.Invoices["INV-0000003"].References.Select(reference => reference.Text));
        Assert.Empty(book.Receivables.Invoices["INV-0000001"].References);
        Assert.Equal(["purchase order PO-2"], Assert.Single(Billing.Drafts(book, book.Contracts[Id], Month(2026, 8))).References.Select(reference => reference.Text));
    }
}
