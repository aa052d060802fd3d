using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Supply, own demand and commitments of every pool as seen from an instant, path by path, with the power limits above them.
/// Computed on demand and kept for the life of the picture, since pools of one site share its power.
/// </summary>
/// <remarks>
/// Own demand is an estimate, so its power is counted in whole kilowatts, rounded up. A workload whose home is a class of pools
/// counts against the class, and against the power of a node only when all pools of the class stand under it.
/// </remarks>
public sealed class CapacityPicture(Book book, Instant asOf)
{
    readonly Dictionary<Slug, Timeline<long>> _supply = [];
    readonly Dictionary<Slug, Timeline<long>> _taken = [];
    readonly Dictionary<Slug, PoolHandover> _handover = [];
    readonly Dictionary<Slug, Ensemble?> _own = [];
    readonly Dictionary<Slug, Ensemble?> _served = [];
    readonly Dictionary<Slug, Timeline<Rational>> _power = [];
    readonly Dictionary<Slug, Timeline<long>> _wholePower = [];
    readonly Dictionary<Slug, (Window Window, int[] Least)> _leastPower = [];
    readonly Dictionary<Slug, Ensemble?> _ownPower = [];
    readonly Dictionary<(Slug, bool), Timeline<long>> _free = [];
    readonly Dictionary<(Slug, bool), (Timeline<long> Free, Ensemble? Own)> _classes = [];
    readonly Dictionary<Slug, Timeline<long>> _share = [];
    List<Commitment>? _bought;
    CapacityPicture? _standing;

    /// <summary>The name under which the greatest share that the policy lets us sell bounds a pool.</summary>
    public static readonly Slug PolicyShare = Slug.Of("policy-share");

    public Book Book => book;

    /// <summary>
    /// The picture of a book that has sold more or less and is the same otherwise: supply and own demand are this picture's, so that asking about one
    /// more contract costs no more than its own pools.
    /// </summary>
    public CapacityPicture Beside(Book other) => new(other, asOf) { _standing = this };

    /// <summary>
    /// The picture for a window that starts on a date, known today: what is late is judged by today, not by a date that has not come, on
    /// which every block still to be energised would look late. What open quotes hold today counts as committed.
    /// </summary>
    public static CapacityPicture For(Book book, LocalDate from, LocalDate today) =>
        new(book.Holding(book.Calendar.StartOf(today)), book.Calendar.StartOf(LocalDate.Min(from, today)));

    /// <summary>
    /// GPUs that may be counted on: energised or planned and not late, and what we buy until the day its supplier can end it, less what incidents and maintenance take while they
    /// last.
    /// </summary>
    public Timeline<long> Supply(Pool pool) => _standing?.Supply(pool) ?? Kept(_supply, pool.Id, () =>
    {
        _bought ??= [.. book.Bought.SelectMany(GuaranteedCapacity)];
        var there = _bought.Where(commitment => commitment.Pool == pool.Id).Aggregate(book.Fleet.Supply(pool, asOf), (sum, more) => sum.Zip(more.Gpus, (a, b) => a + b.Count));
        return book.Incidents.ById.IsEmpty ? there : there.Zip(book.Incidents.GoneOf(pool.Id), (gpus, gone) => Math.Max(0, gpus - gone.Floor()));
    });

    /// <summary>GPUs committed to customers, being handed over after them, or in blocks that have failed.</summary>
    public Timeline<long> Taken(Pool pool) => Kept(_taken, pool.Id, () =>
        book.TotalsOf(pool.Id).Gpus.ToWhole().Zip(Handover(pool).Unsellable, (committed, unsellable) => committed + unsellable));

    /// <summary>What is on its way back, or broken: as blocks tell, else by the policy's days.</summary>
    public PoolHandover Handover(Pool pool) => Kept(_handover, pool.Id, () => PoolHandover.Of(book, pool, asOf));

    /// <summary>Own demand whose home is this pool or class, summed path by path; null when there is none.</summary>
    public Ensemble? Own(Slug home) => _standing is { } standing ? standing.Own(home) : Kept(_own, home, () =>
        Floored(home, Sum([.. book.Demand.Values.Select(demand => demand.In(home)),
            .. NeedsOf(home).Select(need => need.Paths(book.CalendarOf(home), book.Policy.Paths, book.Policy.Seed))])));

    IEnumerable<Need> NeedsOf(Slug home) => book.Needs.Values.Where(need => need.Home == home);

    /// <summary>Own demand that is never below what own products keep whatever the forecast says: the policy's floor, or the floors of needs where they are higher.</summary>
    Ensemble? Floored(Slug home, Ensemble? own)
    {
        var floor = NeedsOf(home).Where(need => need.Floor > Gpus.Zero)
            .Aggregate(Timeline<long>.Always(0), (sum, need) => sum.Zip(need.FloorOver(book.CalendarOf(home)), (a, b) => a + b))
            .Map(needs => Math.Max(needs, book.Policy.Limits.FloorOf(home).Count));
        return floor.Equals(Timeline<long>.Always(0)) ? own : (own ?? Ensemble.Zero(book.Policy.Paths)).AtLeast(floor);
    }

