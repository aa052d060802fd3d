using System.Collections.Immutable;

namespace Headroom.Core.Capacity;

/// <summary>Where a block stands between our own use of it and a customer's.</summary>
public enum BlockState
{
    /// <summary>In our own hands, tested, and free to be handed over. Every block begins here.</summary>
    Ready,
    /// <summary>Made over to a contract and under the tests of its acceptance.</summary>
    Assigned,
    /// <summary>Accepted: the customer uses it.</summary>
    InUse,
    /// <summary>The customer moves its work away.</summary>
    Draining,
    /// <summary>The customer is cut off, and what it stored is being erased.</summary>
    Erasing,
    /// <summary>Erased, by a certificate; firmware, fabric and trust are being checked.</summary>
    Revalidating,
    /// <summary>Under load until it has shown that it holds.</summary>
    BurnIn,
    /// <summary>Broken. What a customer stored may still be on it.</summary>
    Failed,
}

/// <summary>Which state may follow which.</summary>
public static class BlockStates
{
    /// <summary>
    /// The states that may follow, in the usual order. A drain may be called off; what was assigned may be given back unused; whatever failed is erased or revalidated, burnt
    /// in, and then ready.
    /// </summary>
    public static ImmutableArray<BlockState> Next(this BlockState from) => from switch
    {
        BlockState.Ready => [BlockState.Assigned, BlockState.Failed],
        BlockState.Assigned => [BlockState.InUse, BlockState.Ready, BlockState.Failed],
        BlockState.InUse => [BlockState.Draining, BlockState.Failed],
        BlockState.Draining => [BlockState.Erasing, BlockState.InUse, BlockState.Failed],
        BlockState.Erasing => [BlockState.Revalidating, BlockState.Failed],
        BlockState.Revalidating => [BlockState.BurnIn, BlockState.Failed],
        BlockState.BurnIn => [BlockState.Ready, BlockState.Failed],
        _ => [BlockState.Erasing, BlockState.Revalidating],
    };

    /// <summary>The state's name in files, requests and facts.</summary>
    public static string Word(this BlockState state) => state switch { BlockState.InUse => "in-use", BlockState.BurnIn => "burn-in", _ => state.ToString().ToLowerInvariant() };

    /// <summary>Whether the block is with a contract: made over to it, used, or being drained.</summary>
    public static bool IsWithContract(this BlockState state) => state is BlockState.Assigned or BlockState.InUse or BlockState.Draining;

    /// <summary>Whether the block is on its way back: nobody can be sold it and nobody pays for it.</summary>
    public static bool IsInHandover(this BlockState state) => state is BlockState.Draining or BlockState.Erasing or BlockState.Revalidating or BlockState.BurnIn;
}
