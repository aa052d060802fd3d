using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The GPU-hours of every pool and month by what they are used for. Installed is what is energised, or planned and not late today, and what is bought
/// by the terms. Computed on demand and kept for the life of the object. A pool's months are those of its site's zone.
/// </summary>
public sealed class CapacityHours(Book book, LocalDate today)
{
    readonly Dictionary<(Slug, YearMonth), PoolMonth> _kept = [];
    readonly Dictionary<Slug, (PoolSplits Splits, OwnHours Own, Calendar Calendar)> _lines = [];
    readonly Dictionary<Slug, ImmutableArray<Commitment>> _reserved = book.Sold.ToArray().AsParallel().Select(contract => (contract.Id, contract.Capacity))
        .ToDictionary(each => each.Id, each => each.Capacity);
    ILookup<Slug, Holding>? _holdings;

    public Book Book => book;

    ILookup<Slug, Holding> Holdings => _holdings ??= book.Sold.SelectMany(contract => Holding.Of(contract, _reserved[contract.Id])).ToLookup(each => each.Pool);

    /// <summary>What a contract that we sell reserves.</summary>
    public ImmutableArray<Commitment> ReservedUnder(Slug contract) => _reserved[contract];

    /// <summary>A pool's month.</summary>
    public PoolMonth Of(Slug pool, YearMonth month) =>
        _kept.TryGetValue((pool, month), out var kept) ? kept : _kept[(pool, month)] = Compute(book.Fleet.Pools[pool], month);

    /// <summary>The GPU-hours installed in a pool over a run of dates.</summary>
    public Rational Installed(Slug pool, LocalDate from, LocalDate end)
    {
        var lines = LinesOf(book.Fleet.Pools[pool]);
        return end <= from ? Rational.Zero : Hours(lines.Splits.InstalledOver(lines.Calendar.Between(from, end)));
    }

    internal static Rational Hours(Duration length) => Rational.Of(length.ToInt64Nanoseconds(), NodaConstants.NanosecondsPerHour);

    static Rational Hours(long gpuSeconds) => (Rational)gpuSeconds / NodaConstants.SecondsPerHour;

    PoolMonth Compute(Pool pool, YearMonth month)
    {
        var lines = LinesOf(pool);
        var window = lines.Calendar.Of(month);
        var measured = MeasuredMonth.Of(book, pool.Id, month)?.Own is { Count: > 0 } own ? own : null;
        var (sold, inside, used) = (new Dictionary<Slug, Rational>(), new Dictionary<Slug, Rational>(), new Dictionary<Slug, Rational>());
        var (installed, failed, handover, left, contracted, served) = (0L, 0L, 0L, 0L, 0L, window.From);
        foreach (var split in lines.Splits.Over(window))
        {
            (installed, failed, handover) = (installed + split.Installed, failed + split.Broken, handover + split.Handover);
            (left, contracted) = (left + split.Left, contracted + split.Reserved - split.Inside);
            if (measured is null) lines.Own.AddTo(used, split.Piece, split.Left / split.Seconds);
            if (split.Sold == split.Reserved) continue;
            Add(pool.Id, sold, inside, served, split.Piece.From, Rational.One);
            Add(pool.Id, sold, inside, split.Piece.From, split.Piece.End, (Rational)split.Sold / split.Reserved);
            served = split.Piece.End;
        }
        Add(pool.Id, sold, inside, served, window.End, Rational.One);
        var room = Hours(left);
        if (measured is not null) Take(used, measured, room);
        var idle = used.Values.Aggregate(room, (rest, hours) => rest - hours);
        foreach (var (customer, hours) in inside) used[customer] = used.GetValueOrDefault(customer) + hours;
        return new(pool.Id, month, Hours(installed), Hours(failed), sold.ToImmutableSortedDictionary(), Hours(contracted), Hours(handover),
            used.ToImmutableSortedDictionary(), idle,
            measured is not null ? OwnBasis.Measured : lines.Own.BasisOver(window));
    }

    /// <summary>
    /// Adds what contracts got of a pool from one instant to another, which is a share of what they reserve: customers' by contract, and that of those that belong to us by
    /// customer.
    /// </summary>
    void Add(Slug pool, Dictionary<Slug, Rational> sold, Dictionary<Slug, Rational> inside, Instant from, Instant end, Rational share)
    {
        if (from >= end || share.IsZero) return;
        foreach (var holding in Holdings[pool])
        {
            var seconds = holding.Gpus.Pieces(new(from, end)).Sum(piece => piece.Value.Count * PoolSplits.SecondsOf(piece.Window));
            if (seconds == 0) continue;
            var by = holding.Ours is null ? sold : inside;
            var id = holding.Ours ?? holding.Contract;
            by[id] = by.GetValueOrDefault(id) + Hours(seconds) * share;
        }
    }

    /// <summary>Measured hours as far as there is room for them; beyond it each in proportion.</summary>
    static void Take(Dictionary<Slug, Rational> used, ImmutableSortedDictionary<Slug, decimal> measured, Rational room)
    {
        var total = measured.Values.Aggregate(Rational.Zero, (sum, hours) => sum + hours);
        foreach (var (workload, hours) in measured)
            if (hours > 0) used[workload] = total > room ? room * hours / total : hours;
    }

    (PoolSplits Splits, OwnHours Own, Calendar Calendar) LinesOf(Pool pool) =>
        _lines.TryGetValue(pool.Id, out var known) ? known : _lines[pool.Id] = (new(book, pool, today), new(book, pool, ShareOf(pool)), book.Fleet.CalendarOf(pool));

    Func<Instant, (long, long)> ShareOf(Pool pool)
    {
        var mine = PoolSplits.Installed(book, pool, today);
        var all = book.Fleet.ClassOf(pool).Select(each => PoolSplits.Installed(book, each, today)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y));
        return instant => (mine.At(instant), all.At(instant));
    }
}
