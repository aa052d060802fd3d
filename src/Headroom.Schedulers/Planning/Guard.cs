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
/// What stands between a plan and the scheduler. Pure. No pass cuts below a contractual right; none writes inside a freeze window; none leaves more than the stated share of the
/// GPUs in use above their limits unless a person approved that very plan.
/// </summary>
public static class Guard
{
    /// <summary>The first reason not to carry the plan out, or null.</summary>
    public static Stop? Of(Look look) =>
        look.Plan.IsEmpty ? null
        : BelowRight(look) ?? Frozen(look.Cluster, look.Now) ?? (look.IsApproved ? null
            : look.IsDrift && look.Cluster.Drift == DriftPolicy.Alarm
            ? new Stop(StopKind.Drift, $"{Count(look.Plan)} changed by somebody else; the cluster's file says to tell and not to mend. Approve plan {look.Plan.Digest} to mend it.")
            : TooMuch(look.Cluster, look.Plan, look.Observed));

    // What a customer has may be spread over several entries, as blocks are; together they are its right.
    static Stop? BelowRight(Look look)
    {
        var (before, changed) = (look.Observed.Entries.Values.Select(seen => seen.Entry).ToList(), look.Plan.Changes.ToDictionary(change => change.To.Id, change => change.To));
        var after = before.Where(entry => !changed.ContainsKey(entry.Id)).Concat(changed.Values).ToList();
        foreach (var (holder, lines) in look.Desired.Rights)
            foreach (var inPool in lines.Where(line => line.Tenant != look.Quotas.Owner).GroupBy(line => line.Pool))
            {
                var right = new Gpus(inPool.Sum(line => look.Quotas.At(line, look.Now).Count));
                if (Held(after, holder, inPool.Key) is { } left && left < right && (Held(before, holder, inPool.Key) is not { } had || left < had))
                    return new(StopKind.BelowRight, $"'{holder}' would have {left} of pool '{inPool.Key}'; contracts give {right}.");
            }
        return null;
    }

    /// <summary>What entries allow a holder in a pool together; null when one of them sets no limit.</summary>
    static Gpus? Held(IEnumerable<Entry> entries, string holder, Slug pool) => entries.Where(entry => entry.Holder == holder && entry.Limits.Count > 0)
        .Aggregate((Gpus?)Gpus.Zero, (sum, entry) => entry.Limits.TryGetValue(pool, out var limit) ? sum + limit : null);

    static Stop? Frozen(Cluster cluster, Instant now) => cluster.Freezes.FirstOrDefault(freeze => freeze.Window.Contains(now)) is { } freeze
        ? new(StopKind.Frozen, $"Nothing is written before {freeze.Window.End}{(freeze.Why.Length > 0 ? $": {freeze.Why}" : "")}.") : null;

    static Stop? TooMuch(Cluster cluster, Plan plan, Observed observed)
    {
        foreach (var inPool in plan.Changes.SelectMany(change => change.Limits.Select(limit => (limit.Pool, Gpus: Cut(limit, observed.Entries.GetValueOrDefault(change.To.Id)))))
            .GroupBy(cut => cut.Pool))
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
