using System.Globalization;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Schedulers;

/// <summary>
/// Which reclaims a scheduler shows to be drained: notice was served, the first day without the GPUs has come, the lower quota is recorded and enforced, and the customer uses no
/// more of the pool than it may. Reclaims of named blocks are told by their moves. Pure.
/// </summary>
public static class ReclaimsDrained
{
    /// <summary>What is to be said by a look; nothing while the scheduler is not as it is to be.</summary>
    public static IEnumerable<MoveReclaim> Of(Look look)
    {
        if (!look.Plan.IsEmpty || !look.IsEnforced) yield break;
        var now = Core.Time.Calendar.WholeSecond(look.Now);
        foreach (var reclaim in look.Book.Reclaims.Values.Where(reclaim =>
            reclaim.Blocks.IsEmpty && ReclaimProgress.Of(look.Book, reclaim) is { Stage: ReclaimStage.Noticed, Since: var since } && since <= now))
        {
            var (contract, from) = (look.Book.Contracts[reclaim.Contract], reclaim.At(ReclaimStage.Noticed)!.From!.Value);
            if (contract.Terms.Calendar.StartOf(from) > now || Reclaim.Of(contract, reclaim.Clause, from) is not { } clause) continue;
            if (Use(look, clause.Pool, contract.TermsOn(from).Buyer) is { } use && use.InUse <= use.May)
                yield return new(reclaim.Id,
                    new(ReclaimStage.Drained, now, null,
                        string.Create(CultureInfo.InvariantCulture,
                            $"{look.Cluster.Id} read back: '{contract.TermsOn(from).Buyer}' uses {use.InUse} and may use {use.May} GPUs of '{clause.Pool}'")));
        }
    }

    /// <summary>What a tenant uses of a pool and what it may; null when nothing of it is delivered here.</summary>
    static (long InUse, long May)? Use(Look look, Slug pool, Slug tenant)
    {
        var entries = look.Desired.Entries.Values.Where(entry => entry.Delivers.Any(line => line.Pool == pool && line.Tenant == tenant)).ToList();
        return entries.Count == 0 ? null : (entries.Sum(entry => look.Observed.Entries.TryGetValue(entry.Id, out var seen) ? seen.InUse.GetValueOrDefault(pool).Count : 0),
            entries.SelectMany(entry => entry.Delivers).Distinct().Where(line => line.Pool == pool && line.Tenant == tenant).Sum(line => look.Quotas.At(line, look.Now).Count));
    }
}
