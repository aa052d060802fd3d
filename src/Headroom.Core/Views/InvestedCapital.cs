using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The capital that stands behind capacity: what assets cost and what they are still carried at. A site's assets fall on its pools, and a pool's on
/// its uses, by installed GPU-hours, as their depreciation does.
/// </summary>
public sealed class InvestedCapital(CostSheet sheet)
{
    readonly Dictionary<(Slug, YearMonth), decimal> _carried = [], _gross = [];
    readonly Dictionary<Slug, Cumulative> _depreciation = [];

    /// <summary>The mean of what a pool's assets are carried at when the month begins and when it ends.</summary>
    public decimal CarriedIn(Slug pool, YearMonth month) => _carried.TryGetValue((pool, month), out var kept) ? kept
        : _carried[(pool, month)] = Sum(pool, month, asset =>
        {
            if (!_depreciation.TryGetValue(asset.Id, out var depreciation)) depreciation = _depreciation[asset.Id] = asset.Depreciation;
            return (asset.CarriedAt(month.OnDayOfMonth(1), depreciation) + asset.CarriedAt(month.PlusMonths(1).OnDayOfMonth(1), depreciation)) / 2;
        });

    /// <summary>What a pool's assets that are in service by the end of the month cost when they were bought.</summary>
    public decimal GrossBy(Slug pool, YearMonth month) => _gross.TryGetValue((pool, month), out var kept) ? kept
        : _gross[(pool, month)] = Sum(pool, month, asset => asset.GrossAt(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)));

    /// <summary>What a pool's capital of a month was used for.</summary>
    public IEnumerable<(UsedFor For, Slug? Of, decimal Amount)> UsesIn(Slug pool, YearMonth month) =>
        CostSheet.Split(sheet.Hours.Of(pool, month), CarriedIn(pool, month), sheet.Currency.Digits);

    decimal Sum(Slug pool, YearMonth month, Func<Asset, Rational> figure)
    {
        var book = sheet.Book;
        var path = book.Fleet.PathToRoot(book.Fleet.Pools[pool]).Select(site => site.Id).ToHashSet();
        var assets = book.Outlays.Assets.Values.Where(asset => asset.Currency == sheet.Currency).ToList();
        var own = assets.Where(asset => asset.Home.PoolIn(book.Fleet) == pool).Aggregate(Rational.Zero, (sum, asset) => sum + figure(asset)).Round(sheet.Currency.Digits);
        return own + assets.Where(asset => asset.Home.Kind == CostHomeKind.Site && path.Contains(asset.Home.Id)).GroupBy(asset => asset.Home.Id).Sum(ofSite =>
            sheet.Spread(ofSite.Key, month, ofSite.Aggregate(Rational.Zero, (sum, asset) => sum + figure(asset)).Round(sheet.Currency.Digits))
                .Where(part => part.Pool == pool).Sum(part => part.Amount));
    }
}
