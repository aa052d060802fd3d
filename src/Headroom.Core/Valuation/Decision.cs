using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>What each side gets: the seller's value and the buyer's cost, in the money unit of the game.</summary>
public readonly record struct Payoff(double Seller, double Buyer)
{
    public static Payoff operator +(Payoff a, Payoff b) => new(a.Seller + b.Seller, a.Buyer + b.Buyer);
    public static Payoff operator -(Payoff a, Payoff b) => new(a.Seller - b.Seller, a.Buyer - b.Buyer);
    public static Payoff operator *(double factor, Payoff a) => new(factor * a.Seller, factor * a.Buyer);
}

/// <summary>
/// One date on which notice may be given, in commitment form: letting it pass commits the slices that lie a notice ahead, and giving notice is
/// worth a constant, and the further slices that a longer notice commits. Values are those above "notice now, free of charge".
/// </summary>
public sealed class Decision
{
    /// <summary>Who gains less than this by leaving stays.</summary>
    public const double Indifferent = 1e-12;

    /// <summary>The date of a game.</summary>
    public Decision(Game game, int date)
    {
        (Game, Date, Month) = (game, date, game.MonthOf(date));
        (BuyerMay, SellerMay) = (game.MayLeave(game.Buyer, date), game.MayLeave(game.Seller, date));
        (Billed, Slices) = Committed(month => game.Served(month, Month + game.Step) - game.Served(month, Month));
        (MoreBilled, MoreSlices) = game.Longer == Leaver.Nobody ? (0, []) : Committed(month => game.Served(month, Month, game.Longer) - game.Served(month, Month));
        Later = game.Market.Worth(game.Step);
        OnNotice = Constants(game, Month);
    }

    /// <summary>A stretch of fee against market by the share of each month that it commits.</summary>
    (double Billed, ImmutableArray<Slice> Slices) Committed(Func<int, double> share)
    {
        var (billed, slices) = (0.0, ImmutableArray.CreateBuilder<Slice>());
        for (var month = 0; month < Game.Months; month++)
        {
            var committed = share(month);
            if (committed <= 0) continue;
            var worth = Game.Market.Worth(month + Game.PaidAfter - Month) * committed;
            billed += worth * Game.Billable[month];
            if (Game.Delivered[month] > 0) slices.Add(Slice.Of(Game.Market, Month, month, worth * Game.Delivered[month]));
        }
        return (billed, slices.DrainToImmutable());
    }

    public Game Game { get; }

    public int Date { get; }

    public double Month { get; }

    public bool BuyerMay { get; }

    public bool SellerMay { get; }

    /// <summary>What letting the date pass commits, month by month.</summary>
    public ImmutableArray<Slice> Slices { get; }

    /// <summary>What it commits the buyer to pay, discounted to the date.</summary>
    public double Billed { get; }

    /// <summary>What 1 on the next date is worth on this one.</summary>
    public double Later { get; }

    /// <summary>The constant part of what notice is worth to both sides, by who gave it; nothing for nobody.</summary>
    public ImmutableArray<Payoff> OnNotice { get; }

    /// <summary>What the longer notice commits beyond the shorter, month by month, and what of it the buyer pays; nothing where both are of one length.</summary>
    public ImmutableArray<Slice> MoreSlices { get; }

    public double MoreBilled { get; }

    /// <summary>What notice is worth to both sides at a state of the two noises: a constant, but for the longer notice, which commits more.</summary>
    public Payoff Leaves(Leaver who, double x, double y) =>
        who == Leaver.Nobody || who != Game.Longer ? OnNotice[(int)who] : OnNotice[(int)who] + Worth(MoreBilled, MoreSlices, x, y);

    /// <summary>What the date's slices are worth to both sides at a state of the two noises.</summary>
    public Payoff Commits(double x, double y) => Worth(Billed, Slices, x, y);

    Payoff Worth(double billed, ImmutableArray<Slice> slices, double x, double y)
    {
        var (seller, buyer) = (billed, billed);
        foreach (var slice in slices)
        {
            seller -= slice.Worth * slice.SellerAt(x, y, Game.Market.Haircut);
            buyer -= slice.Worth * slice.MarketAt(x) * Game.Market.BuyerMultiple;
        }
        return new(seller, buyer);
    }

    /// <summary>Whether the buyer is better off leaving than going on, at a state.</summary>
    public bool BuyerWants(Payoff goingOn, double x, double y) => BuyerMay && Leaves(Leaver.Buyer, x, y).Buyer < goingOn.Buyer - Indifferent;

    /// <summary>Whether the seller is better off leaving than going on, at a state.</summary>
    public bool SellerWants(Payoff goingOn, double x, double y) => SellerMay && Leaves(Leaver.Seller, x, y).Seller > goingOn.Seller + Indifferent;

