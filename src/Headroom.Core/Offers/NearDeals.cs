using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// Deals near one that is refused, each changed in one thing only, as little as will do: a later start, fewer GPUs, shorter notice, another firmness, a shorter term, another
/// pool. Each of them passes the tests of a sale.
/// </summary>
static class NearDeals
{
    /// <summary>How far ahead a start is looked for, in weeks, and how many are tried.</summary>
    const int MostWeeks = 156, MostStarts = 60;

    static readonly int[] Notices = [180, 90, 60, 30, 14, 7, 1];

    /// <summary>Why an inquiry could not be signed in a pool, or null.</summary>
    internal static Refusal? Test(Standing standing, Inquiry inquiry, Pool pool) => Acceptance.Test(standing.Picture, inquiry.ContractIn(standing.Book, pool), standing.Now);

    internal static IEnumerable<NearDeal> Of(Standing standing, Inquiry inquiry, Pool pool)
    {
        bool Fits(Inquiry near) => Test(standing, near, pool) is null;
        NearDeal Deal(NearChange change, Inquiry near) => new(change, near, pool.Id, near.GpusIn(pool), OwnRisk.JointOf(standing, near.ContractIn(standing.Book, pool), pool));
        if (Start(standing, inquiry, pool) is { } later) yield return Deal(NearChange.Start, later);
        if (Most(standing, inquiry, pool) is var most && most > Gpus.Zero) yield return Deal(NearChange.Quantity, inquiry.UpTo(pool, most));
        if (Shorter(standing, inquiry, pool) is { } shorter) yield return Deal(NearChange.Term, shorter);
        if (inquiry.Firmness == Firmness.Recallable && Notices.Where(days => days < inquiry.NoticeDays).Select(days => inquiry with { NoticeDays = days })
            .FirstOrDefault(Fits) is { } sooner) yield return Deal(NearChange.Notice, sooner);
        if (inquiry.Firmness == Firmness.Firm && Notices.Select(days => inquiry with { Firmness = Firmness.Recallable, NoticeDays = days }).FirstOrDefault(Fits) is { } recallable)
            yield return Deal(NearChange.Firmness, recallable);
        if (inquiry.Firmness != Firmness.Interruptible && inquiry with { Firmness = Firmness.Interruptible, NoticeDays = null, NoticeFrom = null } is var interruptible
            && Fits(interruptible)) yield return Deal(NearChange.Firmness, interruptible);
        foreach (var other in standing.Book.Fleet.Pools.Values.Where(other => other.Id != pool.Id && inquiry.GpusIn(other) > Gpus.Zero))
            if (inquiry with { Pool = other.Id, Class = null } is var elsewhere && Test(standing, elsewhere, other) is null)
                yield return new(NearChange.Pool, elsewhere, other.Id, elsewhere.GpusIn(other), OwnRisk.JointOf(standing, elsewhere.ContractIn(standing.Book, other), other));
    }

    /// <summary>The most that fits in whole blocks; fewer always fit where more do.</summary>
    internal static Gpus Most(Standing standing, Inquiry inquiry, Pool pool)
    {
        var (fits, over) = (0L, inquiry.GpusIn(pool).Count / pool.Block.Count);
        while (over - fits > 1)
        {
            var middle = fits + (over - fits) / 2;
            if (Test(standing, inquiry.UpTo(pool, new(middle * pool.Block.Count)), pool) is null) fits = middle; else over = middle;
        }
        return new(fits * pool.Block.Count);
    }

    /// <summary>
    /// The same deal at the earliest start that was found: by weeks, later by four, where supply leaves it room at all; then the days before it are halved.
    /// </summary>
    static Inquiry? Start(Standing standing, Inquiry inquiry, Pool pool)
    {
        var free = Acceptance.Slack(standing.Picture.Book, pool);
        var (need, tried, before) = ((Rational)inquiry.GpusIn(pool).Count, 0, 0);
        var term = Period.DaysBetween(inquiry.From, inquiry.Through) + 1;
        var calendar = standing.Book.Fleet.CalendarOf(pool);
        for (var week = 1; week <= MostWeeks && tried < MostStarts; before = week, week += week < 26 ? 1 : 4)
        {
            var near = inquiry.Later(7 * week);
            // Steps of a ramp that are not full yet need less; then the test itself decides.
            if (inquiry.Ramp.Length == 0 && free.Pieces(calendar.Between(near.From, near.From.PlusDays(term))).Any(piece => piece.Value < need)) continue;
            tried++;
            if (Test(standing, near, pool) is null) return inquiry.Later(FirstDay(7 * before, 7 * week, day => Test(standing, inquiry.Later(day), pool) is null));
        }
        return null;
    }

    /// <summary>A day after one on which something does not hold and up to one on which it does, before which it does not.</summary>
    static int FirstDay(int fails, int holds, Func<int, bool> test)
    {
        while (holds - fails > 1)
        {
            var middle = fails + (holds - fails) / 2;
            if (test(middle)) holds = middle; else fails = middle;
        }
        return holds;
    }

    /// <summary>The same deal with the latest end that fits, to the week; null when not even a week does, or a right to leave begins later.</summary>
    static Inquiry? Shorter(Standing standing, Inquiry inquiry, Pool pool)
    {
        var (fits, over) = (0, (Period.DaysBetween(inquiry.From, inquiry.Through) + 7) / 7);
        Inquiry Ending(int weeks) =>
            inquiry with { Through = inquiry.From.PlusDays(7 * weeks - 1), Ramp = [.. inquiry.Ramp.Where(step => step.From < inquiry.From.PlusDays(7 * weeks))] };
        bool Fits(int weeks) => !(inquiry.NoticeFrom > inquiry.From.PlusDays(7 * weeks)) && Test(standing, Ending(weeks), pool) is null;
        while (over - fits > 1)
        {
            var middle = fits + (over - fits) / 2;
            if (Fits(middle)) fits = middle; else over = middle;
        }
        return fits == 0 ? null : Ending(fits);
    }
}

/// <summary>A deal that could be signed.</summary>
/// <param name="Change">What differs from what was asked.</param>
/// <param name="Joint">The probability that own products fall short at any time until it can be recalled.</param>
public sealed record NearDeal(NearChange Change, Inquiry Inquiry, Slug Pool, Gpus Gpus, decimal Joint);

/// <summary>In what a near deal differs.</summary>
public enum NearChange { Start, Quantity, Term, Notice, Firmness, Pool }
