using System.Linq;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OpenItemsTests
{
    // By hand: of 1,000.25 a line claims 600.25; 400 are left, which is then what is open of two invoices.
    [Fact]
    public void What_a_line_claims_is_not_open_for_another()
    {
        var items = new OpenItems(CashLife.Billed);
        Assert.Equal(["INV-0000002"], items.Exactly(400m, "USD", CashLife.Last).Select(item => item.Invoice.Number));

        items.Claim(new BankMatch(new BankLine("line 2", CashLife.Last, 600.25m, "USD", "b", ""), MatchGrade.Likely, "") { Pays = [("INV-0000001", 600.25m)] });

        Assert.Equal(["INV-0000001", "INV-0000002"], items.Exactly(400m, "USD", CashLife.Last).Select(item => item.Invoice.Number));
        Assert.Equal([400m, 400m], items.Of(Buyer, "USD", CashLife.Last).Select(item => item.Open));
        Assert.Empty(items.Exactly(1_000.25m, "USD", CashLife.Last));
    }

    [Fact]
    public void Open_items_are_those_of_the_date_and_currency()
    {
        var items = new OpenItems(CashLife.Billed);

        Assert.Equal(["INV-0000001"], items.Of(Buyer, "USD", Day(2026, 6, 19)).Select(item => item.Invoice.Number));
        Assert.Equal(["INV-0000004"], items.Of(Buyer, "JPY", CashLife.Last).Select(item => item.Invoice.Number));
        Assert.Equal([Buyer], items.Customers("USD", 1_400m));
        Assert.True(items.IsCustomer(Other));
        Assert.False(items.IsCustomer(Us));
    }

    [Fact]
    public void What_goes_back_is_claimed_of_its_document()
    {
        var items = new OpenItems(CashLife.Billed);

        items.Claim(new BankMatch(new BankLine("line 2", CashLife.Last, -100m, "USD", "b", ""), MatchGrade.Likely, "") { RefundOf = "INV-0000003" });

        Assert.Equal(200.10m, items.Unclaimed("INV-0000003", 300.10m));
        Assert.Equal(0m, items.Unclaimed("INV-0000003", 50m));
    }
}
