using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>The price of power at a site was recorded, or what an earlier fact said of it was corrected.</summary>
public sealed record TariffRecorded(Tariff Tariff) : FactBody
{
    public override string Kind => "tariff.recorded.v1";
    public override string About => Tariff.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Outlays = book.Outlays with { Tariffs = book.Outlays.Tariffs.SetItem(Tariff.Id, Tariff) } };
}
