using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// GPUs of one pool, all alike, that are handed over as a whole: a row, a hall, a scalable unit. Finer than a <see cref="SupplyBlock"/>, which is what is commissioned
/// together. The blocks of a pool come to no more than is installed in it, and need not come to all of it.
/// </summary>
/// <param name="Nodes">The names of its nodes, for whoever looks for them; may be empty, at most <see cref="MostNodes"/>.</param>
/// <param name="Isolation">How it is kept apart from the rest, in the operator's words, such as "own fabric partition"; null when nothing was said.</param>
public sealed record HandoverBlock(Slug Id, Slug Pool, Gpus Gpus, ImmutableArray<string> Nodes, string? Isolation)
{
    /// <summary>The most nodes of a block; a name may stand for a range of them.</summary>
    public const int MostNodes = 500;

    /// <summary>The longest name of a node, and the longest word on its isolation, in characters.</summary>
    public const int MostCharacters = 100;

    /// <summary>What became of it, in order of time.</summary>
    public ImmutableArray<BlockMove> Moves { get; init; } = [];

    /// <summary>The last move by an instant; null while there is none.</summary>
    public BlockMove? LastBy(Instant at) => Moves.LastOrDefault(move => move.At <= at);

    /// <summary>The state at an instant: where the last move by then took it; ready before any.</summary>
    public BlockState StateAt(Instant at) => LastBy(at)?.To ?? BlockState.Ready;

    /// <summary>
    /// The contract that it is with, or on its way back from, at an instant: the one that it was last assigned to, until it is ready or has failed. Null when there is none.
    /// </summary>
    public Slug? ContractAt(Instant at) => ContractAfter(Moves.Count(move => move.At <= at) - 1);

    /// <summary>The same after a move, by its place in their order; before the first there is none.</summary>
    public Slug? ContractAfter(int place) => Moves.Take(place + 1).Aggregate((Slug?)null, (contract, move) => move.To switch
    {
        BlockState.Assigned => move.Contract,
        BlockState.Ready or BlockState.Failed => null,
        _ => contract,
    });

    /// <summary>Whether a node is the block itself or stands in it, by its name or by a range of names.</summary>
    public bool Holds(string node) => node == Id.ToString() || Nodes.Any(name => NodeNames.Name(name, node));

    /// <summary>The block once it has moved.</summary>
    public HandoverBlock After(BlockMove move) => this with { Moves = Moves.Add(move) };

    /// <summary>Whether a customer has used it since it was last erased by a certificate.</summary>
    public bool MayHoldWork => Moves.Aggregate(false, (holds, move) => move.To == BlockState.InUse || (holds && move.Certificate is null));

    /// <summary>The last certificate of erasure; null when there is none.</summary>
    public string? Certificate => Moves.LastOrDefault(move => move.Certificate is not null)?.Certificate;
}

/// <summary>That a block went into a state at an instant.</summary>
/// <param name="Contract">The contract that it is assigned to; null for every other state.</param>
/// <param name="Certificate">What certifies that it was erased, such as the number of the certificate; null when nothing was.</param>
/// <param name="Evidence">What shows it, such as a test report; may be empty.</param>
public sealed record BlockMove(BlockState To, Instant At, Slug? Contract, string? Certificate, string Evidence)
{
    /// <summary>The longest certificate and the longest evidence, in characters.</summary>
    public const int MostCharacters = 500;
}