    /// <summary>
    /// For each path, the least that is free in the pool over the window: its own GPUs, those of its class, and the power of every node above.
    /// Negative where own demand and commitments already exceed supply.
    /// </summary>
    /// <param name="spare">Whether the allowance against failures is held back.</param>
    public int[] LeastFree(Pool pool, Window window, bool spare) => Least(Physical(pool, window, spare));

    /// <summary>The same, the allowance held back, and no more than the policy lets us sell: own products do not fall short of what only the policy keeps.</summary>
    public int[] LeastSellable(Pool pool, Window window) => Least(Bounds(pool, window, spare: true));

    static int[] Least(IEnumerable<(Slug Of, int[] Least)> bounds)
    {
        int[]? least = null;
        foreach (var (_, bound) in bounds)
            if (least is null) least = bound;
            else LowerTo(least, bound);
        return least!;
    }

    /// <summary>
    /// What bounds sales of the pool over the window, each for itself and by path: its own GPUs, its class, what the power of every node above can feed, and the policy's greatest
    /// share.
    /// </summary>
    public IEnumerable<(Slug Of, int[] Least)> Bounds(Pool pool, Window window, bool spare) =>
        Permitted(pool, window) is { } most ? Physical(pool, window, spare).Append((PolicyShare, [.. Enumerable.Repeat(most, book.Policy.Paths)])) : Physical(pool, window, spare);

    /// <summary>What the greatest share that the policy lets us sell leaves at any time of a window, negative where more is sold; null without one.</summary>
    public int? Permitted(Pool pool, Window window) => book.Policy.Limits.GreatestShare is not { } share ? null
        : (int)Calendar.Coarsen(Kept(_share, pool.Id, () => LimitTest.LeftOf(book, pool, share).Map(left => left.Floor())), window, Coarsening.Least);

    IEnumerable<(Slug Of, int[] Least)> Physical(Pool pool, Window window, bool spare)
    {
        yield return (pool.Id, Below(Free(pool, spare), Own(pool.Id), window));
        if (pool.Class is { } name) yield return (name, LeastFreeInClass(pool, window, spare));
        foreach (var site in book.Fleet.PathToRoot(pool).Where(site => site.Limit is not null))
            yield return (site.Id, Fed(pool, LeastPower(site, window)));
    }

    /// <summary>
    /// GPU-hours of a window that own products of the pool or its class need beyond what commitments and the allowance against failures leave them, in the mean over paths: an
    /// estimate. Power is not looked at; where the forecast says peaks, a peak counts for its whole piece.
    /// </summary>
    public double LackedHours(Pool pool, Window window) => OwnServed(pool)?.HoursAbove(LeftToOwn(pool), window) ?? 0;

    /// <summary>The same path by path.</summary>
    public double[] LackedHoursByPath(Pool pool, Window window) => OwnServed(pool)?.HoursAboveByPath(LeftToOwn(pool), window) ?? new double[book.Policy.Paths];

    /// <summary>Own demand of a pool, or of its whole class where it is of one, on all paths; null when there is none.</summary>
    public Ensemble? OwnServed(Pool pool) => _standing is { } standing ? standing.OwnServed(pool) : Kept(_served, pool.Class ?? pool.Id,
        () => Sum([.. book.Fleet.ClassOf(pool).Select(each => Own(each.Id)), .. pool.Class is { } name ? [Own(name)] : Array.Empty<Ensemble?>()]));

