using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A block in one state for a while, measured against the policy's plan. The plan of a step is what the policy says for its state; the plan of the way back as a whole is the
/// sum of its steps, or the policy's days of handover when it says none.
/// </summary>
/// <param name="Contract">The contract that the block was with, or on its way back from; null when there was none.</param>
/// <param name="End">When the next state began; null while it lasts.</param>
/// <param name="Plan">How long the policy lets the state last; null when it says nothing of it.</param>
/// <param name="ReadyBy">For a state that lasts: when the block is to be ready again by the plan; null for one in our hands or a customer's, and when there is no plan.</param>
public sealed record BlockStep(HandoverBlock Block, BlockState State, Slug? Contract, Instant From, Instant? End, Duration? Plan, Instant? ReadyBy)
{
    /// <summary>Every state that a block went through, in order.</summary>
    public static IEnumerable<BlockStep> Of(HandoverBlock block, Policy policy) => block.Moves.Select((move, i) =>
        new BlockStep(block, move.To, block.ContractAfter(i), move.At, i + 1 < block.Moves.Length ? block.Moves[i + 1].At : null, policy.PlanOf(move.To),
            i + 1 < block.Moves.Length ? null : Ready(block, policy)));

    /// <summary>The state that lasts at an instant, as it was known by then; null before the first move.</summary>
    public static BlockStep? At(HandoverBlock block, Policy policy, Instant at) => Of(block with { Moves = [.. block.Moves.Where(move => move.At <= at)] }, policy).LastOrDefault();

    /// <summary>How long it took, or has taken by an instant.</summary>
    public Duration Took(Instant by) => (End is { } end && end < by ? end : by) - From;

    /// <summary>Whether it lasts at an instant longer than its plan, or the way back as a whole does.</summary>
    public bool IsOverdue(Instant at) => (End is null || End > at) && (Plan is { } plan && Took(at) > plan || ReadyBy < at);

    /// <summary>
    /// When it ends as far as can be counted on: as it did, by the plan, or never while it is overdue and nothing is said. What is with a customer has no end of its own.
    /// </summary>
    public Instant? ExpectedEnd(Instant asOf) => End ?? (IsOverdue(asOf) ? null : ReadyBy);

    // What has failed is ready when a fact says so: nobody plans a failure.
    static Instant? Ready(HandoverBlock block, Policy policy)
    {
        var last = block.Moves[^1];
        if (!last.To.IsInHandover()) return null;
        if (policy.Handover.IsEmpty) return block.Moves.Reverse().TakeWhile(move => move.To.IsInHandover()).Last().At + Duration.FromDays(policy.HandoverDays);
        return last.At + Duration.FromDays(policy.Handover.Where(step => step.State >= last.To).Sum(step => step.Days));
    }
}