    /// <summary>
    /// Who gives notice when going on is worth so much: of the two by two game on this date the only equilibrium when at most one wants to leave,
    /// and the contract's rule when both do.
    /// </summary>
    public Leaver Who(Payoff goingOn, double x, double y) => (BuyerWants(goingOn, x, y), SellerWants(goingOn, x, y)) switch
    {
        (true, true) => Game.Tie switch { Tie.Buyer => Leaver.Buyer, Tie.Seller => Leaver.Seller, _ => Leaver.Both },
        (true, false) => Leaver.Buyer,
        (false, true) => Leaver.Seller,
        _ => Leaver.Nobody,
    };

    /// <summary>What the date is worth to both when it ends as said.</summary>
    public Payoff Ends(Leaver who, Payoff goingOn, double x, double y) => who == Leaver.Nobody ? goingOn : Leaves(who, x, y);

    /// <summary>
    /// What the room to re-price is when notice is given in a state, positive when both would gain by going on at another fee: what ending destroys,
    /// less what it saves.
    /// </summary>
    public double Room(Leaver who, double x, double y)
    {
        var room = OnNotice[(int)who].Buyer - OnNotice[(int)who].Seller;
        for (var month = 0; month < Game.Months; month++)
        {
            var left = 1 - Game.Served(month, Month, who);
            if (left <= 0 || Game.Delivered[month] <= 0) continue;
            var slice = Slice.Of(Game.Market, Month, month, Game.Market.Worth(month + Game.PaidAfter - Month) * left * Game.Delivered[month]);
            room += slice.Worth * (slice.MarketAt(x) * Game.Market.BuyerMultiple - slice.SellerAt(x, y, Game.Market.Haircut));
        }
        return room;
    }

    /// <summary>
    /// The market price at which the buyer, leaving for good or staying for good, would be as well off either way; null when nothing is left to leave.
    /// </summary>
    public double? BreakEven()
    {
        var (saved, paid) = (-OnNotice[(int)Leaver.Buyer].Buyer, 0.0);
        for (var month = 0; month < Game.Months; month++)
        {
            var worth = Game.Market.Worth(month + Game.PaidAfter - Month) * (1 - Game.Served(month, Month, Leaver.Buyer));
            saved += worth * Game.Billable[month];
            paid += worth * Game.Delivered[month] * Game.Market.BuyerMultiple * Game.Market.Price.Expected.At(month) / Game.Market.Price.Expected.At(Month);
        }
        return paid > 0 ? Math.Max(0, saved / paid) : null;
    }

    /// <summary>All dates of a game from the first on which anybody may leave.</summary>
    public static ImmutableArray<Decision> All(Game game) =>
        [.. Enumerable.Range(game.FirstDate, game.Dates - game.FirstDate).Select(date => new Decision(game, date))];

    /// <summary>
    /// What both sides would have if notice were given free of charge at a time, seen from the start: fees until its end, and what else they could do after.
    /// </summary>
    public static Payoff FreeNotice(Game game, double noticeAt)
    {
        var (seller, buyer) = (0.0, 0.0);
        for (var month = 0; month < game.Months; month++)
        {
            var (worth, served) = (game.Market.Worth(month + game.PaidAfter), game.Served(month, noticeAt));
            var rest = Slice.Of(game.Market, 0, month, worth * (1 - served) * game.Delivered[month]);
            seller += worth * served * game.Billable[month] + (rest.Worth > 0 ? rest.Worth * rest.SellerAt(0, 0, game.Market.Haircut) : 0);
            buyer += worth * served * game.Billable[month] + (rest.Worth > 0 ? rest.Worth * rest.MarketAt(0) * game.Market.BuyerMultiple : 0);
        }
        return new(seller, buyer);
    }

    static ImmutableArray<Payoff> Constants(Game game, double month)
    {
        double Ended(Leaver who) => game.Market.Worth(game.NoticeOf(who));
        double Owed(StoppingRight? right, Leaver who) => right is null ? 0 : right.Penalty * (game.Billable.Sum() - game.BilledIf(month, who));
        var (byBuyer, bySeller) = (Owed(game.Buyer, Leaver.Buyer), Owed(game.Seller, Leaver.Seller));
        return
        [
            default,
            Ended(Leaver.Buyer) * new Payoff(byBuyer - game.SellerCostIfBuyer, byBuyer + game.BuyerCost),
            Ended(Leaver.Seller) * new Payoff(-bySeller - game.SellerCostIfSeller, -bySeller + game.BuyerCost),
            Ended(Leaver.Both) * new Payoff(-Math.Min(game.SellerCostIfBuyer, game.SellerCostIfSeller), game.BuyerCost),
        ];
    }
}
