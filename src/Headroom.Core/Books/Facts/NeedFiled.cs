using Headroom.Core.Demand;

namespace Headroom.Core.Books;

/// <summary>A product's owner said what it will need, or said it anew: the last filing under an id holds.</summary>
public sealed record NeedFiled(Need Need) : FactBody
{
    public override string Kind => "need.filed.v1";
    public override string About => Need.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Needs = book.Needs.SetItem(Need.Id, Need) };
}
