using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>Capital expenditure was recorded, or what an earlier fact said of it was corrected.</summary>
public sealed record AssetRecorded(Asset Asset) : FactBody
{
    public override string Kind => "asset.recorded.v1";
    public override string About => Asset.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Outlays = book.Outlays with { Assets = book.Outlays.Assets.SetItem(Asset.Id, Asset) } };
}
