using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The GPU-hours that own workloads take of a pool: hour by hour where demand was recorded, the forecast's mean beyond, never more than there is
/// room for. A workload whose home is a class of pools is taken to run in each by its share of what is installed, in whole GPUs.
/// </summary>
sealed class OwnHours
{
    readonly Pool _pool;
    readonly Func<Instant, (long InPool, long InClass)> _share;
    readonly (OwnDemand Demand, Timeline<Slug> Runs)[] _demands;

    /// <param name="share">What is installed at an instant in the pool and in all pools of its class.</param>
    public OwnHours(Book book, Pool pool, Func<Instant, (long InPool, long InClass)> share)
    {
        (_pool, _share) = (pool, share);
        bool IsHome(Slug home) => home == pool.Id || home == pool.Class;
        _demands = [.. book.Demand.Values.Where(demand => IsHome(demand.History.Pool) || demand.Moves.Any(move => IsHome(move.Pool))).Select(demand => (demand, demand.Runs))];
    }

    /// <summary>Adds what own workloads take over a piece of time in which there is the same room throughout.</summary>
    public void AddTo(Dictionary<Slug, Rational> used, Window piece, long room)
    {
        if (_demands.Length == 0 || room == 0) return;
        var beyond = _demands.Select(each => Beyond(each.Demand, piece)).ToArray();
        var (wants, whole) = (new long[_demands.Length], new long[_demands.Length]);
        var steady = SteadyFrom(piece);
        for (var hour = HourOf(piece.From); hour < steady; hour += Duration.FromHours(1))
        {
            var total = 0L;
            for (var i = 0; i < wants.Length; i++) total += wants[i] = Wanted(_demands[i], hour, beyond[i]);
            if (total == 0) continue;
            var overlap = Instant.Min(piece.End, hour + Duration.FromHours(1)) - Instant.Max(piece.From, hour);
            if (total <= room && overlap == Duration.FromHours(1)) for (var i = 0; i < wants.Length; i++) whole[i] += wants[i];
            else for (var i = 0; i < wants.Length; i++) Add(used, i, Rational.Of(wants[i], total) * Math.Min(room, total) * CapacityHours.Hours(overlap));
        }
        for (var i = 0; i < whole.Length; i++) Add(used, i, whole[i]);
        if (steady >= piece.End) return;
        for (var i = 0; i < wants.Length; i++) wants[i] = Wanted(_demands[i], steady, beyond[i]);
        if (wants.Sum() is > 0 and var all)
            for (var i = 0; i < wants.Length; i++)
                Add(used, i, Rational.Of(wants[i], all) * Math.Min(room, all) * CapacityHours.Hours(piece.End - Instant.Max(piece.From, steady)));
    }

    /// <summary>The hour from which each is as the one before to the end of a piece: no record goes on, nothing moves, and nothing is shared over a class.</summary>
    Instant SteadyFrom(Window piece)
    {
        var steady = HourOf(piece.From);
        foreach (var (demand, runs) in _demands)
        {
            if (_pool.Class is { } name && (runs.At(piece.From) == name || runs.Changes.Any(change => runs.At(change) == name))) return piece.End;
            var last = runs.Changes.LastOrDefault(change => change < piece.End, Instant.MinValue);
            foreach (var still in new[] { demand.History.End, last })
                if (still > steady) steady = HourOf(still + Duration.FromHours(1) - Duration.Epsilon);
        }
        return Instant.Min(steady, piece.End);
    }

    /// <summary>What the hours of a window rest on.</summary>
    public OwnBasis BasisOver(Window window)
    {
        var ends = _demands.Where(each => each.Runs.Pieces(window).Any(piece => piece.Value == _pool.Id || piece.Value == _pool.Class))
            .Select(each => each.Demand.History.End).ToList();
        return ends.Count == 0 ? OwnBasis.None : ends.Min() >= window.End ? OwnBasis.History : ends.Max() <= window.From ? OwnBasis.Forecast : OwnBasis.HistoryAndForecast;
    }

    void Add(Dictionary<Slug, Rational> used, int i, Rational hours)
    {
        var workload = _demands[i].Demand.History.Workload;
        if (!hours.IsZero) used[workload] = used.GetValueOrDefault(workload) + hours;
    }

    long Wanted((OwnDemand Demand, Timeline<Slug> Runs) each, Instant hour, long beyond)
    {
        var (history, home) = (each.Demand.History, each.Runs.At(hour));
        if (hour < history.Start || (home != _pool.Id && home != _pool.Class)) return 0;
        var gpus = hour < history.End ? history.Hourly[(int)(hour - history.Start).TotalHours] : beyond;
        if (home == _pool.Id) return gpus;
        var (mine, all) = _share(hour);
        return all == 0 ? 0 : gpus * mine / all;
    }

    /// <summary>The forecast's mean over the part of a piece that no record covers, in whole GPUs.</summary>
    static long Beyond(OwnDemand demand, Window piece)
    {
        var from = Instant.Max(piece.From, demand.History.End);
        return from >= piece.End ? 0 : (long)(demand.HoursUsed(new(from, piece.End)) / (piece.End - from).TotalHours);
    }

    static Instant HourOf(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(seconds - (seconds % 3600 + 3600) % 3600);
    }
}
