using Headroom.Core.Capacity;

namespace Headroom.Core.Books;

/// <summary>A supply block was planned, or an earlier plan of that block was replaced while it was not yet energised.</summary>
public sealed record SupplyPlanned(SupplyBlock Block) : FactBody
{
    public override string Kind => "supply.planned.v1";
    public override string About => Block.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Fleet = book.Fleet with { Blocks = book.Fleet.Blocks.SetItem(Block.Id, Block) } };
}
