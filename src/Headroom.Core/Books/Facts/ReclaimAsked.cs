using Headroom.Core.Contracts;

namespace Headroom.Core.Books;

/// <summary>Somebody of ours asked for capacity back under a clause of a contract.</summary>
/// <param name="Case">Without moves.</param>
public sealed record ReclaimAsked(ReclaimCase Case) : FactBody
{
    public override string Kind => "reclaim.asked.v1";
    public override string About => Case.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Reclaims = book.Reclaims.SetItem(Case.Id, Case) };
}
