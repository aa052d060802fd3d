using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Planning;

/// <summary>Why a plan is not carried out now.</summary>
/// <param name="Kind">Which guard it was.</param>
/// <param name="Says">The reason with its figures, one sentence.</param>
public sealed record Stop(StopKind Kind, string Says);

/// <summary>The guards, first ones first.</summary>
public enum StopKind
{
    /// <summary>A limit would fall below what a contract gives: never carried out, approved or not.</summary>
    BelowRight,
    /// <summary>Nothing is written inside a freeze window.</summary>
    Frozen,
    /// <summary>Somebody else changed what had been enforced, and the cluster's file says to tell and not to mend.</summary>
    Drift,
    /// <summary>More running work would be above its limit than a pass may bring about by itself.</summary>
    NeedsApproval,
}

/// <summary>
/// What stands between a plan and the scheduler. Pure. No pass cuts below a contractual right; none writes inside a freeze window; none leaves more than the stated share of the GPUs
/// in use above their limits unless a person approved that very plan.
/// </summary>
public static class Guard
{
    /// <summary>The first reason not to carry the plan out, or null.</summary>
    /// <param name="isApproved">Whether a person approved this very plan.</param>
    /// <param name="isDrift">Whether all of the plan is there because somebody else changed what had been enforced.</param>
    public static Stop? Of(Cluster cluster, Plan plan, Quotas quotas, Observed observed, bool isApproved, Instant now, bool isDrift) =>
        plan.IsEmpty ? null
        : BelowRight(plan, quotas, now) ?? Frozen(cluster, now) ?? (isApproved ? null
            : isDrift && cluster.Drift == DriftPolicy.Alarm ? new Stop(StopKind.Drift, $"{Count(plan)} changed by somebody else; the cluster's file says to tell and not to mend. Approve plan {plan.Digest} to mend it.")
            : TooMuch(cluster, plan, observed));

    static Stop? BelowRight(Plan plan, Quotas quotas, Instant now)
    {
        foreach (var change in plan.Changes)
            foreach (var inPool in change.To.Delivers.Where(line => line.Tenant != quotas.Owner).GroupBy(line => line.Pool))
                if (new Gpus(inPool.Sum(line => quotas.At(line, now).Count)) is var right && (!change.To.Limits.TryGetValue(inPool.Key, out var limit) || limit < right))
                    return new(StopKind.BelowRight, $"{change.To.Id} would be limited to {limit} of pool '{inPool.Key}'; contracts give {right}.");
        return null;
    }

    static Stop? Frozen(Cluster cluster, Instant now) => cluster.Freezes.FirstOrDefault(freeze => freeze.Window.Contains(now)) is { } freeze
        ? new(StopKind.Frozen, $"Nothing is written before {freeze.Window.End}{(freeze.Why.Length > 0 ? $": {freeze.Why}" : "")}.") : null;

    static Stop? TooMuch(Cluster cluster, Plan plan, Observed observed)
    {
        foreach (var inPool in plan.Changes.SelectMany(change => change.Limits.Select(limit => (limit.Pool, Gpus: Cut(limit, observed.Entries.GetValueOrDefault(change.To.Id))))).GroupBy(cut => cut.Pool))
        {
            var (cut, running) = (inPool.Sum(each => each.Gpus), observed.InUse.GetValueOrDefault(inPool.Key).Count);
            if (cut > 0 && (Rational)cut > (Rational)cluster.MostCut * running)
                return new(StopKind.NeedsApproval, string.Create(CultureInfo.InvariantCulture,
                    $"{cut} of {running} GPUs in use in pool '{inPool.Key}' would be above their limits; a pass may bring about {cluster.MostCut:0.#%}. Approve plan {plan.Digest} to carry it out."));
        }
        return null;
    }

    /// <summary>The GPUs in use that the change puts above their limit; what was above it before is no doing of this plan.</summary>
    static long Cut((Slug Pool, Gpus? From, Gpus To) limit, Seen? seen)
    {
        var used = seen?.InUse.GetValueOrDefault(limit.Pool) ?? Gpus.Zero;
        var allowed = limit.From is { } from ? Gpus.Min(used, from) : used;
        return Math.Max(0, (allowed - limit.To).Count);
    }

    static string Count(Plan plan) => plan.Changes.Length == 1 ? "One entry was" : string.Create(CultureInfo.InvariantCulture, $"{plan.Changes.Length} entries were");
}
