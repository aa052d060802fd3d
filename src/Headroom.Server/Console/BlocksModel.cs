using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of blocks shows: where each stands, and how many GPUs of each pool are in which state, and what is being taken back.</summary>
public sealed record BlocksModel(Surroundings Around, Instant Now, ImmutableArray<BoardRow> Blocks, ImmutableArray<ReclaimProgress> Reclaims)
{
    /// <summary>Each pool with its GPUs by state, blocks only.</summary>
    public IEnumerable<(Slug Pool, ImmutableDictionary<BlockState, long> Gpus)> Pools => Blocks.GroupBy(row => row.Block.Pool)
        .Select(inPool => (inPool.Key, inPool.GroupBy(row => row.State).ToImmutableDictionary(state => state.Key, state => state.Sum(row => row.Block.Gpus.Count))));

    internal static BlocksModel? Of(Asked asked)
    {
        var (book, now) = (asked.Book, asked.Now);
        return asked.Input.Faults.Count > 0 ? null
            : new(Surroundings.Of(asked), now, [.. book.Blocks.Values.Select(block => new BoardRow(block, block.StateAt(now), BlockStep.At(block, book.Policy, now)))],
                [.. book.Reclaims.Values.Select(reclaim => ReclaimProgress.Of(book, reclaim))]);
    }
}

/// <summary>One block.</summary>
/// <param name="Step">The state that lasts; null before the first move.</param>
public sealed record BoardRow(HandoverBlock Block, BlockState State, BlockStep? Step);
