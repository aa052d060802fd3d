using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A reclaim reached a stage.</summary>
public sealed record ReclaimMoved(Slug Reclaim, ReclaimMove Move) : FactBody
{
    public override string Kind => "reclaim.moved.v1";
    public override string About => Reclaim.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var before = book.Reclaims[Reclaim];
        return book with { Reclaims = book.Reclaims.SetItem(Reclaim, before with { Moves = before.Moves.Add(Move) }) };
    }
}
