using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>What gives way first when capacity is gone.</summary>
public enum ShedStep
{
    /// <summary>Nobody uses it.</summary>
    Idle,

    /// <summary>Sold so that it may be taken back without notice.</summary>
    Interruptible,

    /// <summary>Own products use it.</summary>
    Own,

    /// <summary>Sold so that it may be taken back by notice.</summary>
    Recallable,

    /// <summary>Sold, and nobody may take it back.</summary>
    Firm,
}

/// <summary>One holder of capacity in the order in which it gives way.</summary>
/// <param name="Contract">The contract that holds it; null for what is idle and for own products.</param>
/// <param name="Held">What it holds at the instant; of what is idle and own an estimate.</param>
/// <param name="Shed">What it loses.</param>
/// <param name="PerGpuHour">What its fees of the day come to by the GPU-hour; null where nobody pays.</param>
/// <param name="IsByRight">Whether the contract lets us take it: without notice, or by notice where the incident was announced so long before.</param>
public sealed record ShedLine(ShedStep Step, Slug Pool, Slug? Contract, Gpus Held, Gpus Shed, decimal? PerGpuHour, bool IsByRight)
{
    internal Gpus Left => Held - Shed;
}

/// <summary>
/// Who loses capacity at an instant at which some is gone, in order: what is idle, what is sold interruptible, what own products use, what is sold recallable, and last what is
/// sold firm; within a step what earns least by the GPU-hour goes first. First each pool gives way to what is gone of it, then every node of the site tree to what its power feeds.
/// What is idle and what own products use is the median of the forecast; what is sold is exact.
/// </summary>
public sealed record Shedding(Instant At, ImmutableArray<ShedLine> Lines)
{
    /// <summary>The instants at which who gives way may change: as incidents begin and end, and while one lasts, as sales do; ascending.</summary>
    public static ImmutableArray<Instant> Changes(Book book)
    {
        if (book.Incidents.ById.IsEmpty) return [];
        var sales = book.Totals.Values.SelectMany(totals => totals.Gpus.ToWhole().Changes.Concat(totals.Handover.ToWhole().Changes))
            .Where(at => book.Incidents.ById.Values.Any(incident => incident.IsOn(at)));
        return [.. book.Incidents.ById.Values.SelectMany(incident => incident.Steps().Select(step => step.At)).Concat(sales).Distinct().Order()];
    }

    /// <summary>What a contract loses in a pool.</summary>
    public Gpus Of(Slug contract, Slug pool, Func<ShedStep, bool> which) =>
        new(Lines.Where(line => line.Contract == contract && line.Pool == pool && which(line.Step)).Sum(line => line.Shed.Count));

    /// <summary>The order at an instant for the pools that an instant's incidents touch; empty when none does.</summary>
    /// <param name="asOf">The instant from which supply and own demand are seen.</param>
    public static Shedding Of(Book book, Instant asOf, Instant at)
    {
        var on = book.Incidents.ById.Values.Where(incident => incident.IsOn(at)).ToList();
        var pools = book.Fleet.Pools.Values.Where(pool => on.Any(incident => incident.Concerns(pool, book.Fleet))).ToList();
        if (pools.Count == 0) return new(at, []);
        var whole = new CapacityPicture(book with { Incidents = Incidents.None }, asOf);
        var lines = pools.SelectMany(pool => Holders(book, on, whole, pool, at)).OrderBy(line => line.Step).ThenBy(line => line.PerGpuHour ?? 0).ThenBy(line => line.Pool)
            .ThenBy(line => line.Contract?.ToString(), StringComparer.Ordinal).ToList();
        foreach (var pool in pools)
        {
            var there = whole.Supply(pool).At(at) - book.Incidents.GoneOf(pool.Id).At(at).Floor() - whole.Handover(pool).Unsellable.At(at);
            Shed(lines, line => line.Pool == pool.Id, lines.Where(line => line.Pool == pool.Id).Sum(line => line.Left.Count) - Math.Max(0, there), _ => 1);
        }
        foreach (var site in pools.SelectMany(book.Fleet.PathToRoot).DistinctBy(site => site.Id).Where(site => site.Limit is not null)) ShedPower(book, lines, pools, site, at);
        return new(at, [.. lines]);
    }

