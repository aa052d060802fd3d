using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A block went into another state.</summary>
public sealed record BlockMoved(Slug Block, BlockMove Move) : FactBody
{
    public override string Kind => "block.moved.v1";
    public override string About => Block.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var block = book.Blocks[Block].After(Move);
        var moved = book with { Blocks = book.Blocks.SetItem(Block, block) };
        if ((Move.Contract ?? book.Blocks[Block].ContractAt(Move.At)) is not { } id) return moved;
        var contract = book.Contracts[id];
        return moved.WithContract(contract.InService(contract.Deliveries, [.. contract.Uses.Where(use => use.Block != Block), .. BlockUse.Of(block, contract)]));
    }
}
