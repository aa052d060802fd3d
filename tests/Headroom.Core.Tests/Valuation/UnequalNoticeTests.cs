using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

/// <summary>Contracts in which one side must give longer notice than the other.</summary>
public sealed class UnequalNoticeTests
{
    static Game Longer(Game game, double buyer, double seller) => game with
    {
        Notice = Math.Min(buyer, seller),
        Buyer = game.Buyer is { } b ? b with { LongerBy = buyer - Math.Min(buyer, seller) } : null,
        Seller = game.Seller is { } s ? s with { LongerBy = seller - Math.Min(buyer, seller) } : null,
    };

    static Game Certainly(Game game) => game with { Market = game.Market with { Price = game.Market.Price with { Volatility = 0 } } };

    // By hand: a year at 1 a month, nothing discounted and nothing lost by leaving. The market costs half: the buyer leaves at once and pays its one month. It pays double: the
    // seller leaves at once after its three.
    [Theory]
    [InlineData(0.5, 1 + 11 * 0.5)]
    [InlineData(2, 3 + 9 * 2)]
    public void Whoever_leaves_is_served_through_its_own_notice(double market, double worth)
    {
        var game = Longer(new Game([.. Enumerable.Repeat(1.0, 12)], [.. Enumerable.Repeat(1.0, 12)], 1,
            new(new(Curve.From(market, 0), 0, 0), Process.None, 0, 0, 1, 0))
        { Buyer = new(0, 0), Seller = new(0, 0) }, 1, 3);

        var solved = Certain.Solve(game);

        Assert.Equal((worth, worth), (solved.Value.Seller, solved.Value.Buyer));
        Assert.Equal(market < 1 ? 1 : 3, Lifetime.Of(game, solved.Leaving).Months, 1e-12);
    }

    static readonly Gen<Game> Any =
        from buyer in Gen.Elements(0.0, 1, 2.95, 6)
        from seller in Gen.Elements(0.0, 0.5, 3, 4)
        from locked in Gen.Choose(0, 6)
        from price in Gen.Choose(60, 220)
        from cost in Gen.Choose(1, 40)
        from penalty in Gen.Elements(0.0, 0.03)
        from tie in Gen.Elements(Enum.GetValues<Tie>())
        select Longer(Mutual with
        {
            Buyer = new(locked, penalty),
            Seller = new(0, penalty),
            BuyerCost = cost / 10.0,
            Tie = tie,
            Market = Mutual.Market with { Price = new(Curve.From(price / 100.0, -0.2), 0.3, 0) }
        }, buyer, seller);

    // Law: backward over whole cash flows, from every date on which somebody may end it, the answer is that of the commitment form.
    [Fact]
    public void Where_nothing_is_uncertain_it_is_what_whole_cash_flows_come_to() =>
        Prop.ForAll(Any.ToArbitrary(), uncertain =>
        {
            var game = Certainly(uncertain);
            var (expected, found) = (ByCashFlows(game), Certain.Solve(game).Value);
            return Math.Abs(expected.Seller - found.Seller) < 1e-9 && Math.Abs(expected.Buyer - found.Buyer) < 1e-9;
        }).Check(Laws.Seeded.WithMaxTest(300));

    static Payoff ByCashFlows(Game game)
    {
        var value = Flows(game, 1e9, Leaver.Nobody);
        for (var date = game.Dates - 1; date >= 0; date--)
        {
            var (byBuyer, bySeller, byBoth) = (Flows(game, date, Leaver.Buyer), Flows(game, date, Leaver.Seller), Flows(game, date, Leaver.Both));
            var wants = (game.MayLeave(game.Buyer, date) && byBuyer.Buyer < value.Buyer - 1e-11, game.MayLeave(game.Seller, date) && bySeller.Seller > value.Seller + 1e-11);
            value = wants switch
            {
                (true, true) => game.Tie switch { Tie.Buyer => byBuyer, Tie.Seller => bySeller, _ => byBoth },
                (true, false) => byBuyer,
                (false, true) => bySeller,
                _ => value,
            };
        }
        return value;
    }

