using Headroom.Core.Demand;

namespace Headroom.Core.Books;

/// <summary>A product's owner asked for capacity back that is sold.</summary>
/// <param name="Request">Without an answer.</param>
public sealed record RecallRequested(RecallRequest Request) : FactBody
{
    public override string Kind => "recall.requested.v1";
    public override string About => Request.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { RecallRequests = book.RecallRequests.SetItem(Request.Id, Request) };
}
