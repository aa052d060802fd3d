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
        var moved = Judged(book with { Blocks = book.Blocks.SetItem(Block, block) }, block);
        if ((Move.Contract ?? book.Blocks[Block].ContractAt(Move.At)) is not { } id) return moved;
        var contract = moved.Contracts[id];
        return moved.WithContract(contract.InService(contract.Deliveries, [.. contract.Uses.Where(use => use.Block != Block), .. BlockUse.Of(block, contract)]));
    }

    // The contracts that it was ever made over to; of them another block may have failed, in whose place this one stands.
    static Book Judged(Book book, HandoverBlock moved)
    {
        var contracts = moved.Moves.Select(move => move.Contract).OfType<Slug>().Distinct().ToList();
        return book.Rejudging([.. book.Standing.Where(each => book.Blocks[each.Value].Pool == moved.Pool).Select(each => book.Conditions[each.Key])], contracts);
    }
}
