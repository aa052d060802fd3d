using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The GPUs of a pool that nobody can be sold because they are on their way back, or broken, over time. Where blocks tell, the days that they took and take stand in
/// place of the policy's days after a contract, for exactly their GPUs; what is still committed to the contract is not counted again.
/// </summary>
/// <param name="Handover">Drained, erased, revalidated, burnt in; kept by a customer beyond what it has; and the policy's days for GPUs in no block.</param>
/// <param name="Broken">Blocks that have failed.</param>
public sealed record PoolHandover(Timeline<long> Handover, Timeline<long> Broken)
{
    static readonly Timeline<long> None = Timeline<long>.Always(0);

    /// <summary>Both together.</summary>
    public Timeline<long> Unsellable => Handover.Zip(Broken, (handover, broken) => handover + broken);

    /// <param name="asOf">What is past its plan by then counts on until a fact says that it is ready. With the least instant nothing is late: the plan alone.</param>
    public static PoolHandover Of(Book book, Pool pool, Instant asOf)
    {
        var planned = book.TotalsOf(pool.Id).Handover.ToWhole();
        var steps = book.Blocks.Values.Where(block => block.Pool == pool.Id).SelectMany(block => BlockStep.Of(block, book.Policy))
            .ToLookup(step => step.Contract is { } id && book.Contracts.ContainsKey(id) ? step.Contract : null);
        if (steps.Count == 0) return new(planned, None);
        var ofNobody = steps[null].Where(step => step.Contract is null).ToList();
        var handover = steps.Where(group => group.Key is not null).Aggregate(planned, (sum, group) =>
            sum.Zip(Difference(book, pool, book.Contracts[group.Key!.Value], [.. group], asOf), (a, b) => a + b));
        return new(handover.Zip(Sum(ofNobody.Where(step => step.State.IsInHandover()), asOf), (a, b) => a + b), Sum(ofNobody.Where(step => step.State == BlockState.Failed), asOf));
    }

    /// <summary>What a contract's blocks add to the policy's days after it, and take from them.</summary>
    static Timeline<long> Difference(Book book, Pool pool, Contract contract, ImmutableArray<BlockStep> steps, Instant asOf)
    {
        var committed = contract.Capacity.Where(commitment => commitment.Pool == pool.Id).Aggregate(None, (sum, commitment) => sum.Zip(commitment.Gpus, (a, b) => a + b.Count));
        var held = Sum(steps.Where(step => step.State is BlockState.Assigned or BlockState.InUse), asOf);
        // Blocks that a customer has today leave with its commitment, by the policy's days; what it keeps beyond it today it keeps until a fact says otherwise.
        var yet = MostFrom(committed);
        var kept = asOf == Instant.MinValue ? 0 : Math.Max(0, held.At(asOf) - yet.At(asOf));
        held = held.Splice(asOf, held.Zip(yet, (now, most) => Math.Min(now, most + kept)));
        var beyond = held.Zip(committed, (has, may) => Math.Max(0, has - may));
        var onTop = held.Zip(Sum(steps.Where(step => step.State.IsInHandover()), asOf), (has, back) => has + back).Zip(committed, (both, may) => Math.Max(0, both - may));
        var days = Period.FromDays(book.Policy.HandoverDays);
        var (planned, real) = (Planned(committed, contract.Terms.Calendar, days, []), Planned(committed, contract.Terms.Calendar, days, Returns(steps)));
        return onTop.Zip(real.Zip(beyond, (left, has) => Math.Max(0, left - has)), (a, b) => a + b).Zip(planned, (a, b) => a - b);
    }

    /// <summary>The most that a line reaches at an instant or after it.</summary>
    static Timeline<long> MostFrom(Timeline<long> line)
    {
        var (most, steps) = (line.Changes.IsEmpty ? line.At(Instant.MinValue) : line.At(line.Changes[^1]), new List<(Instant, long)>());
        foreach (var at in line.Changes.Reverse())
        {
            most = Math.Max(most, line.At(at));
            steps.Add((at, most));
        }
        steps.Reverse();
        return Timeline<long>.Of(Math.Max(most, line.At(Instant.MinValue)), steps);
    }

    /// <summary>When blocks began their way back from the contract, in order of time.</summary>
    static List<Return> Returns(ImmutableArray<BlockStep> steps) => [.. steps.GroupBy(step => step.Block.Id)
        .SelectMany(ofBlock => ofBlock.Where((step, i) => step.State.IsInHandover() && (i == 0 || !ofBlock.ElementAt(i - 1).State.IsInHandover()))
            .Select(step => new Return(step.From, ofBlock.FirstOrDefault(later => later.State.IsWithContract() && !later.State.IsInHandover() && later.From > step.From)?.From,
                step.Block.Gpus.Count)))
        .OrderBy(each => each.At)];

    /// <summary>A block on its way back.</summary>
    /// <param name="Again">When it next was with the same contract; null when it never was.</param>
    readonly record struct Return(Instant At, Instant? Again, long Gpus);

    /// <summary>
    /// The policy's days after each fall of a commitment, without the GPUs of blocks that came back for it: each return belongs to the first fall that has room for it.
    /// </summary>
    static Timeline<long> Planned(Timeline<long> committed, Calendar calendar, Period days, List<Return> returns)
    {
        if (days.Days == 0) return None;
        var sum = None;
        foreach (var at in committed.Changes)
        {
            var (left, end) = (committed.At(at - Duration.Epsilon) - committed.At(at), calendar.StartOf(calendar.DateOf(at) + days));
            if (left <= 0) continue;
            var line = None.Then(at, left);
            foreach (var back in returns.Where(back => back.At < end && !(back.Again <= at)).ToList())
            {
                if (left == 0) break;
                returns.Remove(back);
                left = Math.Max(0, left - back.Gpus);
                line = line.Splice(Instant.Max(at, back.At), Timeline<long>.Always(left));
            }
            sum = sum.Zip(line.Splice(end, None), (a, b) => a + b);
        }
        return sum;
    }

    static Timeline<long> Sum(IEnumerable<BlockStep> steps, Instant asOf) => Deltas.None.Add(steps.SelectMany(step =>
        step.ExpectedEnd(asOf) is { } end ? new (Instant, Rational)[] { (step.From, step.Block.Gpus.Count), (end, -step.Block.Gpus.Count) }
        : [(step.From, step.Block.Gpus.Count)])).ToWhole();
}
