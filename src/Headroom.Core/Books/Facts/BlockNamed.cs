using Headroom.Core.Capacity;

namespace Headroom.Core.Books;

/// <summary>GPUs of a pool were named as a block, to be handed over as a whole.</summary>
/// <param name="Block">Without moves.</param>
public sealed record BlockNamed(HandoverBlock Block) : FactBody
{
    public override string Kind => "block.named.v1";
    public override string About => Block.Id.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var named = book with { Blocks = book.Blocks.SetItem(Block.Id, Block) };
        var inside = book.Conditions.Values.Where(condition => condition.Pool == Block.Pool && Block.Holds(condition.Node)).ToList();
        return inside.Aggregate(named, (placed, condition) => placed.Placing(condition)).Rejudging(inside, book.Judging);
    }
}
