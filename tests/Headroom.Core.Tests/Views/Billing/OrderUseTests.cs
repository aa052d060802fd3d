using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OrderUseTests
{
    static StateReference Order(int month) => new(Id, new Reference(ReferenceKind.PurchaseOrder, "PO-1", Day(2026, month, 1), 300m));

    [Fact]
    public void What_is_billed_above_a_limit_is_listed()
    {
        var book = CreditInvoiceTests.Two.Told(At(2026, 7, 10), Order(7)).Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));

        Assert.Equal([(310m, 10m, 1)], OrderUse.Of(book).Select(use => (use.Billed, use.Above, use.Invoices)));
    }

    // By hand: May's 310.00 are due on 1 June and not paid: 29 days late in June, at 10% of 365 days 2.46. June's invoice asks 310.00 for service, 6.20 of tax and that interest.
    [Fact]
    public void Taxes_and_late_interest_use_nothing_of_an_order()
    {
        var book = Ready.Told(At(2026, 4, 20),
            new SignContract(With(Fee((Start, 310m)), AfterLockIn) with { NetDays = 0, LateInterest = new LateInterest(0.1m, InterestBasis.Actual365, 0) }))
            .Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Told(At(2026, 7, 1), Order(6), new DetermineTax(Id, new Tax(Month(2026, 6), [new TaxLine("sales tax", Slug.Of("us-tn"), 0.02m, 310m, 6.20m)], "tax program")),
                new CloseMonth(Month(2026, 6)));

        Assert.Equal(318.66m, book.Receivables.Invoices["INV-0000002"].Total);
        Assert.Equal([(310m, 10m, 1)], OrderUse.Of(book).Select(use => (use.Billed, use.Above, use.Invoices)));
    }
}
