using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Books;

public sealed class CashTests
{
    static readonly Slug Wire = Slug.Of("wire-1");

    // Law: whatever was applied, taken off and given back, in whatever order, what was received is the sum of what stands applied, what was given back and the rest.
    [Fact]
    public void What_was_received_is_applied_given_back_or_unapplied() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 3), Gen.Choose(1, 50_000)).ArrayOf(12).ToArbitrary(), uses =>
        {
            var cash = uses.Aggregate(Received(100_000m), (sum, use) => use.Item1 switch
            {
                0 => sum.With(Refund("wire-1", use.Item2)),
                1 => sum.Applying(Wire, "INV-0000001", use.Item2, Day(2026, 6, 11), ""),
                2 => sum.Applying(Wire, "INV-0000001", -use.Item2, Day(2026, 6, 12), "wrong"),
                _ => sum.Applying(Wire, "INV-0000002", use.Item2, Day(2026, 6, 13), ""),
            });
            return cash.Receipts[Wire].Amount == cash.UnappliedOf(cash.Receipts[Wire]) + cash.SettledOf("INV-0000001") + cash.SettledOf("INV-0000002")
                + cash.Refunds.Sum(refund => refund.Amount);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: a set-off moves an invoice and a credit note by the same amount towards zero, and no cash.
    [Fact]
    public void A_set_off_lowers_both_sides_alike() =>
        Prop.ForAll(Gen.Choose(-1000, 1000).ArrayOf(8).ToArbitrary(), amounts =>
        {
            var cash = amounts.Aggregate(Received(1m), (sum, amount) => sum.SettingOff("INV-0000003", "INV-0000001", amount, Day(2026, 7, 1), ""));
            return cash.SettledOf("INV-0000001") == amounts.Sum() && cash.SettledOf("INV-0000003") == -amounts.Sum() && cash.UnappliedOf(cash.Receipts[Wire]) == 1m
                && cash.Standing("INV-0000003", "INV-0000001") == amounts.Sum();
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 100 received on the 10th, 60 applied on the 11th, 10 of them taken off on the 12th, 50 given back on the 13th.
    [Fact]
    public void It_is_seen_as_of_any_date()
    {
        var cash = Received(100m).Applying(Wire, "INV-0000001", 60m, Day(2026, 6, 11), "").Applying(Wire, "INV-0000001", -10m, Day(2026, 6, 12), "wrong")
            .With(Refund("wire-1", 50m));

        Assert.Equal([0m, 100m, 40m, 50m, 0m], Enumerable.Range(9, 5).Select(day => cash.UnappliedOf(cash.Receipts[Wire], Day(2026, 6, day))));
        Assert.Equal([0m, 60m, 50m], new[] { 10, 11, 12 }.Select(day => cash.SettledOf("INV-0000001", Day(2026, 6, day))));
    }

    [Fact]
    public void A_payment_of_the_first_kind_is_a_receipt_that_is_applied_at_once()
    {
        var paid = Cash.None.With(new Payment("INV-0000001", Day(2026, 6, 10), 100m, Currency.Usd, "wire"), Buyer)
            .With(new Payment("INV-0000001", Day(2026, 6, 11), 20m, Currency.Usd, ""), Buyer);
        var back = paid.With(new Payment("INV-0000002", Day(2026, 6, 12), -30m, Currency.Usd, "wire"), Buyer);

        Assert.Equal(["inv-0000001-1", "inv-0000001-2"], paid.Receipts.Keys.Select(id => id.ToString()));
        Assert.All(paid.Receipts.Values, receipt => Assert.Equal(0m, paid.UnappliedOf(receipt)));
        Assert.Equal((120m, -30m), (back.SettledOf("INV-0000001"), back.SettledOf("INV-0000002")));
        Assert.Equal("payment of INV-0000001 wire", paid.Receipts.Values.First().Text);
    }

    [Fact]
    public void Ids_that_nobody_chose_have_no_gaps_and_take_none_that_is_taken()
    {
        Assert.Equal(Slug.Of("rct-0000001"), Cash.None.NextReceipt);
        Assert.Equal(Slug.Of("rct-0000003"), Cash.None.With(Receipt("rct-0000002", 1m)).NextReceipt);
        Assert.Equal("wire-1", Received(1m).BankReferences["bank-wire-1"]);
    }

    static Cash Received(decimal amount) => Cash.None.With(Receipt("wire-1", amount));

    static Receipt Receipt(string id, decimal amount) => new(Slug.Of(id), Buyer, Day(2026, 6, 10), amount, Currency.Usd, "May", $"bank-{id}");

    static Refund Refund(string of, decimal amount) => new(of, Buyer, Day(2026, 6, 13), amount, Currency.Usd, "", null);
}
