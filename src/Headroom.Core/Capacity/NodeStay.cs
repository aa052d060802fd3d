using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>The stretches in which a node stood in a block that served a contract.</summary>
/// <param name="Windows">In order; one may begin where another ends. Empty where the block never served it.</param>
public sealed record NodeStay(Slug Block, ImmutableArray<Window> Windows)
{
    /// <summary>
    /// When a block served a contract: while it was in use or being drained; and, if it failed in use, until it leaves that state or another block is put in use for the contract
    /// in its place. What is only made over to a contract is under test and serves nobody.
    /// </summary>
    /// <param name="blocks">All blocks, among which one may stand in.</param>
    public static NodeStay Of(HandoverBlock block, Slug contract, IEnumerable<HandoverBlock> blocks)
    {
        var (windows, served) = (ImmutableArray.CreateBuilder<Window>(), false);
        for (var i = 0; i < block.Moves.Length; i++)
        {
            var move = block.Moves[i];
            served = move.To switch
            {
                BlockState.InUse or BlockState.Draining => block.ContractAfter(i) == contract,
                BlockState.Failed => served,
                _ => false,
            };
            var end = i + 1 < block.Moves.Length ? block.Moves[i + 1].At : Instant.MaxValue;
            if (move.To == BlockState.Failed && served)
                end = blocks.Where(other => other.Id != block.Id && other.Pool == block.Pool).SelectMany(other => InUseFor(other, contract)).Where(at => at >= move.At)
                    .Append(end).Min();
            if (served && end > move.At) windows.Add(new(move.At, end));
        }
        return new(block.Id, windows.DrainToImmutable());
    }

    /// <summary>That of a condition that names its contract, whatever becomes of the block.</summary>
    public static NodeStay Always(Slug block) => new(block, [new(Instant.MinValue, Instant.MaxValue)]);

    /// <summary>Only the parts that lie in some windows, which are apart from each other.</summary>
    public NodeStay Within(IReadOnlyCollection<Window> windows) => this with
    {
        Windows = [.. Windows.SelectMany(_ => windows, (mine, other) => (From: Instant.Max(mine.From, other.From), End: Instant.Min(mine.End, other.End)))
            .Where(part => part.From < part.End).Select(part => new Window(part.From, part.End))],
    };

    static IEnumerable<Instant> InUseFor(HandoverBlock block, Slug contract) =>
        block.Moves.Where((move, place) => move.To == BlockState.InUse && block.ContractAfter(place) == contract).Select(move => move.At);
}