    /// <summary>Everything that both sides get when somebody gives notice on a date, discounted to the start.</summary>
    static Payoff Flows(Game game, double date, Leaver who)
    {
        var (end, market, all) = (date + game.NoticeOf(who), game.Market, default(Payoff));
        var left = 0.0;
        for (var month = 0; month < game.Months; month++)
        {
            var (share, price) = (Math.Clamp(end - month, 0, 1), market.Price.Expected.At(month));
            var (fee, other) = (share * game.Billable[month], (1 - share) * game.Delivered[month]);
            left += game.Billable[month] - fee;
            all += market.Worth(month + game.PaidAfter) * new Payoff(fee + other * price * (1 - market.Haircut), fee + other * price * market.BuyerMultiple);
        }
        var penalty = who == Leaver.Buyer ? game.Buyer!.Penalty * left : who == Leaver.Seller ? -game.Seller!.Penalty * left : 0;
        var cost = who switch { Leaver.Buyer => game.SellerCostIfBuyer, Leaver.Seller => game.SellerCostIfSeller, _ => Math.Min(game.SellerCostIfBuyer, game.SellerCostIfSeller) };
        return who == Leaver.Nobody ? all : all + market.Worth(end) * new Payoff(penalty - cost, penalty + game.BuyerCost);
    }

    // Law: a right of one side alone has one length, whatever the shorter length would be that nobody has.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_one_right_alone_only_its_own_length_counts(bool buyers)
    {
        var alone = Mutual.With(buyers, !buyers);
        var (against, own) = (Quadrature.Solve(Longer(alone, buyers ? 5 : 1, buyers ? 1 : 5), Quadrature.Rough), Quadrature.Solve(alone with { Notice = 5 }, Quadrature.Rough));

        Assert.Equal(own.Value.Seller, against.Value.Seller, 2e-4);
        Assert.Equal(own.Value.Buyer, against.Value.Buyer, 2e-4);
    }

    // Law: whoever has a right alone may wait with a shorter notice for as long as the longer would have run, so that longer notice is never worth more to it.
    [Fact]
    public void Longer_notice_never_raises_what_a_right_is_worth_to_whoever_has_it()
    {
        double[] notices = [0, 1, 2, 3, 6, 12];
        var buyers = notices.Select(notice => Quadrature.Solve(Longer(Mutual.With(true, false), notice, 0), Quadrature.Rough).Value.Buyer).ToList();
        var sellers = notices.Select(notice => Quadrature.Solve(Longer(Mutual.With(false, true), 0, notice), Quadrature.Rough).Value.Seller).ToList();

        Assert.All(buyers.Zip(buyers.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 1e-4));
        Assert.All(sellers.Zip(sellers.Skip(1)), pair => Assert.True(pair.First >= pair.Second - 1e-4));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(6, 1)]
    public void Simulation_agrees_with_the_lattice_and_with_the_grid(double buyer, double seller)
    {
        var (line, plane) = (Longer(Mutual, buyer, seller), Longer(WithOwnUse, buyer, seller));
        var (exact, simulated) = (Quadrature.Solve(line), new Solver(Approach.Simulation, 200_000, 3, Cores.All).Solve([line])[0]);
        var (grid, two) = (Plane.Solve(plane, Cores.All), new Solver(Approach.Simulation, 200_000, 3, Cores.All) { IsRough = true }.Solve([plane])[0]);

        Assert.Equal(exact.Value.Seller, simulated.Value.Seller, 0.03);
        Assert.Equal(exact.Value.Buyer, simulated.Value.Buyer, 0.03);
        Assert.Equal(Lifetime.Of(line, exact.Leaving).BilledInAll.Mean, Lifetime.Of(line, simulated.Leaving).BilledInAll.Mean, 0.15);
        Assert.Equal(grid.Value.Seller, two.Value.Seller, 0.03);
        Assert.Equal(grid.Value.Buyer, two.Value.Buyer, 0.03);
    }
}
