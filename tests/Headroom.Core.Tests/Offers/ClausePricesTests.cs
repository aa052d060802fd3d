using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using static Headroom.Core.Tests.Deal;
using static Headroom.Core.Tests.Offers.ClauseTests;

namespace Headroom.Core.Tests.Offers;

public sealed class ClausePricesTests
{
    static readonly Instant Now = At(2026, 4, 20);

    /// <summary>A market that stands still at 1.00 a GPU-hour and costs nobody anything to go to.</summary>
    static Outlook Still(decimal price = 1m, decimal volatility = 0) => new("still", Currency.Usd, PriceBasis.GpuHour, new([(null, price)], 0, volatility, 0), null);

    static ClausePrices Priced(Terms terms, Outlook outlook) => ClausePrices.Of(Ready, terms, Now, outlook).Prices!;

    // Law: where ending destroys nothing, what a clause costs us is what it saves the buyer, to within what the lattice is good for.
    [Fact]
    public void Without_frictions_what_a_clause_takes_from_us_it_gives_to_the_buyer() =>
        Prop.ForAll(ClauseTests.Any.ToArbitrary(), terms =>
        {
            var prices = Priced(terms, Still(0.9m, volatility: 0.3m));
            return prices.Clauses.Length > 1 && prices.Clauses.All(price => Math.Abs(price.ToSeller!.Value + price.ToBuyer!.Value) < 0.0005m * prices.Agreed.Seller!.Value)
                && Math.Abs(prices.Interaction!.Value + prices.BuyersInteraction!.Value) < 0.001m * prices.Agreed.Seller!.Value;
        }).Check(Laws.Seeded.WithMaxTest(15));

    // By hand: two months at half of 100,000 give away 100,000; a rise of 10% after 12 of 24 months adds 12 x 10,000.
    [Fact]
    public void First_months_and_a_rise_are_worth_the_fees_that_they_move()
    {
        var terms = Plain(24, 100_000m, new Escalator("rise", 0.1m, Start.PlusMonths(12), 12));
        var prices = Priced(terms with { Legs = terms.Legs.SetItem(1, Fee((Start, 50_000m), (Start.PlusMonths(2), 100_000m))) }, Still());

        Assert.Equal([(ClausePart.FirstFees, -100_000m, -100_000m, 100_000m), (ClausePart.Whole, 120_000m, 120_000m, -120_000m)],
            prices.Clauses.Select(price => (price.Clause.Part, price.Stated!.Value, price.ToSeller!.Value, price.ToBuyer!.Value)));
        Assert.Equal((2_400_000m, 0m), (prices.Bare.Stated, prices.Interaction));
    }

    // By hand: the market costs 730,500 a month for ever. The buyer extends a year at 500,000 and saves 12 x 230,500; we call 500 GPUs for six months at 1,000 each, where the
    // market pays 730.50.
    [Fact]
    public void Rights_to_extend_and_to_call_are_worth_the_months_that_they_add()
    {
        var extended = Priced(Plain(12, 500_000m, new Extension("longer", Side.Buyer, 12, Months(6), Months(3), 1, null)), Still()).Clauses.Single();
        var called = Priced(Plain(12, 500_000m, new Backstop("put", Colossus, new Gpus(500), 1_000m, Start, Start.PlusMonths(6).PlusDays(-1), 0)), Still()).Clauses.Single();

        Assert.Equal((-2_766_000m, 2_766_000m), (extended.ToSeller, extended.ToBuyer));
        Assert.Equal((808_500m, -808_500m), (called.ToSeller, called.ToBuyer));
    }

    // By hand: 30% of twelve months of 100,000 is the most; what fails later is worth nothing today, and says so.
    [Fact]
    public void A_promise_of_service_counts_only_once_it_is_broken_and_says_how_much_that_can_cost()
    {
        var price = Priced(Plain(12, 100_000m, new Sla("uptime", "down", "excluded", [new SlaTier(0.99m, 0.5m)], 0.3m, null)), Still()).Clauses.Single();

        Assert.Equal((true, 360_000m, null), (price.IsUnforeseen, price.AtMost, price.ToSeller));
        Assert.Contains("service fails", price.Unpriced);
    }

    // By hand: the index rises by 10% a year, the fee of 100,000 after a year by 3%, which the cap leaves of it: 12 x 3,000 more, and 12 x 7,000 less than without the cap. At 20%
    // the cap takes 12 x 17,000; where the index stands still nothing.
    [Fact]
    public void A_fee_that_follows_an_index_and_its_cap_are_worth_what_the_index_is_assumed_to_do()
    {
        var book = Ready.Told(Now, new MakeAssumption(new("yearly-change-of-cpi", 0.1m, "a year", 0, 0.2m, null, ImmutableSortedDictionary<string, decimal>.Empty, "survey")));
        var prices = ClausePrices.Of(book, Indexed, Now, Still()).Prices!;

        Assert.Equal([(ClausePart.Whole, 36_000m, -36_000m, (0m, 36_000m)), (ClausePart.Cap, -84_000m, 84_000m, (0m, -204_000m))],
            prices.Clauses.Select(price => (price.Clause.Part, price.ToSeller!.Value, price.ToBuyer!.Value, (price.Range!.Value.Low!.Value, price.Range.Value.High!.Value))));
        Assert.Equal("survey", prices.Indices.Single().Source);
    }

