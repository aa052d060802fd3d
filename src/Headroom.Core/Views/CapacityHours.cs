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
    readonly Dictionary<Slug, Lines> _lines = [];
    readonly ILookup<Slug, (Slug Contract, Timeline<Gpus> Gpus)> _sold = book.Sold
        .SelectMany(contract => contract.Capacity.Select(commitment => (commitment.Pool, (contract.Id, commitment.Gpus))))
        .ToLookup(each => each.Pool, each => each.Item2);

    public Book Book => book;

    /// <summary>What a pool holds at each instant; in service, out of use, sold and being handed over.</summary>
    readonly record struct Held(long Installed, long Failed, long Sold, long Handover);

    sealed record Lines(Timeline<Held> Held, OwnHours Own, Calendar Calendar);

    /// <summary>A pool's month.</summary>
    public PoolMonth Of(Slug pool, YearMonth month) =>
        _kept.TryGetValue((pool, month), out var kept) ? kept : _kept[(pool, month)] = Compute(book.Fleet.Pools[pool], month);

    /// <summary>The GPU-hours installed in a pool over a run of dates.</summary>
    public Rational Installed(Slug pool, LocalDate from, LocalDate end)
    {
        var lines = LinesOf(book.Fleet.Pools[pool]);
        return end <= from ? Rational.Zero : lines.Held.Pieces(lines.Calendar.Between(from, end))
            .Aggregate(Rational.Zero, (sum, piece) => sum + Hours(piece.Window.Length) * piece.Value.Installed);
    }

    internal static Rational Hours(Duration length) => Rational.Of(length.ToInt64Nanoseconds(), NodaConstants.NanosecondsPerHour);

    PoolMonth Compute(Pool pool, YearMonth month)
    {
        var lines = LinesOf(pool);
        var window = lines.Calendar.Of(month);
        var measured = MeasuredMonth.Of(book, pool.Id, month)?.Own is { Count: > 0 } own ? own : null;
        var (sold, used) = (new Dictionary<Slug, Rational>(), new Dictionary<Slug, Rational>());
        var (installed, failed, handover, room, contracted) = (Rational.Zero, Rational.Zero, Rational.Zero, Rational.Zero, Rational.Zero);
        foreach (var (piece, held) in lines.Held.Pieces(window))
        {
            var hours = Hours(piece.Length);
            var down = Math.Min(held.Installed, held.Failed);
            var sells = Math.Min(held.Installed - down, held.Sold);
            var hands = Math.Min(held.Installed - down - sells, held.Handover);
            var left = held.Installed - down - sells - hands;
            (installed, failed, handover) = (installed + hours * held.Installed, failed + hours * down, handover + hours * hands);
            (room, contracted) = (room + hours * left, contracted + hours * held.Sold);
            if (sells > 0) AddSold(sold, pool.Id, piece, Rational.Of(sells, held.Sold));
            if (measured is null) lines.Own.AddTo(used, piece, left);
        }
        if (measured is not null) Take(used, measured, room);
        var idle = used.Values.Aggregate(room, (rest, hours) => rest - hours);
        return new(pool.Id, month, installed, failed, sold.ToImmutableSortedDictionary(), contracted, handover, used.ToImmutableSortedDictionary(), idle,
            measured is not null ? OwnBasis.Measured : lines.Own.BasisOver(window));
    }

    void AddSold(Dictionary<Slug, Rational> sold, Slug pool, Window piece, Rational share)
    {
        foreach (var (contract, gpus) in _sold[pool])
            foreach (var (window, held) in gpus.Pieces(piece))
                if (held > Gpus.Zero) sold[contract] = sold.GetValueOrDefault(contract) + Hours(window.Length) * held.Count * share;
    }

    /// <summary>Measured hours as far as there is room for them; beyond it each in proportion.</summary>
    static void Take(Dictionary<Slug, Rational> used, ImmutableSortedDictionary<Slug, decimal> measured, Rational room)
    {
        var total = measured.Values.Aggregate(Rational.Zero, (sum, hours) => sum + hours);
        foreach (var (workload, hours) in measured)
            if (hours > 0) used[workload] = total > room ? room * hours / total : hours;
    }

    Lines LinesOf(Pool pool)
    {
        if (_lines.TryGetValue(pool.Id, out var known)) return known;
        var (totals, calendar) = (book.TotalsOf(pool.Id), book.Fleet.CalendarOf(pool));
        var failed = Deltas.None.Add(book.Outlays.Outages.Values.Where(outage => outage.Pool == pool.Id).SelectMany(outage => outage.Steps(calendar))).ToWhole();
        var held = InstalledIn(pool).Zip(failed, (installed, down) => new Held(installed, down, 0, 0))
            .Zip(totals.Gpus.ToWhole(), (so, sold) => so with { Sold = sold }).Zip(totals.Handover.ToWhole(), (so, handover) => so with { Handover = handover });
        return _lines[pool.Id] = new(held, new OwnHours(book, pool, ShareOf(pool)), calendar);
    }

    Timeline<long> InstalledIn(Pool pool) =>
        book.Fleet.Supply(pool, book.Calendar.StartOf(today)).Zip(book.TotalsOf(pool.Id).Bought.ToWhole(), (own, bought) => own + bought);

    Func<Instant, (long, long)> ShareOf(Pool pool)
    {
        var mine = InstalledIn(pool);
        var all = book.Fleet.ClassOf(pool).Select(InstalledIn).Aggregate((a, b) => a.Zip(b, (x, y) => x + y));
        return instant => (mine.At(instant), all.At(instant));
    }
}
