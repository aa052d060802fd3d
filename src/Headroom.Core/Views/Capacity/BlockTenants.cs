using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Who is to have which block when: what is delivered by handing whole blocks over. A contract has of its blocks as many as it takes to cover what it reserves at that instant:
/// those in use first, then those made over to it in their order, a broken one last. So blocks that were made over ahead pass at the instant of the ramp's step, all are free at
/// the end of the term, and a broken block leaves its tenant once another stands in for it.
/// </summary>
public sealed class BlockTenants(Book book)
{
    /// <summary>Every block with the contract that is to have it at an instant, in order of name.</summary>
    public IEnumerable<BlockTenant> At(Instant at)
    {
        var held = book.Blocks.Values.GroupBy(block => (Contract: WithAt(block, at), block.Pool)).Where(group => group.Key.Contract is not null)
            .SelectMany(group => Covering(book.Contracts[group.Key.Contract!.Value], group.Key.Pool, group, at)).ToDictionary(held => held.Block.Id);
        return book.Blocks.Values.Select(block => held.GetValueOrDefault(block.Id) ?? new BlockTenant(block, null, null, null));
    }

    /// <summary>The GPUs of the blocks that a tenant is to have of a pool at an instant.</summary>
    public Gpus Of(Slug tenant, Slug pool, Instant at) => new(At(at).Where(held => held.Tenant == tenant && held.Block.Pool == pool).Sum(held => held.Block.Gpus.Count));

    /// <summary>The contract that a block serves, or served when it broke; null from the moment the customer is cut off.</summary>
    static Slug? WithAt(HandoverBlock block, Instant at) => block.Moves.TakeWhile(move => move.At <= at).Aggregate((Slug?)null, (contract, move) => move.To switch
    {
        BlockState.Assigned => move.Contract,
        BlockState.InUse or BlockState.Draining or BlockState.Failed => contract,
        _ => null,
    });

    // The last block counted may stand over the edge of what is reserved: a block goes whole, and no customer has less than its right.
    static IEnumerable<BlockTenant> Covering(Contract contract, Slug pool, IEnumerable<HandoverBlock> blocks, Instant at)
    {
        var (reserved, held) = (contract.Capacity.Where(commitment => commitment.Pool == pool).Sum(commitment => commitment.Gpus.At(at).Count), 0L);
        var terms = contract.TermsOn(contract.Terms.Calendar.DateOf(at));
        foreach (var block in blocks.OrderBy(block => Rank(block.StateAt(at))).ThenBy(block => block.LastBy(at)!.At).ThenBy(block => block.Id))
        {
            if (held >= reserved) yield break;
            held += block.Gpus.Count;
            yield return new(block, contract.Id, terms.Buyer, Borrowing.Of(terms, pool));
        }
    }

    static int Rank(BlockState state) => state switch { BlockState.InUse => 0, BlockState.Draining => 1, BlockState.Assigned => 2, _ => 3 };
}

/// <summary>A block and who is to have it.</summary>
/// <param name="Contract">Null when nobody is.</param>
/// <param name="Tenant">The contract's buyer.</param>
/// <param name="Borrowing">The clause about what own work may borrow of it; where there is none it may borrow nothing.</param>
public sealed record BlockTenant(HandoverBlock Block, Slug? Contract, Slug? Tenant, Borrowing? Borrowing);
