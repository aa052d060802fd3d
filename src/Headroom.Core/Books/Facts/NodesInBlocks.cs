using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>
/// Which contracts judge which conditions: those that a condition names, else those that the block of its node serves, else those that share what serves the whole pool.
/// </summary>
static class NodesInBlocks
{
    /// <summary>The conditions among some that a contract's clauses judge, with when the node's block served it.</summary>
    public static ImmutableSortedDictionary<string, NodeCondition> Judged(this Book book, Contract contract, IEnumerable<NodeCondition> conditions) =>
        JudgedReadings.Concerning(contract,
            conditions.Select(condition =>
                book.Standing.TryGetValue(condition.Id, out var block)
                ? condition with { Stay = condition.Contract is null ? NodeStay.Of(book.Blocks[block], contract.Id, book.Blocks.Values) : NodeStay.Always(block) } : condition));

    /// <summary>The book once it is known in which block the node of a condition stands.</summary>
    public static Book Placing(this Book book, NodeCondition condition) => book with
    {
        Standing = book.Blocks.Values.FirstOrDefault(block => block.Pool == condition.Pool && block.Holds(condition.Node)) is { } block
            ? book.Standing.SetItem(condition.Id, block.Id) : book.Standing.Remove(condition.Id),
    };

    /// <summary>The book once some conditions are judged anew by every contract that judges any.</summary>
    public static Book Rejudging(this Book book, IReadOnlyCollection<NodeCondition> conditions, IEnumerable<Slug> contracts)
    {
        if (conditions.Count == 0) return book;
        var changed = contracts.Where(book.Judging.Contains).Select(id => book.Contracts[id])
            .Select(contract => (contract, Now: contract.Conditions.RemoveRange(conditions.Select(condition => condition.Id)).SetItems(book.Judged(contract, conditions))))
            .Where(each => !ReferenceEquals(each.Now, each.contract.Conditions))
            .Select(each => KeyValuePair.Create(each.contract.Id, each.contract with { Conditions = each.Now })).ToList();
        return changed.Count == 0 ? book : book with { Contracts = book.Contracts.SetItems(changed) };
    }
}
