using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class AccountTests
{
    // Law: an account shows all that is open and unapplied, and no currency has anything of another.
    [Fact]
    public void Items_and_receipts_add_up_to_the_statement() =>
        Prop.ForAll(CashLife.Any, numbers => new[] { Buyer, Deal.Other }.SelectMany(customer => Account.Of(CashLife.End(numbers), customer, CashLife.Last)).All(account =>
            account.Open.Sum(item => item.Open) == account.Statement.Ageing.Open && account.Receipts.Sum(used => used.Unapplied) == account.Statement.Unapplied
            && account.Open.All(item => item.Invoice.Currency == account.Statement.Currency) && account.Receipts.All(used => used.Receipt.Currency == account.Statement.Currency)))
            .Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 500 paid on 30 June, 400 of it for the invoice of 20 June, 60 given back, 40 left.
    [Fact]
    public void It_says_what_became_of_every_receipt()
    {
        var book = CashLife.Billed.Told(At(2026, 7, 10),
            new RecordReceipt(Slug.Of("wire"), Buyer, Day(2026, 6, 30), 500m, "USD", "", null, [new Application("INV-0000002", null)]),
            new PayRefund("wire", Day(2026, 7, 2), 60m, null, "", null));
        var dollars = Account.Of(book, Buyer, Day(2026, 7, 10)).Single(account => account.Statement.Currency == Currency.Usd);

        var used = Assert.Single(dollars.Receipts);
        Assert.Equal((40m, 60m, ("INV-0000002", 400m)), (used.Unapplied, used.GoneBack, used.Applied.Single()));
        Assert.Equal(["INV-0000001", "INV-0000003"], dollars.Open.Select(item => item.Invoice.Number));
        Assert.Equal((60m, 2), (dollars.Refunds.Sum(refund => refund.Amount), Account.Of(book, Buyer, Day(2026, 7, 10)).Count()));
    }

    [Fact]
    public void Nobody_has_an_account_before_anything_happened() => Assert.Empty(Account.Of(CashLife.Billed, Buyer, Day(2026, 5, 31)));
}
