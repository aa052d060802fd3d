using Headroom.Core.Expenditure;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>What is expected of an asset changed from a date on, or it was retired; what was depreciated before that date stays.</summary>
public sealed record AssetRevised(Slug Asset, AssetRevision Revision) : FactBody
{
    public override string Kind => "asset.revised.v1";
    public override string About => Asset.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var asset = book.Outlays.Assets[Asset];
        var revised = asset with { Revisions = [.. asset.Revisions.Where(before => before.From < Revision.From), Revision] };
        return book with { Outlays = book.Outlays with { Assets = book.Outlays.Assets.SetItem(Asset, revised) } };
    }
}
