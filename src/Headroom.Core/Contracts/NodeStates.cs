using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>What a node is worth to a customer, worst last.</summary>
public enum NodeState { Up, Degraded, Down }

/// <summary>
/// The table that a contract agrees for the nodes of a pool: which condition makes a node degraded or down, how long it must last to count, what a degraded
/// node is still worth, and what is left out. What no line names leaves a node up.
/// </summary>
/// <param name="Pool">The pool whose nodes are judged.</param>
/// <param name="Lines">1 to <see cref="MostLines"/>; the first that fits a condition holds.</param>
/// <param name="DegradedWeight">The share of a degraded node that counts as available, 0 to 1.</param>
/// <param name="NoticeHours">Maintenance announced at least so many hours before is left out, 0 to 8,784; null when maintenance is never left out.</param>
/// <param name="SharedGpus">
/// The GPUs over which conditions of nodes that serve the whole pool are spread: the contract bears its share of them. Null when only nodes that serve this contract count.
/// </param>
public sealed record NodeStates(Slug Pool, ImmutableArray<StateLine> Lines, decimal DegradedWeight, int? NoticeHours, Gpus? SharedGpus)
{
    /// <summary>
    /// Whether hours count that a pro-rata clause takes from the fee already: of a block that is out of use, and of GPUs not delivered. False, the default, leaves them to that
    /// clause: judged is what is paid for.
    /// </summary>
    public bool BesideProRata { get; init; }

    /// <summary>The most lines of a table.</summary>
    public const int MostLines = 100;

    /// <summary>Whether a condition may count under a contract.</summary>
    public bool Concerns(NodeCondition condition, Slug contract) =>
        condition.Pool == Pool && (condition.Contract is { } served ? served == contract : condition.Stay is { } stay ? stay.Windows.Length > 0 : SharedGpus is not null);

    /// <summary>What a condition makes of its node, seen from an instant up to which it is known to last if it has not ended; null when it is left out.</summary>
    public NodeState? Judge(NodeCondition condition, Instant seen)
    {
        if (IsExcluded(condition)) return null;
        var line = Lines.FirstOrDefault(line => line.Fits(condition.Code));
        return (condition.End ?? seen) - condition.From >= Duration.FromMinutes(line.AfterMinutes) ? line.State : NodeState.Up;
    }

    bool IsExcluded(NodeCondition condition) => condition.Cause switch
    {
        ConditionCause.Customer => true,
        ConditionCause.Maintenance => NoticeHours is { } hours && condition.Noticed is { } noticed && condition.From - noticed >= Duration.FromHours(hours),
        _ => false,
    };

    /// <summary>What in the table contradicts itself or the terms; fields are relative to the table.</summary>
    public IEnumerable<Refusal> Check(Terms terms)
    {
        if (!terms.Pools.Contains(Pool))
            yield return new Refusal(RefusalCode.InvalidTerms, "pool", $"No leg reserves pool '{Pool}', so its nodes are nothing to the contract.");
        if (Lines.Length is 0 or > MostLines)
            yield return new Refusal(RefusalCode.OutOfRange, "table", $"There are {Lines.Length} lines; between 1 and {MostLines} are accepted.");
        for (var i = 0; i < Lines.Length; i++)
        {
            if (Lines[i].AfterMinutes is < 0 or > StateLine.MostMinutes)
                yield return new Refusal(RefusalCode.OutOfRange, $"table[{i}].after-minutes", $"{Lines[i].AfterMinutes} minutes are outside 0 to {StateLine.MostMinutes}.");
            if (Lines.Take(i).Any(line => line.Fits(Lines[i].Condition)))
                yield return new Refusal(RefusalCode.InvalidTerms, $"table[{i}].condition", $"'{Lines[i].Says}' is named by a line above it, which holds.");
        }
        if (DegradedWeight is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "degraded-weight", $"A weight of {Say.Number(DegradedWeight)} is outside 0 to 1.");
        if (NoticeHours is < 0 or > 8784)
            yield return new Refusal(RefusalCode.OutOfRange, "maintenance-notice-hours", $"{NoticeHours} hours are outside 0 to 8784.");
        if (BesideProRata && !FollowsDelivery(terms))
            yield return new Refusal(RefusalCode.InvalidTerms, "beside-pro-rata",
                $"No clause lowers the fee with what is delivered of pool '{Pool}', so nothing counts beside it.");
        if (SharedGpus is { Count: < 1 })
            yield return new Refusal(RefusalCode.OutOfRange, "shared-gpus", "Conditions are spread over at least one GPU.");
    }

    // Whether a clause lowers the fee with what is delivered of the pool.
    bool FollowsDelivery(Terms terms) => terms.Legs.OfType<ProRata>().Any(leg => leg.Pool == Pool);

    /// <summary>The table in a part of a sentence; with a pro-rata clause on the pool it says which of the two compensates an hour.</summary>
    public string Says(Terms terms) => $"nodes of '{Pool}' are judged by what is seen of them: "
        + Say.List(Lines.Select(line => $"{line.Says} {line.State.ToString().ToLowerInvariant()}{(line.AfterMinutes > 0 ? $" once it lasts {line.AfterMinutes} minutes" : "")}"))
        + (Lines.Any(line => line.State == NodeState.Degraded) ? $"; a degraded node counts {Say.Percent(DegradedWeight)}" : "")
        + "; left out is what the buyer causes" + (NoticeHours is { } hours ? $" and maintenance announced {hours} hours before" : "")
        + (SharedGpus is { } shared ? $"; nodes that serve all of the pool count by the contract's share of {Say.Number(shared.Count)} GPUs" : "")
        + (!FollowsDelivery(terms) ? ""
            : BesideProRata ? "; an hour that is not delivered or out of use is compensated twice: the fee is lowered for it, and it counts here"
            : "; an hour is compensated once: what is not delivered or out of use lowers the fee, and does not count here");
}

/// <summary>One line of the table.</summary>
/// <param name="Condition">A condition's code, or how the codes begin.</param>
/// <param name="IsBeginning">Whether every code that begins so is meant, written <c>xid-*</c>.</param>
/// <param name="AfterMinutes">It counts, then from its first instant, once it has lasted so long; 0 to <see cref="MostMinutes"/>.</param>
public readonly record struct StateLine(Slug Condition, bool IsBeginning, NodeState State, int AfterMinutes)
{
    /// <summary>A month.</summary>
    public const int MostMinutes = 44_640;

    /// <summary>Whether a condition is meant.</summary>
    public bool Fits(Slug code) => Lines(code.ToString());

    /// <summary>The condition as it is written.</summary>
    public string Says => IsBeginning ? $"{Condition}*" : $"{Condition}";

    bool Lines(string code) => IsBeginning ? code.StartsWith(Condition.ToString(), StringComparison.Ordinal) : code == Condition.ToString();
}
