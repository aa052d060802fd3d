using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A block went into another state.</summary>
public sealed record BlockMoved(Slug Block, BlockMove Move) : FactBody
{
    public override string Kind => "block.moved.v1";
    public override string About => Block.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var block = book.Blocks[Block];
        return book with { Blocks = book.Blocks.SetItem(Block, block with { Moves = block.Moves.Add(Move) }) };
    }
}
