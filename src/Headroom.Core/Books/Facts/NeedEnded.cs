using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A need is there no more: met elsewhere, given up, or seen in the history by now.</summary>
public sealed record NeedEnded(Slug Need, string Reason) : FactBody
{
    public override string Kind => "need.ended.v1";
    public override string About => Need.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Needs = book.Needs.Remove(Need) };
}