    /// <summary>Gives way to what a node's power feeds: what the pools concerned draw and what their neighbours are committed to.</summary>
    static void ShedPower(Book book, List<ShedLine> lines, List<Pool> pools, Site site, Instant at)
    {
        var under = book.Fleet.PoolsUnder(site).ToList();
        Rational Draw(Gpus gpus, Slug pool) => book.Fleet.Pools[pool].Draw.Exact(gpus);
        bool Draws(ShedLine line) => line.Step != ShedStep.Idle && under.Any(pool => pool.Id == line.Pool);
        var beside = under.Aggregate(Rational.Zero, (sum, pool) => sum + book.TotalsOf(pool.Id).HandoverKilowatts.ToTimeline().At(at)
            + (pools.Contains(pool) ? Rational.Zero : book.TotalsOf(pool.Id).Kilowatts.ToTimeline().At(at)));
        var drawn = lines.Where(Draws).Aggregate(beside, (sum, line) => sum + Draw(line.Left, line.Pool));
        Shed(lines, Draws, drawn - (site.Limit!.At(at).Value - book.Incidents.GoneOf(site.Id).At(at)), line => Draw(new(1), line.Pool));
    }

    /// <summary>Takes from the lines in their order until so much is covered; a GPU counts what it is worth of it.</summary>
    static void Shed(List<ShedLine> lines, Func<ShedLine, bool> which, Rational missing, Func<ShedLine, Rational> worth)
    {
        for (var i = 0; i < lines.Count && missing > Rational.Zero; i++)
        {
            if (!which(lines[i]) || worth(lines[i]).IsZero) continue;
            var gpus = Gpus.Min(lines[i].Left, new Gpus(-(-(missing / worth(lines[i]))).Floor()));
            lines[i] = lines[i] with { Shed = lines[i].Shed + gpus };
            missing -= worth(lines[i]) * gpus.Count;
        }
    }

    static IEnumerable<ShedLine> Holders(Book book, IReadOnlyCollection<Incident> on, CapacityPicture whole, Pool pool, Instant at)
    {
        var supply = new Gpus(Math.Max(0, whole.Supply(pool).At(at) - whole.Taken(pool).At(at)));
        var free = whole.Bounds(pool, new(at, at + Duration.FromHours(1)), spare: false).Where(bound => bound.Of == pool.Id || bound.Of == pool.Class)
            .Min(bound => Ensemble.ReachedBy(bound.Least, 0.5m));
        var idle = Gpus.Min(supply, new(Math.Max(0, free)));
        yield return new(ShedStep.Idle, pool.Id, null, idle, Gpus.Zero, null, true);
        yield return new(ShedStep.Own, pool.Id, null, supply - idle, Gpus.Zero, null, true);
        foreach (var contract in book.Sold.Where(contract => contract.Versions.Any(version => version.Terms.Pools.Contains(pool.Id))))
        {
            var price = PerGpuHour(contract, contract.Terms.Calendar.DateOf(at));
            foreach (var (line, gpus) in Quotas.Sold(contract).Where(each => each.Line.Pool == pool.Id).Select(each => (each.Line, each.Gpus.At(at)))
                .Where(each => each.Item2 > Gpus.Zero))
                yield return line.Tier switch
                {
                    QuotaTier.Interruptible => new(ShedStep.Interruptible, pool.Id, contract.Id, gpus, Gpus.Zero, price, true),
                    QuotaTier.Recallable => new(ShedStep.Recallable, pool.Id, contract.Id, gpus, Gpus.Zero, price, IsInTime(book, on, contract, pool, at)),
                    _ => new(ShedStep.Firm, pool.Id, contract.Id, gpus, Gpus.Zero, price, false),
                };
        }
    }

    /// <summary>Whether every incident on the pool was announced so long before an instant that each right to recall could be used in time.</summary>
    static bool IsInTime(Book book, IReadOnlyCollection<Incident> on, Contract contract, Pool pool, Instant at)
    {
        var calendar = contract.Terms.Calendar;
        var notice = contract.Terms.Legs.OfType<Reclaim>().Where(clause => clause.Pool == pool.Id).Select(clause => clause.NoticeDays).Append(0).Max();
        return on.Where(incident => incident.Concerns(pool, book.Fleet))
            .All(incident => incident.Noticed is { } noticed && calendar.DateOf(noticed).PlusDays(notice) <= calendar.DateOf(at));
    }

    /// <summary>The fees of a day by the GPU-hour, exact to the millionth; null on a day without any GPU.</summary>
    public static decimal? PerGpuHour(Contract contract, LocalDate day)
    {
        var schedule = contract.Schedule(null);
        var gpus = schedule.ReservedInAll.At(contract.Terms.Calendar.StartOf(day)).Count;
        return gpus == 0 ? null : (schedule.Fixed.Over(day, day.PlusDays(1)) / gpus / 24).Round(6);
    }
}
