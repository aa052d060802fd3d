using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Views.Disclosure.Packs;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class EarnedTests
{
    // Law: balances go from opening to closing by what was billed and what was recognised.
    [Fact]
    public void Contract_balances_roll_forward() =>
        Prop.ForAll(Life.Any, Any.Date.ToArbitrary(), (numbers, at) =>
        {
            var figures = Pack.FiguresOf(Life.End(numbers), at).ToList();
            decimal Of(string name) => figures.SingleOrDefault(figure => figure.Name == name)?.Amount ?? 0;
            return new[] { "quarter", "year" }.All(span =>
                Of($"balances.{span}.opening-liabilities") + Of($"balances.{span}.opening-customer-liabilities") - Of($"balances.{span}.opening-assets")
                + Of($"balances.{span}.billed") - Of($"balances.{span}.given") + Of($"balances.{span}.left") + Of($"balances.{span}.accreted") - Of($"balances.{span}.recognised")
                == Of($"balances.{span}.closing-liabilities") + Of($"balances.{span}.closing-customer-liabilities") - Of($"balances.{span}.closing-assets"));
        }).Holds();

    // May and June are closed at 625 each, and in July their fee is found to have been 525: the third quarter earns 3 x 1,250 less 200, and the quarters add up to the year.
    [Fact]
    public void A_quarter_opens_as_the_one_before_was_closed_and_catches_up_what_was_known_late()
    {
        var terms = Agreed with { Legs = [RampCapacity, Fee((Start, 525_000_000m), (Day(2026, 7, 1), 1_250_000_000m)), AfterLockIn] };
        var facts = Told((At(2026, 6, 2), new CloseMonth(Month(2026, 5))), (At(2026, 7, 2), new CloseMonth(Month(2026, 6))),
            (At(2026, 7, 10), new AmendContract(terms, Start, Treatment.Correction, null)));
        var (second, third) = (Of(facts, June), Of(facts, Day(2026, 9, 30)));

        Assert.Equal((1_250_000_000m, 3_550_000_000m, 4_800_000_000m),
            (Amount(second, "revenue.quarter.sold-capacity"), Amount(third, "revenue.quarter.sold-capacity"), Amount(third, "revenue.year.sold-capacity")));
        Assert.Equal((0m, 3_550_000_000m), (Amount(third, "balances.quarter.opening-liabilities"), Amount(third, "balances.quarter.billed")));
    }

    // Law: the balances of the opening of a quarter are those that the ledger closed the month before with, whatever was said later. Those of customers that became ours stand
    // elsewhere.
    [Fact]
    public void Openings_are_what_the_ledger_closed_with() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            if (ClosedBooks.Of(facts).Closed.At(June) is null || facts.Any(fact => fact.Body is CustomerAcquired)) return true;
            var (pack, june) = (Pack.Of(facts, Day(2026, 9, 30), null, Framework.UsGaap).Pack!, RollForward.Of(facts, Month(2026, 6)).Whole);
            decimal Closing(AccountKind kind) => june.Where(line => line.Kind == kind).Sum(line => line.Closing);
            return (Amount(pack, "balances.quarter.opening-assets"), Amount(pack, "balances.quarter.opening-liabilities"),
                Amount(pack, "balances.quarter.opening-customer-liabilities"))
                == (Closing(AccountKind.ContractAsset), Closing(AccountKind.ContractLiability), Closing(AccountKind.CustomerLiability));
        }).Check(Laws.Seeded.WithMaxTest(100));

    // 19.5% of 7,814 million: what was sold is 1,523.73 million of it.
    [Fact]
    public void A_customers_share_is_of_all_revenue_of_the_company()
    {
        var terms = Agreed with { Legs = [RampCapacity, Fee((Start, 761_865_000m), (Day(2026, 7, 1), 1_250_000_000m)), AfterLockIn], Contract = Slug.Of("inferred") };
        var pack = Of(Told(
            (At(2026, 4, 21), new AmendContract(terms with { Contract = Id }, Start, Treatment.Correction, null)),
            (At(2026, 8, 14), new StateRevenue(new RevenueStated(Slug.Of("ai"), "solutions", Day(2026, 4, 1), June, 2_194_000_000m, Currency.Usd, "10-Q") { IncludesSold = true })),
            (At(2026, 8, 14), new StateRevenue(new RevenueStated(Slug.Of("space"), "all", Day(2026, 4, 1), June, 5_620_000_000m, Currency.Usd, "10-Q")))), June);

        Assert.Equal(0.195m, Amount(pack, "customers.quarter.anthropic.share"));
        Assert.Equal((670_270_000m, 7_814_000_000m), (Amount(pack, "revenue.quarter.ai.solutions"), Amount(pack, "revenue.quarter.total")));
    }

    // The other books speak of the second quarter only, so all revenue of the half year is not known; the share is of what was sold.
    [Fact]
    public void Where_other_books_leave_days_out_there_is_no_total()
    {
        var pack = Of(Told((At(2026, 8, 14), new StateRevenue(new RevenueStated(Slug.Of("ai"), "all", Day(2026, 4, 1), June, 10_000_000_000m, Currency.Usd, "10-Q")))), June);

        Assert.Equal((11_250_000_000m, null), (Amount(pack, "revenue.quarter.total"), pack.Figures.Single(figure => figure.Name == "revenue.year.total").Amount));
        Assert.Equal((0.111111m, 1m), (Amount(pack, "customers.quarter.anthropic.share"), Amount(pack, "customers.year.anthropic.share")));
        Assert.EndsWith("the share of all revenue is smaller", pack.Figures.Single(figure => figure.Name == "customers.year.anthropic.share").WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Own_products_stand_beside_sold_capacity_with_their_whole_months()
    {
        var facts = Told((At(2026, 4, 21), Using("chat", 100)), (At(2026, 7, 2), new RecordProductRevenue(new(Slug.Of("chat"), Month(2026, 5), 40m, Currency.Usd, "sales"))),
            (At(2026, 7, 3), new RecordProductRevenue(new(Slug.Of("chat"), Month(2026, 6), 2m, Currency.Usd, "sales"))));

        // Both facts stand under June's figure; they were said after June, so that the book as it was then does not come to it.
        var product = Of(facts, June).Figures.Single(figure => figure.Name == "revenue.quarter.product.chat");
        Assert.Equal(2, Of(facts, June).PositionsOf(product.Parts[0]).Length);
        Assert.False(Of(facts, June).IsExplainedAt(product));
        Assert.True(Of(facts, June).IsExplainedAt(Of(facts, June).Figures.Single(figure => figure.Name == "value.headline")));
        Assert.Equal((42m, 40m), (Amount(Of(facts, June), "revenue.quarter.product.chat"), Amount(Of(facts, Day(2026, 6, 29)), "revenue.quarter.product.chat")));
    }

    // Half of June's fee of 1,250 million is earned before the customer is ours on the 16th and not billed by then: it is an asset that leaves with the customer, and nothing is
    // left at the end of June.
    [Fact]
    public void What_stood_on_the_contracts_of_an_acquired_customer_leaves_the_balances_with_it()
    {
        var pack = Of(Told((At(2026, 6, 16), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 6, 16), "8-K")))), June);
        decimal Balance(string name) => pack.Figures.Single(figure => figure.Name == $"balances.quarter.{name}").Amount!.Value;

        Assert.Equal(Amount(pack, "revenue.quarter.sold-capacity"), Balance("recognised"));
        Assert.Equal(Balance("recognised") - Balance("billed"), Balance("left"));
        Assert.Equal((0m, 0m, 0m), (Balance("closing-assets"), Balance("closing-liabilities"), Balance("closing-customer-liabilities")));
        Assert.True(Balance("left") > 0);
    }

    // Shares worth 30 million are given on the first day: they stand between what was billed and the asset.
    [Fact]
    public void What_is_given_to_the_customer_is_a_movement_of_the_balances()
    {
        var terms = Agreed with { Legs = [.. Agreed.Legs, new CustomerConsideration("shares", ConsiderationKind.Equity, [(Start, 30_000_000m)], null, null)] };
        var pack = Of(Told((At(2026, 4, 21), new AmendContract(terms, Start, Treatment.Correction, null))), June);

        Assert.Equal(30_000_000m, Amount(pack, "balances.year.given"));
    }
}
