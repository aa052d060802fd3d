using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>GPUs of a pool were recorded as out of use, or what an earlier fact said of them was corrected.</summary>
public sealed record OutageRecorded(Outage Outage) : FactBody
{
    public override string Kind => "outage.recorded.v1";
    public override string About => Outage.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Outlays = book.Outlays with { Outages = book.Outlays.Outages.SetItem(Outage.Id, Outage) } };
}
