using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What becomes of a pool's GPUs in a piece of time, in GPU-seconds: installed = broken + sold + handover + left, exactly. Each takes of what the ones before it left.
/// </summary>
/// <param name="Installed">In service by plan or fact, with what is bought by its terms.</param>
/// <param name="Broken">Recorded as out of use, in blocks that have failed, or metered as down; where several tell of one hour the greatest, since they may tell of the same
/// GPUs.</param>
/// <param name="Sold">Reserved under contracts, those of customers that belong to us too.</param>
/// <param name="Reserved">The same by the terms, also beyond what is installed and works.</param>
/// <param name="Inside">The part of <paramref name="Reserved"/> that customers hold which belong to us.</param>
/// <param name="Left">For own work, or idle.</param>
public readonly record struct PoolSplit(Window Piece, long Installed, long Broken, long Sold, long Reserved, long Inside, long Handover, long Left)
{
    public long Seconds => PoolSplits.SecondsOf(Piece);

    /// <summary>What customers that belong to us got of what is sold, by their share of it.</summary>
    public long SoldInside => Inside == 0 ? 0 : (long)((Int128)Sold * Inside / Reserved);
}

/// <summary>How a pool's GPUs are split over time by what the book says: the one split that hours of metering and costs are made of.</summary>
public sealed class PoolSplits
{
    readonly Timeline<Held> _held;
    readonly List<(Window Hour, long Down)> _metered;
    readonly bool _isRecorded;
    readonly Book _book;
    readonly Slug _pool;

    /// <param name="today">Supply that is planned and late on it is not in service.</param>
    public PoolSplits(Book book, Pool pool, LocalDate today)
    {
        (_book, _pool) = (book, pool.Id);
        var totals = book.TotalsOf(pool.Id);
        var outages = book.Outlays.Outages.Values.Where(outage => outage.Pool == pool.Id).ToList();
        var incidents = book.Incidents.ById.Values.Where(incident => incident.Of == pool.Id).ToList();
        var blocks = PoolHandover.Of(book, pool, book.Calendar.StartOf(today));
        var failed = Deltas.None.Add(outages.SelectMany(outage => outage.Steps(book.Fleet.CalendarOf(pool))).Concat(incidents.SelectMany(incident => incident.Steps()))).ToWhole()
            .Zip(blocks.Broken, (recorded, inBlocks) => Math.Max(recorded, inBlocks));
        _isRecorded = outages.Count > 0 || incidents.Count > 0 || blocks.Broken.Changes.Length > 0;
        _held = Installed(book, pool, today).Zip(failed, (installed, down) => new Held(installed, down, 0, 0, 0))
            .Zip(totals.Gpus.ToWhole(), (so, sold) => so with { Sold = sold }).Zip(book.HeldInside(pool.Id), (so, inside) => so with { Inside = inside })
            .Zip(blocks.Handover, (so, handover) => so with { Handover = handover });
        _metered = [.. book.Seals.Values.Where(seal => book.Sources[seal.Source] is { Measure: UsageMeasure.Down } source && source.Pool == pool.Id)
            .SelectMany(seal => seal.ByHour(book.Calendar.Of(seal.Month))).GroupBy(each => each.Hour, each => each.Used).Select(hour => (hour.Key, hour.Sum()))
            .OrderBy(each => each.Key.From)];
    }

    /// <summary>What holds at an instant, in GPUs.</summary>
    readonly record struct Held(long Installed, long Failed, long Sold, long Inside, long Handover);

    /// <summary>The GPUs in service in a pool: energised, or planned and not late, and what is bought.</summary>
    public static Timeline<long> Installed(Book book, Pool pool, LocalDate today) =>
        book.Fleet.Supply(pool, book.Calendar.StartOf(today)).Zip(book.TotalsOf(pool.Id).Bought.ToWhole(), (own, bought) => own + bought);

    /// <summary>Whether anything is known of what was broken: an outage is recorded, a block has failed, or a meter was sealed that touches the window.</summary>
    public bool KnowsBroken(Window window) => _isRecorded || _metered.Any(each => each.Hour.From < window.End && window.From < each.Hour.End);

    /// <summary>The GPU-seconds in service over a window.</summary>
    public long InstalledOver(Window window) => _held.Pieces(window).Sum(piece => piece.Value.Installed * SecondsOf(piece.Window));

    /// <summary>The pieces of a window in which nothing changes; hours where a meter was sealed.</summary>
    public IEnumerable<PoolSplit> Over(Window window)
    {
        var next = _metered.Count == 0 ? 0 : FirstAfter(window.From);
        foreach (var (piece, held) in _held.Pieces(window))
        {
            var from = piece.From;
            for (; next < _metered.Count && _metered[next].Hour.From < piece.End; next++)
            {
                var (hour, down) = _metered[next];
                if (hour.From > from) yield return Split(new(from, hour.From), held, 0);
                var part = new Window(Instant.Max(hour.From, piece.From), Instant.Min(hour.End, piece.End));
                yield return Split(part, held, down * SecondsOf(part) / SecondsOf(hour));
                from = part.End;
                if (hour.End > piece.End) break;
            }
            if (from < piece.End) yield return Split(new(from, piece.End), held, 0);
        }
    }

    /// <summary>What contracts reserve of the pool at some time of a window.</summary>
    internal IEnumerable<Holding> HoldingsIn(Window window) => _book.Sold.Where(contract => contract.Versions.Any(version => version.Terms.Pools.Contains(_pool)))
        .SelectMany(contract => Holding.Of(contract, contract.Capacity)).Where(holding => holding.Pool == _pool && holding.Gpus.Pieces(window).Any(piece => piece.Value.Count > 0));

    internal static long SecondsOf(Window window) => window.End.ToUnixTimeSeconds() - window.From.ToUnixTimeSeconds();

    /// <summary>The first metered hour that ends after an instant.</summary>
    int FirstAfter(Instant instant)
    {
        var (low, high) = (0, _metered.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_metered[middle].Hour.End <= instant) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static PoolSplit Split(Window piece, Held held, long metered)
    {
        var seconds = SecondsOf(piece);
        var installed = held.Installed * seconds;
        var broken = Math.Min(installed, Math.Max(held.Failed * seconds, metered));
        var sold = Math.Min(installed - broken, held.Sold * seconds);
        var handover = Math.Min(installed - broken - sold, held.Handover * seconds);
        return new(piece, installed, broken, sold, held.Sold * seconds, held.Inside * seconds, handover, installed - broken - sold - handover);
    }
}
