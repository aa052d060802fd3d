using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Share sold of a pool against the risk that own products fall short and against what it brings: from nothing more sold to all that any path leaves free. With it what a
/// shortfall costs if it is borne, bought outside, or ended by recall.
/// </summary>
/// <param name="Supply">The pool's GPUs as the window starts.</param>
/// <param name="Sold">What is sold of it then.</param>
/// <param name="Stakes">What selling is worth a GPU-hour; null when neither the book nor the question says it.</param>
/// <param name="OutsidePrice">What a GPU-hour costs that is bought outside, or null.</param>
public sealed record Frontier(Gpus Supply, Gpus Sold, Stakes? Stakes, decimal? OutsidePrice, ImmutableArray<FrontierPoint> Points)
{
    /// <summary>Equal steps from nothing more to the most.</summary>
    public const int Steps = 20;

    /// <summary>The assumption that says what a GPU-hour costs outside.</summary>
    public const string OutsidePriceName = "outside-price-per-gpu-hour";

    public static Frontier Of(CapacityPicture picture, Pool pool, LocalDate from, int days, TierAsk ask, Stakes? stakes = null, decimal? outside = null)
    {
        var book = picture.Book;
        var curve = new HeadroomCurve(picture, pool, from, days);
        var (worth, price) = (stakes ?? PoolHeadroom.StakesOf(book), outside ?? book.Assumptions.GetValueOrDefault(OutsidePriceName)?.Value);
        var start = book.Fleet.CalendarOf(pool).StartOf(from);
        var (window, anyDate) = (curve.OverTheWindow(), curve.OnAnyDate());
        var most = new Gpus(Math.Max(0, anyDate.Outcomes[^1].Value)).FloorTo(pool.Block);
        var back = ask.NoticeDays + book.Policy.HandoverDays;
        var (supply, sold) = (new Gpus(picture.Supply(pool).At(start)), new Gpus(book.TotalsOf(pool.Id).Gpus.ToWhole().At(start)));
        return new(supply, sold, worth, price, [.. Enumerable.Range(0, Steps + 1).Select(step => new Gpus(most.Count * step / Steps).FloorTo(pool.Block)).Distinct()
            .Select(more => FrontierPoint.Of(more, supply, sold, window, anyDate, curve.ShortMeans(more, back), worth, price))]);
    }
}

/// <summary>One point of the frontier.</summary>
/// <param name="More">GPUs sold firm beside what is sold.</param>
/// <param name="Share">The share of supply that is then sold as the window starts.</param>
/// <param name="Risk">The probability that own products fall short at any time of the window (joint).</param>
/// <param name="RiskOnADate">The same on a date taken at random (pointwise).</param>
/// <param name="Short">GPUs that are missing, in the mean over dates and paths.</param>
/// <param name="Idle">GPUs that stay free, in the mean over dates and paths.</param>
/// <param name="GainADay">What it brings a day when a shortfall is borne: price and idle value less its cost; null without stakes.</param>
/// <param name="Costs">What the shortfall costs a day by how it is met.</param>
public sealed record FrontierPoint(Gpus More, decimal Share, decimal Risk, decimal RiskOnADate, decimal Short, decimal Idle, decimal? GainADay, ShortfallCosts Costs)
{
    const int HoursADay = 24;

    internal static FrontierPoint Of(Gpus more, Gpus supply, Gpus sold, Distribution window, Distribution anyDate, (decimal All, decimal BeforeBack, decimal AfterBack) missing,
        Stakes? stakes, decimal? outside)
    {
        decimal? Cost(decimal? rate, decimal gpus) => rate is { } price ? ((Rational)(price * gpus * HoursADay)).Round(2) : null;
        var dearest = stakes is { } known && outside is { } there ? Math.Min(known.Shortfall, there) : stakes?.Shortfall ?? outside;
        return new(more, supply.Count == 0 ? 0 : Rational.Of((more + sold).Count, supply.Count).Round(4), window.Below(more.Count).Round(6), anyDate.Below(more.Count).Round(6),
            missing.All, anyDate.LeftAbove(more.Count).Round(1), stakes is { } worth ? (Newsvendor.At(anyDate, worth, more.Count).Gain * HoursADay).Round(2) : null,
            new(Cost(stakes?.Shortfall, missing.All), Cost(outside, missing.All), stakes is { } s ? Cost(dearest, missing.BeforeBack) + Cost(s.Price, missing.AfterBack) : null));
    }
}

/// <summary>What own shortfall costs a day in the mean over the window, by how it is met; null where a price is not known.</summary>
/// <param name="Borne">At the cost of a shortfall for as long as it lasts.</param>
/// <param name="BoughtOutside">At the price outside for as long as it lasts.</param>
/// <param name="Recalled">Until what is short can be back by notice at the lesser of the two, and from then on at the price that we no longer earn.</param>
public sealed record ShortfallCosts(decimal? Borne, decimal? BoughtOutside, decimal? Recalled);
