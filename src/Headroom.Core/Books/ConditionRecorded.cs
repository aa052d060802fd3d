using Headroom.Core.Capacity;
using Headroom.Core.Contracts;

namespace Headroom.Core.Books;

/// <summary>A condition of a node was recorded, or what an earlier fact said of it was corrected: that it has ended, for one.</summary>
public sealed record ConditionRecorded(NodeCondition Condition) : FactBody
{
    public override string Kind => "condition.recorded.v1";
    public override string About => Condition.Node;

    public override Book Apply(Book book, Fact fact)
    {
        var said = book with { Conditions = book.Conditions.SetItem(Condition.Id, Condition) };
        var concerned = book.Judging.Select(id => book.Contracts[id])
            .Select(contract => (contract, Now: JudgedReadings.Concerning(contract, [Condition]).Count > 0 ? contract.Conditions.SetItem(Condition.Id, Condition) : contract.Conditions.Remove(Condition.Id)))
            .Where(each => !ReferenceEquals(each.Now, each.contract.Conditions)).Select(each => KeyValuePair.Create(each.contract.Id, each.contract with { Conditions = each.Now })).ToList();
        return concerned.Count == 0 ? said : said with { Contracts = book.Contracts.SetItems(concerned) };
    }
}
