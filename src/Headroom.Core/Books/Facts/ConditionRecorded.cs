using Headroom.Core.Capacity;

namespace Headroom.Core.Books;

/// <summary>A condition of a node was recorded, or what an earlier fact said of it was corrected: that it has ended, for one.</summary>
public sealed record ConditionRecorded(NodeCondition Condition) : FactBody
{
    public override string Kind => "condition.recorded.v1";
    public override string About => Condition.Node;

    public override Book Apply(Book book, Fact fact) =>
        (book with { Conditions = book.Conditions.SetItem(Condition.Id, Condition) }).Placing(Condition).Rejudging([Condition], book.Judging);
}
