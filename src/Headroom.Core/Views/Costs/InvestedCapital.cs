using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The capital that stands behind capacity: what assets cost and what they are still carried at. A site's assets fall on its pools, and a pool's on
/// its uses, by installed GPU-hours, as their depreciation does.
/// </summary>
public sealed class InvestedCapital
{
    readonly CostSheet _sheet;
    readonly Share _carried, _gross;

    public InvestedCapital(CostSheet sheet)
    {
        var fleet = sheet.Book.Fleet;
        var assets = sheet.Book.Outlays.Assets.Values.Where(asset => asset.Currency == sheet.Currency).Select(asset => (Asset: asset, asset.Depreciation)).ToList();
        var ofPool = assets.Where(each => each.Asset.Home.Kind != CostHomeKind.Site).ToLookup(each => each.Asset.Home.PoolIn(fleet)!.Value);
        var ofSite = assets.Where(each => each.Asset.Home.Kind == CostHomeKind.Site).ToLookup(each => each.Asset.Home.Id);
        _sheet = sheet;
        _carried = new(sheet, ofPool, ofSite, (asset, depreciation, month) =>
            (asset.CarriedAt(month.OnDayOfMonth(1), depreciation) + asset.CarriedAt(month.PlusMonths(1).OnDayOfMonth(1), depreciation)) / 2);
        _gross = new(sheet, ofPool, ofSite, (asset, _, month) => asset.GrossAt(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)));
    }

    /// <summary>The mean of what a pool's assets are carried at when the month begins and when it ends.</summary>
    public decimal CarriedIn(Slug pool, YearMonth month) => _carried.Of(pool, month);

    /// <summary>What a pool's assets that are in service by the end of the month cost when they were bought.</summary>
    public decimal GrossBy(Slug pool, YearMonth month) => _gross.Of(pool, month);

    /// <summary>What a pool's capital of a month was used for.</summary>
    public IEnumerable<(UsedFor For, Slug? Of, decimal Amount)> UsesIn(Slug pool, YearMonth month) =>
        _sheet.Hours.Of(pool, month).Split(CarriedIn(pool, month), _sheet.Currency.Digits);

    /// <summary>A figure of assets by pool and month, each computed once: the pool's own, and its part of those of every site above it.</summary>
    sealed class Share(
        CostSheet sheet, ILookup<Slug, (Asset Asset, Cumulative Depreciation)> ofPool, ILookup<Slug, (Asset Asset, Cumulative Depreciation)> ofSite,
        Func<Asset, Cumulative, YearMonth, Rational> figure)
    {
        readonly Dictionary<(Slug, YearMonth), decimal> _ofPools = [];
        readonly Dictionary<(Slug, YearMonth), Dictionary<Slug, decimal>> _ofSites = [];

        public decimal Of(Slug pool, YearMonth month) => _ofPools.TryGetValue((pool, month), out var known) ? known
            : _ofPools[(pool, month)] = Sum(ofPool[pool], month)
                + sheet.Book.Fleet.PathToRoot(sheet.Book.Fleet.Pools[pool]).Sum(site => OfSite(site.Id, month).GetValueOrDefault(pool));

        Dictionary<Slug, decimal> OfSite(Slug site, YearMonth month) => _ofSites.TryGetValue((site, month), out var known) ? known
            : _ofSites[(site, month)] = sheet.Spread(site, month, Sum(ofSite[site], month)).Where(part => part.Pool is not null)
            .ToDictionary(part => part.Pool!.Value, part => part.Amount);

        decimal Sum(IEnumerable<(Asset Asset, Cumulative Depreciation)> assets, YearMonth month) =>
            assets.Aggregate(Rational.Zero, (sum, each) => sum + figure(each.Asset, each.Depreciation, month)).Round(sheet.Currency.Digits);
    }
}
