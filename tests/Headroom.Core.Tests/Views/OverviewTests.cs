using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OverviewTests
{
    public static readonly Assumption Cost = new(
        Utilisation.CostPerGpuHour, 1.78m, "USD per GPU-hour", 1.20m, 2.50m, null, ImmutableSortedDictionary<string, decimal>.Empty, "a public estimate of total cost");

    // Law: the overview adds nothing of its own: its totals are those of the pools and contracts that it shows.
    [Fact]
    public void Totals_are_the_sums_of_what_is_shown() =>
        Prop.ForAll(Life.Any, Gen.Choose(-60, 900).ToArbitrary(), (numbers, day) =>
        {
            var (book, at) = (Life.End(numbers), Start.PlusDays(day));
            var overview = Overview.Of(book, at);
            return overview.IdleGpus == overview.Use.Sum(use => use.Idle)
                && overview.Money.Sum(money => money.MonthlyFee) == overview.Sold.Sum(exposure => exposure.MonthlyFee)
                && overview.Money.Sum(money => money.Stated) == book.Sold.Sum(contract => Backlog.Of(contract, at).Stated)
                && overview.Money.Sum(money => money.Enforceable) == book.Sold.Sum(contract => Backlog.Of(contract, at).Enforceable)
                && overview.Sold.Select(exposure => exposure.Contract).SequenceEqual(book.Sold.Where(contract => contract.LastDay >= at).Select(contract => contract.Id));
        }).Holds();

    // By hand: half the site idle at 1.78 an hour; 625 million a month; 43,750 million stated, 4,959.68 million of it enforceable.
    [Fact]
    public void The_deal_on_30_June_2026()
    {
        var overview = Overview.Of(SignedBook.Told(At(2026, 4, 21), new MakeAssumption(Cost)), Day(2026, 6, 30));

        Assert.Equal((110_000m, 4_699_200m), (overview.IdleGpus, overview.IdleCostADay));
        Assert.Equal(new ContractedMoney(Currency.Usd, 625_000_000m, 43_750_000_000m, 4_959_677_419.35m), Assert.Single(overview.Money));
        Assert.Equal(Day(2026, 10, 31), overview.CapacityBack);
        Assert.Equal((Id, Day(2026, 10, 30)), (Assert.Single(overview.Sold).Contract, overview.Sold[0].SellerUntil));
        Assert.Empty(overview.Bought);
    }

    // On 1 August, 100 a month bought from another and 1,250 million a month sold: what we buy is shown apart and is no backlog of ours.
    [Fact]
    public void What_we_buy_stands_apart()
    {
        var rented = With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(8_000))]), Fee((Start, 100m)))
            with
        { Contract = Slug.Of("rented"), Seller = Deal.Other, Buyer = Us };
        var overview = Overview.Of(SignedBook.Told(At(2026, 4, 21), new SignContract(rented)), Day(2026, 8, 1));

        Assert.Equal((8_000m, 1_250_000_000m), (overview.IdleGpus, Assert.Single(overview.Money).MonthlyFee));
        Assert.Equal((100m, new Gpus(8_000)), (Assert.Single(overview.Bought).MonthlyFee, overview.Bought[0].Gpus));
    }

    // By hand: half of 220 million over 60 months, of 17.28 million of power and of half a million of staff is idle in June, over 30 days.
    [Fact]
    public void What_was_said_of_costs_goes_before_what_is_assumed()
    {
        var book = SignedBook.Told(At(2026, 4, 21), new MakeAssumption(Cost), CostSheetTests.Servers, CostSheetTests.Grid, CostSheetTests.Staff);

        Assert.Equal((357_444.44m, Currency.Usd), (Overview.Of(book, Day(2026, 6, 30)).IdleCostADay, Overview.Of(book, Day(2026, 6, 30)).CostSaidIn));
        Assert.Equal((4_699_200m, null),
            (Overview.Of(SignedBook.Told(At(2026, 4, 21), new MakeAssumption(Cost)), Day(2026, 6, 30)) is var assumed ? assumed.IdleCostADay : null, assumed.CostSaidIn));
    }

    [Fact]
    public void Without_an_assumed_cost_or_a_pool_idle_capacity_is_not_priced() =>
        Assert.Equal((null, null),
            (Overview.Of(SignedBook, Day(2026, 6, 30)).IdleCostADay,
                Overview.Of(Book.Empty.Told(At(2026, 6, 30), new OpenBook(Us, "America/Chicago", Sandbox: true, null)), Day(2026, 6, 30)).IdleCostADay));

    [Fact]
    public void Contracts_that_have_ended_are_not_shown_and_owe_nothing()
    {
        var overview = Overview.Of(SignedBook, Day(2029, 6, 1));

        Assert.Empty(overview.Sold);
        Assert.Equal(new ContractedMoney(Currency.Usd, 0m, 0m, 0m), Assert.Single(overview.Money));
        Assert.Null(overview.CapacityBack);
    }

    // A month of the fee, 1,250 million, on each of the last days; the fee for leaving is no part of it.
    [Fact]
    public void The_monthly_fee_on_the_last_day_served_leaves_the_fee_for_leaving_out()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, RampFee, AfterLockIn with { FeeShare = 0.1m })))
            .Told(At(2026, 9, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10)));

        Assert.Equal(1_250_000_000m, Overview.Of(book, Day(2026, 12, 8)).Sold[0].MonthlyFee);
        Assert.Equal(1_250_000_000m, Overview.Of(book, Day(2026, 12, 9)).Sold[0].MonthlyFee);
    }
}
