using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class UtilisationTests
{
    static readonly Pool First = Ready.Fleet.Pools[Colossus];

    // Law: every GPU is sold, used, handed over or idle; where more is asked for than there is, nothing is idle.
    [Fact]
    public void Supply_is_sold_own_handover_and_idle_wherever_something_is_idle() =>
        Prop.ForAll(Life.Any, Gen.Choose(-100, 900).ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(), (numbers, day, length) =>
        {
            var from = Start.PlusDays(day);
            var use = Of(Life.End(numbers), Chicago.Between(from, from.PlusDays(length)));
            var rest = use.Supply - use.Sold - use.Own - use.Handover;
            return use.Idle >= 0 && use.Own >= 0 && use.Sold >= 0 && use.Handover >= 0 && (use.Idle > 0 ? Math.Abs(rest - use.Idle) < 0.000001m : rest < 0.000001m);
        }).Holds();

    [Fact]
    public void The_deal_in_May_and_in_July()
    {
        Assert.Equal((220_000m, 110_000m, 0m, 110_000m), Figures(Of(SignedBook, Chicago.Of(Month(2026, 5)))));
        Assert.Equal((220_000m, 220_000m, 0m, 0m), Figures(Of(SignedBook, Chicago.Of(Month(2026, 7)))));
    }

    // By hand: sold from the 16th of a June of thirty days is half of it.
    [Fact]
    public void A_step_inside_the_window_counts_for_its_time()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Day(2026, 6, 16), 110_000)))));

        Assert.Equal(55_000m, Of(book, Chicago.Of(Month(2026, 6))).Sold);
        Assert.Equal(165_000m, Of(book, Chicago.Of(Month(2026, 6))).Idle);
    }

    // By hand: the customer is ours from the 16th of a July of 31 days; 16 days of its 220,000 GPUs are own use.
    [Fact]
    public void What_a_customer_holds_that_became_ours_is_own_use()
    {
        var book = SignedBook.Told(At(2026, 7, 16), new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 7, 16), "8-K")));
        var (july, august) = (Of(book, Chicago.Of(Month(2026, 7))), Of(book, Chicago.Of(Month(2026, 8))));

        Assert.Equal((106_451.6m, 113_548.4m, 0m), (((Rational)july.Sold).Round(1), ((Rational)july.Own).Round(1), july.Idle));
        Assert.Equal((0m, 220_000m), (august.Sold, august.Own));
    }

    // By hand: 100,000 sold through 14 February, seven days of handover, 5,000 used all the time: over February's 28 days.
    [Fact]
    public void A_past_month_shows_measured_use_and_the_handover_after_a_contract()
    {
        var brief = With(new Reserve(Colossus, null, [new ReserveStep(Day(2026, 2, 1), new Gpus(100_000))])) with { From = Day(2026, 2, 1), Through = Day(2026, 2, 14) };
        var book = Ready.Told(At(2026, 3, 2), new SetPolicy(Policy.Default with { HandoverDays = 7 }), Using("grok", 5_000), new SignContract(brief));

        Assert.Equal((220_000m, 50_000m, 5_000m, 140_000m), Figures(Of(book, Chicago.Of(Month(2026, 2)))));
        Assert.Equal(25_000m, Of(book, Chicago.Of(Month(2026, 2))).Handover);
    }

    [Fact]
    public void A_workload_counts_where_it_runs()
    {
        var second = Slug.Of("c2");
        var book = Ready.Told(At(2026, 3, 2), new AddPool(new Pool(second, Memphis, null, new Gpus(8), Whole, Gpus.Zero)), Using("grok", 5_600),
            new MoveDemand(Slug.Of("grok"), second, Day(2026, 2, 15)));

        Assert.Equal(2_800m, Of(book, Chicago.Of(Month(2026, 2))).Own);
        Assert.Equal(2_800m, Utilisation.Of(new CapacityPicture(book, At(2026, 2, 1)), book.Fleet.Pools[second], Chicago.Of(Month(2026, 2))).Own);
    }

    // What runs in a class of pools runs somewhere: GPUs that it uses are not idle in all of them.
    [Fact]
    public void Own_demand_of_a_class_is_used_in_its_pools()
    {
        var name = Slug.Of("hopper");
        var demand = Using("grok", 5_000) is var recorded ? recorded with { History = recorded.History with { Pool = name } } : null!;
        Pool Of(string id) => new(Slug.Of(id), Memphis, name, new Gpus(8), Whole, Gpus.Zero);
        PlanSupply Supply(string id) => new(Block(id, 10_000) with { Pool = Slug.Of(id) });
        var book = Ready.Told(At(2026, 3, 2), new AddPool(Of("h1")), new AddPool(Of("h2")), Supply("h1"), Supply("h2"),
            new EnergiseSupply(Slug.Of("h1"), Day(2025, 1, 1)), new EnergiseSupply(Slug.Of("h2"), Day(2025, 1, 1)), demand);
        var overview = Overview.Of(book, Day(2026, 2, 10));

        Assert.Equal(5_000m, overview.Use.Sum(use => use.Own));
        Assert.Equal(220_000m + 20_000m - 5_000m, overview.IdleGpus);
    }

    [Fact]
    public void Idle_capacity_costs_what_the_book_assumes_or_is_not_priced()
    {
        var idle = Of(SignedBook, Chicago.Of(Month(2026, 5)));

        Assert.Null(idle.IdleCostADay(SignedBook));
        Assert.Equal(110_000m * 24 * 1.78m, idle.IdleCostADay(SignedBook.Told(At(2026, 4, 21), new MakeAssumption(OverviewTests.Cost))));
    }

    static Utilisation Of(Book book, Window window) => Utilisation.Of(new CapacityPicture(book, window.From), book.Fleet.Pools.GetValueOrDefault(Colossus, First), window);

    static (decimal, decimal, decimal, decimal) Figures(Utilisation use) => (use.Supply, use.Sold, use.Own, use.Idle);
}
