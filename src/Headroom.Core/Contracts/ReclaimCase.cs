using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>One use of a clause of <see cref="Reclaim"/> from the day on which it was asked for until the GPUs are back, or until it is withdrawn.</summary>
/// <param name="Clause">The clause of the contract.</param>
/// <param name="By">The date on which the GPUs are needed.</param>
/// <param name="Asked">When it was asked for.</param>
/// <param name="Blocks">The blocks that are to come back; empty when they are not named. Their moves then tell when it is drained and back.</param>
/// <param name="Reason">What it is for; 1 to 500 characters.</param>
public sealed record ReclaimCase(Slug Id, Slug Contract, string Clause, Gpus Gpus, LocalDate By, Instant Asked, ImmutableArray<Slug> Blocks, string Reason)
{
    /// <summary>The most blocks of one reclaim.</summary>
    public const int MostBlocks = 200;

    /// <summary>What was said of it since, in order of time; each stage once.</summary>
    public ImmutableArray<ReclaimMove> Moves { get; init; } = [];

    /// <summary>What was said of a stage; null when nothing was.</summary>
    public ReclaimMove? At(ReclaimStage stage) => Moves.FirstOrDefault(move => move.To == stage);
}

/// <summary>That a reclaim reached a stage.</summary>
/// <param name="From">With the notice: the first day without the GPUs; null for every other stage.</param>
/// <param name="Evidence">What shows it; may be empty.</param>
public sealed record ReclaimMove(ReclaimStage To, Instant At, LocalDate? From, string Evidence);

/// <summary>How far a reclaim has come.</summary>
public enum ReclaimStage
{
    /// <summary>Somebody of ours asks for it; the customer does not know.</summary>
    Asked,
    /// <summary>Notice was served under the clause.</summary>
    Noticed,
    /// <summary>The customer has left the GPUs.</summary>
    Drained,
    /// <summary>They can be used again.</summary>
    Back,
    /// <summary>It was given up before the GPUs were taken.</summary>
    Withdrawn,
}
