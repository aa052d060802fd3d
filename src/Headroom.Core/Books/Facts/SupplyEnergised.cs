using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A supply block began to serve on a date.</summary>
public sealed record SupplyEnergised(Slug Block, LocalDate On) : FactBody
{
    public override string Kind => "supply.energised.v1";
    public override string About => Block.ToString();
    public override Book Apply(Book book, Fact fact) =>
        book with { Fleet = book.Fleet with { Blocks = book.Fleet.Blocks.SetItem(Block, book.Fleet.Blocks[Block] with { Energised = On }) } };
}
