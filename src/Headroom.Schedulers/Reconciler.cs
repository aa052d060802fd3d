using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Dedicated;
using Headroom.Schedulers.Planning;
using NodaTime;

namespace Headroom.Schedulers;

/// <summary>
/// Makes a scheduler enforce what the book says: reads, plans, writes, reads again, and says a fact once it is so. It keeps nothing between passes, so a pass that was cut off
/// anywhere is finished by the next one, and a write whose answer was lost is found to have been made.
/// </summary>
/// <param name="actor">Who says the facts.</param>
public sealed class Reconciler(Bookkeeper keeper, Cluster cluster, IScheduler scheduler, Slug actor)
{
    /// <summary>How often a plan is written in one pass, and how often it is looked whether it is enforced after each.</summary>
    public const int MostWrites = 3, MostLooks = 40;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public Cluster Cluster => cluster;

    /// <summary>What a change looks like to a person at the scheduler.</summary>
    public IEnumerable<string> Commands(Plan plan) => scheduler.Commands(plan.Changes);

    /// <summary>Looks, and changes nothing.</summary>
    /// <exception cref="SchedulerUnavailable">The scheduler does not answer.</exception>
    public async Task<Look> Look(CancellationToken stop)
    {
        var observed = await scheduler.Read(stop);
        var book = keeper.CatchUp();
        var now = keeper.Now(book);
        var quotas = cluster.Part(Quotas.Of(book, now), now);
        var desired = scheduler.Want(quotas, now);
        var look = new Look(cluster, book, now, quotas, desired, observed, Plan.Of(cluster, desired, observed));
        return look with { Plan = look.Plan.Leaving(Drift(look)) };
    }

    /// <summary>
    /// The changes of a plan that would undo what somebody else did, beside others that the book asks for, where the cluster's file leaves drift: of those entries nothing else is
    /// to be than when all was last enforced. Where the file or its consent says otherwise than it did then nobody can tell, and there are none.
    /// </summary>
    IReadOnlyList<Change> Drift(Look look)
    {
        if (cluster.Drift != DriftPolicy.Alarm || look.Plan.IsEmpty || look.IsDrift || look.State.Last is not { } last) return [];
        var before = scheduler.Want(cluster.Part(Quotas.Of(keeper.At(last.Seen), last.At), last.At), last.At);
        if (Plan.DigestOf(look.Plan, before) != last.Digest) return [];
        var drift = look.Plan.Changes.Where(change => before.Entries.TryGetValue(change.To.Id, out var entry) && entry.Canonical == change.To.Canonical).ToImmutableArray();
        return look.State.Approved.Contains((look.Plan with { Changes = drift }).Digest) ? [] : drift;
    }

    /// <summary>Records what the health of blocks was seen to be; how many conditions began or ended.</summary>
    public int Observe(Look look) => BlockConditions.Of(look) is { Length: > 0 } seen && keeper.Execute(new RecordConditions(seen), actor) is Outcome.Done ? seen.Length : 0;

    /// <summary>Says which reclaims are seen to be drained, once each.</summary>
    void SayDrained(Look look)
    {
        foreach (var drained in ReclaimsDrained.Of(look)) keeper.Execute(drained, actor);
    }

    /// <summary>One pass. A scheduler that does not answer delays it and is left as it is.</summary>
    /// <param name="dry">Whether nothing is to be written, nowhere.</param>
    public async Task<Pass> Pass(bool dry, CancellationToken stop)
    {
        try { return dry ? new Pass.Dry(await Look(stop)) : await Leased(stop); }
        catch (Exception fault) when (fault is SchedulerUnavailable or JournalUnavailable) { return new Pass.Delayed(fault.Message); }
    }

    async Task<Pass> Leased(CancellationToken stop)
    {
        // The book's lock keeps other machines out, the file a second book of this one.
        using var file = FileLease.Take(cluster.LockFile);
        if (file is null) return new Pass.Delayed($"Another writer holds '{cluster.LockFile}'.");
        using var lease = keeper.Journal.Alone($"cluster-{cluster.Id}");
        return lease is null ? new Pass.Delayed($"Another machine, or another process of this one, writes to '{cluster.Id}' for the same book.") : await Alone(stop);
    }

    async Task<Pass> Alone(CancellationToken stop)
    {
        var look = await Look(stop);
        var file = Filed(look);
        if (look.Plan.IsEmpty && look.State.Last?.Digest != look.Digest) return await Confirmed(look, null, stop);
        if (look.Plan.IsEmpty)
        {
            SayDrained(look);
            return new Pass.Settled(look, Said(look));
        }
        if (file is not null && !look.IsApproved) return new Pass.Written(look, file, Said(look));
        return look.Stop is { } held ? new Pass.Held(look, held, Said(look)) : await CarryOut(look, stop);
    }

    /// <summary>Writes the plan for review, where the cluster's file asks for that; the file's path.</summary>
    string? Filed(Look look) => cluster.Plans is { } folder ? PlanFile.Write(folder, look, Commands(look.Plan)) : null;

    /// <summary>Says what somebody else changed and is left so, or that it is gone; the fact's position, or null when that was said before.</summary>
    long? Said(Look look)
    {
        var plan = look.IsDrift ? look.Plan.Digest : "";
        return (look.State.Drift?.Plan ?? "") != plan && (look.IsDrift || look.Plan.IsEmpty)
            && keeper.Execute(new SeeDrift(new(cluster.Id, look.Now, plan, look.Told)), actor) is Outcome.Done done ? done.Last : null;
    }

    async Task<Pass> CarryOut(Look first, CancellationToken stop)
    {
        var (look, trouble) = (first, "");
        for (var attempt = 1; attempt <= MostWrites; attempt++)
        {
            // Whether a write that failed was made is seen when it is read back.
            try { await scheduler.Write(look.Plan.Changes, stop); trouble = ""; }
            catch (SchedulerUnavailable fault) { trouble = fault.Message; }
            look = await Look(stop);
            if (look.Plan.IsEmpty) return await Confirmed(look, first, stop);
            if (look.Stop is { } held) return new Pass.Held(look, held, Said(look));
        }
        return new Pass.Delayed($"After {MostWrites} writes this still differs: {look.Plan.Changes[0].Says}{(trouble.Length > 0 ? $" ({trouble})" : "")}");
    }

    /// <summary>Waits until what is recorded is enforced too, wakes the scheduler and says the fact.</summary>
    async Task<Pass> Confirmed(Look look, Look? carriedOut, CancellationToken stop)
    {
        for (var looks = 1; !look.IsEnforced; looks++)
        {
            if (looks > MostLooks) return new Pass.Delayed("What is recorded is not enforced yet.");
            await Task.Delay(BetweenLooks, stop);
            look = await Look(stop);
            if (!look.Plan.IsEmpty) return new Pass.Delayed($"While it was read back somebody else changed it: {look.Plan.Changes[0].Says}");
        }
        if (carriedOut is not null)
        {
            Filed(look);
            await scheduler.Wake(stop);
        }
        SayDrained(look);
        return keeper.Execute(new ApplyQuotas(look.Applied(carriedOut)), actor) switch
        {
            Outcome.Done done when carriedOut is not null => new Pass.Applied(carriedOut, done.Last),
            Outcome.Done done => new Pass.Settled(look, done.Last),
            Outcome.Refused { Refusal.Code: RefusalCode.NothingDue } => new Pass.Settled(look, null),
            Outcome.Refused refused => new Pass.Delayed(refused.Refusal.Says),
            _ => throw new InvalidOperationException("An outcome of another kind."),
        };
    }
}
