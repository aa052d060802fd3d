using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Names GPUs of a pool as a block that is handed over as a whole. Refused when the blocks of the pool would come to more than it will ever hold, and when a node stands
/// in another block.
/// </summary>
public sealed record NameBlock(HandoverBlock Block) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Fleet.Pools, Block.Pool, "pool", "pool") ?? Check.New(book.Blocks, Block.Id, "block", "block")) is { } refusal) return refusal;
        var others = book.Blocks.Values.Where(other => other.Pool == Block.Pool).ToList();
        return Decision.Of(
            [
                Check.Range(Block.Gpus.Count, 1, Gpus.Most, "gpus", "GPUs"),
                Check.Range(Block.Nodes.Length, 0, HandoverBlock.MostNodes, "nodes", "nodes"),
                InPool(book, others.Sum(other => other.Gpus.Count)),
                Twice(others),
            ],
            () => new BlockNamed(Block with { Moves = [] }));
    }

    Refusal? InPool(Book book, long named)
    {
        var supply = book.Fleet.Planned(book.Fleet.Pools[Block.Pool]).Zip(book.TotalsOf(Block.Pool).Bought.ToWhole(), (own, bought) => own + bought);
        var most = supply.Changes.Select(supply.At).Append(0).Max();
        return named + Block.Gpus.Count <= most ? null : new Refusal(RefusalCode.OutOfRange, "gpus",
            $"The blocks of pool '{Block.Pool}' would come to {named + Block.Gpus.Count} GPUs; it holds {most}, of which {Math.Max(0, most - named)} are in no block.")
            .With("left_gpus", Math.Max(0, most - named));
    }

    Refusal? Twice(IReadOnlyCollection<HandoverBlock> others) =>
        Block.Nodes.GroupBy(node => node).FirstOrDefault(same => same.Count() > 1) is { } twice
        ? new Refusal(RefusalCode.AlreadyExists, "nodes", $"Node '{twice.Key}' is named twice.")
        : others.SelectMany(other => other.Nodes.Select(node => (other.Id, node))).FirstOrDefault(each => Block.Nodes.Contains(each.node)) is { node: not null } taken
            ? new Refusal(RefusalCode.AlreadyExists, "nodes", $"Node '{taken.node}' stands in block '{taken.Id}' already.")
        : null;
}
