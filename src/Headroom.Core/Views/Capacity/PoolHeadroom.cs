using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// All that is to be said of a pool's headroom over a window: the tiers, the pointwise answer beside the joint one, what bounds it along the site tree, what is held back and
/// handed over, what can be back, and what it would pay to sell.
/// </summary>
/// <param name="Pointwise">The least that is free on a date of the window by itself at the stated risk: never below firm, and no offer.</param>
/// <param name="PointwiseOn">The first date on which it is that.</param>
/// <param name="Bounds">What bounds it, each by itself, at the stated risk.</param>
/// <param name="Handover">The most GPUs in handover or broken at any time of the window: neither sold nor sellable.</param>
/// <param name="Best">What it pays to sell; null when the book assumes no price and no cost of a shortfall.</param>
public sealed record PoolHeadroom(
    Tiers Tiers, Gpus Pointwise, LocalDate PointwiseOn, ImmutableArray<HeadroomPoint> Points, ImmutableArray<HeadroomBound> Bounds, Gpus Handover, HeldBack Spare,
    CapacityBack Back, BestSale? Best)
{
    /// <summary>What comes back to us in the window and is in handover meanwhile, step by step, soonest first.</summary>
    public ImmutableArray<ReturningCapacity> Returning { get; init; } = [];

    /// <param name="days">Dates of the window, 1 to 3,660.</param>
    /// <param name="stakes">What selling is worth, in place of what the book assumes.</param>
    public static PoolHeadroom Of(CapacityPicture picture, Pool pool, LocalDate from, int days, TierAsk ask, Stakes? stakes = null)
    {
        var (book, calendar) = (picture.Book, picture.Book.Fleet.CalendarOf(pool));
        var window = calendar.Between(from, from.PlusDays(days));
        var tiers = Tiers.Of(picture, pool, window, ask);
        var curve = new HeadroomCurve(picture, pool, from, days);
        ImmutableArray<HeadroomPoint> points = [.. curve.Points(ask)];
        var least = points.MinBy(point => point.Pointwise)!;
        return new(tiers, least.Pointwise, least.Capacity.Date, points,
            [.. picture.Bounds(pool, window, spare: true).Select(bound => HeadroomBound.Of(picture, pool, bound.Of, bound.Least, window, ask.Risk))],
            new((long)Calendar.Coarsen(picture.Handover(pool).Unsellable, window, Coarsening.Peak)), HeldBack.Of(book, pool, new(picture.Supply(pool).At(window.From)), ask.Risk),
            CapacityBack.Of(picture, pool, from, ask.Risk), (stakes ?? StakesOf(book)) is { } worth ? BestSale.Of(curve, pool, worth, tiers.Firm.Firm) : null)
        {
            Returning = [.. ReturningCapacity.Of(book, pool, from, from.PlusDays(days))],
        };
    }

    /// <summary>The assumptions of a book that say what selling is worth, per GPU and hour.</summary>
    public const string FirmPrice = "firm-price-per-gpu-hour", ShortfallCost = "shortfall-cost-per-gpu-hour", IdleValue = "idle-value-per-gpu-hour";

    /// <summary>What selling is worth by the assumptions of a book; null when it has no price or no cost of a shortfall.</summary>
    public static Stakes? StakesOf(Book book) =>
        book.Assumptions.TryGetValue(FirmPrice, out var price) && book.Assumptions.TryGetValue(ShortfallCost, out var shortfall)
            ? new(price.Value, shortfall.Value, book.Assumptions.GetValueOrDefault(IdleValue)?.Value ?? 0) : null;
}

/// <summary>One thing that bounds a pool's headroom over a window.</summary>
/// <param name="What">The pool itself, its class, or a node of the site tree.</param>
/// <param name="Gpus">What it alone would leave to sell at the stated risk, in GPUs of the pool; negative when it is exceeded already.</param>
/// <param name="Limit">The node's least power limit in the window, or null.</param>
/// <param name="Free">The node's power that is free for the whole window at the stated risk, or null.</param>
public sealed record HeadroomBound(Slug What, Gpus Gpus, Kilowatts? Limit, Kilowatts? Free)
{
    internal static HeadroomBound Of(CapacityPicture picture, Pool pool, Slug of, int[] least, Window window, decimal risk)
    {
        var gpus = new Gpus(Ensemble.ReachedBy(least, 1 - risk));
        if (picture.Book.Fleet.PathToRoot(pool).FirstOrDefault(node => node.Id == of) is not { Limit: { } limit } site) return new(of, gpus, null, null);
        return new(of, gpus, limit.Pieces(window).Select(piece => piece.Value).Min(), new(Ensemble.ReachedBy(picture.LeastPower(site, window), 1 - risk)));
    }
}

/// <summary>What is held back against failures.</summary>
/// <param name="Stated">The pool's own allowance, which counts.</param>
/// <param name="ByFailures">What N+k comes to when a block is out for the assumed share of time, at the stated risk; null without such an assumption.</param>
public readonly record struct HeldBack(Gpus Stated, Gpus? ByFailures)
{
    /// <summary>The assumptions behind N+k: the share of time for which a block is out, and the blocks that fail together.</summary>
    public const string Unavailable = "block-unavailability", TogetherOut = "largest-failure-group";

    internal static HeldBack Of(Book book, Pool pool, Gpus supply, decimal risk)
    {
        var blocks = supply.Count / pool.Block.Count;
        if (!book.Assumptions.TryGetValue(Unavailable, out var unavailable) || unavailable.Value is < 0 or > 1 || risk == 0 || blocks > FailureAllowance.MostUnits)
            return new(pool.Spare, null);
        var together = (int)Math.Clamp(book.Assumptions.GetValueOrDefault(TogetherOut)?.Value ?? 0, 0, blocks);
        return new(pool.Spare, new(pool.Block.Count * new FailureAllowance((int)blocks, unavailable.Value, risk, together).Spare));
    }
}

/// <summary>What it pays to sell firm beside what is sold already, by what a shortfall costs; whole blocks, and never more than the risk permits.</summary>
/// <param name="OnceForTheWindow">When the cost falls due for the whole window as soon as any GPU is short at any time of it.</param>
/// <param name="ForAsLongAsItLasts">When the cost follows the GPUs and days that are short.</param>
/// <param name="WithinRisk">The less of the two, cut to firm at the stated risk: right where a contract has both clauses.</param>
public sealed record BestSale(Stakes Stakes, Gpus OnceForTheWindow, Gpus ForAsLongAsItLasts, Gpus WithinRisk)
{
    internal static BestSale Of(HeadroomCurve curve, Pool pool, Stakes stakes, Gpus firm)
    {
        Gpus Best(Distribution free) => new Gpus(Newsvendor.Of(free, stakes, Gpus.Most).Quantity).FloorTo(pool.Block);
        var (once, lasting) = (Best(curve.OverTheWindow()), Best(curve.OnAnyDate()));
        return new(stakes, once, lasting, Gpus.Min(firm, Gpus.Min(once, lasting)));
    }
}
