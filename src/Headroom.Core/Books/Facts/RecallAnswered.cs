using Headroom.Core.Demand;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A request for capacity was granted or declined. Nothing is served by it: notices are facts of their own.</summary>
public sealed record RecallAnswered(Slug Request, RecallAnswer Answer) : FactBody
{
    public override string Kind => "recall.answered.v1";
    public override string About => Request.ToString();
    public override Book Apply(Book book, Fact fact) => book with { RecallRequests = book.RecallRequests.SetItem(Request, book.RecallRequests[Request] with { Answer = Answer }) };
}