    [Fact]
    public void An_index_of_which_nothing_is_assumed_says_which_assumption_is_missing() => Assert.All(Priced(Indexed, Still()).Clauses, price =>
    {
        Assert.Null(price.ToSeller);
        Assert.Contains("'yearly-change-of-cpi'", price.Unpriced);
    });

    static Terms Indexed => Plain(24, 100_000m, new Indexation("cpi", "cpi", Month(2026, 5), Start.PlusMonths(12), 12, 0, 1, null, 0.03m));

    // By hand: 500 of 1,000 GPUs at 900 each cost the market's 730.50 elsewhere; the buyer gives them back at once and saves 12 x 500 x 169.50. At 1,000 a GPU it pays 500,000 for
    // that; at 4,000 it would keep them.
    [Fact]
    public void A_right_to_give_back_a_part_is_worth_what_the_part_costs_above_the_market()
    {
        ClausePrice Released(decimal fee) =>
            Priced(Plain(12, 900_000m, new PartialRelease("less", Colossus, Side.Buyer, Start, 0, new Gpus(100), new Gpus(500), [], null, fee)), Still()).Clauses.Single();

        Assert.Equal((-1_017_000m, 1_017_000m), (Released(0).ToSeller, Released(0).ToBuyer));
        Assert.Equal((-517_000m, 517_000m), (Released(1_000).ToSeller, Released(1_000).ToBuyer));
        Assert.Equal((0m, null), (Released(4_000).ToSeller, Released(4_000).Unpriced));
    }

    // By hand: what is given beside the invoices costs us all of it; what is paid ahead and credited later comes to nothing until money later is worth less.
    [Fact]
    public void Money_beside_the_fees_is_worth_what_it_moves()
    {
        var given = Priced(Plain(12, 900_000m, new CustomerConsideration("warrants", ConsiderationKind.Warrants, [(Start, 50_000m)], null, null)), Still()).Clauses.Single();
        var ahead = Plain(12, 900_000m, new Prepayment("ahead", [(Start, 120_000m)], Month(2026, 5), 12));

        Assert.Equal((-50_000m, 50_000m), (given.ToSeller, given.ToBuyer));
        Assert.Equal(0m, Priced(ahead, Still()).Clauses.Single().ToSeller);
        Assert.InRange(Priced(ahead, Still() with { Discount = 0.1m }).Clauses.Single().ToSeller!.Value, 4_000m, 6_000m);
    }

    // By hand: 150,000 of 220,000 are sold while own products need 200,000, certainly; only because all of it may be reclaimed at once is it accepted.
    [Fact]
    public void The_risk_of_a_clause_is_that_of_own_products_and_what_signing_would_say_without_it()
    {
        var book = Ready.Told(Now, Using("grok", 200_000));
        var terms = With(Reserving((Day(2026, 9, 1), 150_000)) with { Whole = null }, Fee((Day(2026, 9, 1), 1m)),
            new Reclaim("back", Colossus, new Gpus(150_000), 0, "interruptible", 0, [])) with
        { From = Day(2026, 9, 1) };
        var price = ClausePrices.Of(book, terms, Now, null).Prices!.Clauses.Single();

        Assert.Null(price.Agreed.Refusal);
        Assert.Equal((RefusalCode.OwnDemandCrowdedOut, -1m), (price.Without!.Refusal!.Code, price.Joint));
    }

    [Fact]
    public void What_cannot_be_priced_is_refused_by_name()
    {
        RefusalCode Code(Core.Books.Book book, Terms terms) => ClausePrices.Of(book, terms, Now, null).Refusal!.Code;
        var elsewhere = With(new Reserve(Slug.Of("nowhere"), null, [new ReserveStep(Start, new Gpus(8))]), Fee((Start, 1m)));

        Assert.Equal(RefusalCode.NotFound, Code(Ready, elsewhere));
        Assert.Equal(RefusalCode.AlreadyExists, Code(SignedBook, Agreed));
        Assert.Equal(RefusalCode.InvalidTerms, Code(Ready, Agreed with { Seller = Other, Buyer = Us }));
        Assert.Equal(RefusalCode.DatesUpsideDown, Code(Ready, Agreed with { Through = Start.PlusDays(-1) }));
        Assert.Equal("term", ClausePrices.Of(Ready, Plain(1, 1m), At(2026, 8, 1), null).Refusal!.Field);
    }

    [Fact]
    public void Terms_that_cannot_be_valued_still_tell_fees_and_risk()
    {
        var terms = Plain(12, 100_000m, new Extension("longer", Side.Buyer, 12, Months(6), Months(3), 1, new ExtensionFee(null, "fee", 1m)),
            new Exit(Side.Buyer, Start, null, Days(30), EarlyNotice.Refused, LastDayRule.DayServed) { FeeSteps = [new FeeShareStep(Start.PlusMonths(2), 0.1m)] });
        var prices = Priced(terms, Still());

        Assert.NotNull(prices.Unvalued);
        Assert.All(prices.Clauses.Where(price => price.Clause.Part != ClausePart.BuyersRight && price.Clause.Part != ClausePart.LeavingFee), price => Assert.Null(price.ToSeller));
        Assert.All(prices.Clauses, price => Assert.NotNull(price.Stated));
    }
}