    Timeline<long> LeftToOwn(Pool pool) =>
        book.Fleet.ClassOf(pool).Select(each => Free(each, spare: true)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y)).Map(left => Math.Max(0, left));

    /// <summary>For each path, the least power in kW that is free at a node over the window. The last window's is kept: the pools of a site ask one after the other.</summary>
    public ReadOnlySpan<int> LeastPower(Site site, Window window)
    {
        if (_leastPower.TryGetValue(site.Id, out var last) && last.Window == window) return last.Least;
        var least = Below(Kept(_wholePower, site.Id, () => FreePower(site).Map(power => power.Floor())), OwnPower(site), window);
        _leastPower[site.Id] = (window, least);
        return least;
    }

    /// <summary>The power free of commitments and handover at a node that has a limit, exact, own demand left out.</summary>
    public Timeline<Rational> FreePower(Site site) => Kept(_power, site.Id, () =>
    {
        var under = book.Fleet.PoolsUnder(site).Select(pool => pool.Id).ToList();
        if (_standing is null) return under.Aggregate(Limit(site).Zip(PowerSold(under.Select(book.TotalsOf), []), (limit, sold) => limit - sold), LessBlocks);
        var sold = under.Where(pool => !ReferenceEquals(book.TotalsOf(pool), _standing.Book.TotalsOf(pool))).ToList();
        return _standing.FreePower(site).Zip(PowerSold(sold.Select(book.TotalsOf), sold.Select(_standing.Book.TotalsOf)), (free, more) => free - more);
    });

    /// <summary>A node's limit, less what is curtailed of it.</summary>
    Timeline<Rational> Limit(Site site)
    {
        var limit = site.Limit!.Map(limit => (Rational)limit.Value);
        return book.Incidents.ById.IsEmpty ? limit : limit.Zip(book.Incidents.GoneOf(site.Id), (all, gone) => gone < all ? all - gone : Rational.Zero);
    }

    static Timeline<Rational> PowerSold(IEnumerable<PoolTotals> totals, IEnumerable<PoolTotals> less)
    {
        static IEnumerable<Deltas> Of(IEnumerable<PoolTotals> totals) => totals.SelectMany(total => new[] { total.Kilowatts, total.HandoverKilowatts });
        return Deltas.Net(Of(totals), Of(less));
    }

    // What blocks say of the way back draws the pool's power, in place of what the policy says.
    Timeline<Rational> LessBlocks(Timeline<Rational> power, Slug id) => book.Blocks.IsEmpty || book.Fleet.Pools[id] is not { } pool ? power
        : power.Zip(Handover(pool).Handover.Zip(book.TotalsOf(id).Handover.ToWhole(), (real, planned) => real - planned),
            (free, more) => free - pool.Draw.Power.Value * (Rational)more / pool.Draw.Per.Count);

    int[] LeastFreeInClass(Pool pool, Window window, bool spare)
    {
        var (free, own) = Kept(_classes, (pool.Class!.Value, spare), () =>
        {
            var pools = book.Fleet.ClassOf(pool).ToList();
            return (pools.Select(each => Free(each, spare)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y)), Sum(pools.Select(each => Own(each.Id)).Append(Own(pool.Class!.Value))));
        });
        return Below(free, own, window);
    }

    /// <summary>What is neither committed, handed over nor held back against failures, own demand left out.</summary>
    Timeline<long> Free(Pool pool, bool spare) => Kept(_free, (pool.Id, spare), () =>
    {
        var held = spare ? pool.Spare.Count : 0;
        return Supply(pool).Zip(Taken(pool), (supply, taken) => supply - taken - held);
    });

    static int[] Fed(Pool pool, ReadOnlySpan<int> power)
    {
        var gpus = new int[power.Length];
        for (var path = 0; path < power.Length; path++) gpus[path] = (int)Math.Min(pool.Draw.FedBy(new(power[path])).Count, int.MaxValue);
        return gpus;
    }

    Ensemble? OwnPower(Site site) => _standing is { } standing ? standing.OwnPower(site) : Kept(_ownPower, site.Id, () =>
    {
        var under = book.Fleet.PoolsUnder(site).ToList();
        var homes = under.Select(pool => (Home: pool.Id, Pool: pool)).Concat(
            under.Where(pool => pool.Class is not null && book.Fleet.ClassOf(pool).All(under.Contains))
                .GroupBy(pool => pool.Class!.Value).Select(group => (Home: group.Key, Pool: group.MaxBy(pool => pool.Draw.PerGpu)!)));
        return Ensemble.Sum([.. homes.Select(entry => (Line: Own(entry.Home), entry.Pool)).Where(entry => entry.Line is not null)
            .Select(entry => (entry.Line!, entry.Pool.Draw.PerGpu, MostSupply(entry.Pool)))]);
    });

    // What own products would like to run beyond what the pool has draws no power, so it must not shrink its neighbours.
    int MostSupply(Pool pool)
    {
        var supply = Supply(pool);
        return (int)Math.Min(supply.Changes.Select(supply.At).Append(0).Max(), int.MaxValue);
    }

    IEnumerable<Commitment> GuaranteedCapacity(Contract contract)
    {
        var calendar = contract.Terms.Calendar;
        var until = contract.GuaranteedUntil(Side.Buyer, calendar.DateOf(asOf));
        return contract.Schedule(null).CutAt(until.PlusDays(1), calendar).Capacity;
    }

    int[] Below(Timeline<long> ceiling, Ensemble? own, Window window) =>
        (own ?? Ensemble.Zero(book.Policy.Paths)).LeastBelow(ceiling, window);

    static Ensemble? Sum(IEnumerable<Ensemble?> lines) => lines.OfType<Ensemble>().ToList() is [var one] ? one
        : Ensemble.Sum([.. lines.OfType<Ensemble>().Select(line => (line, 1.0, int.MaxValue))]);

    static void LowerTo(int[] least, int[] other)
    {
        for (var path = 0; path < least.Length; path++) least[path] = Math.Min(least[path], other[path]);
    }

    static T Kept<TKey, T>(Dictionary<TKey, T> kept, TKey id, Func<T> compute) where TKey : notnull =>
        kept.TryGetValue(id, out var found) ? found : kept[id] = compute();
}
