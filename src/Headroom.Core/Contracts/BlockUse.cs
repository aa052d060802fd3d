using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A block in use for a contract, in dates of the contract's zone: the day on which it was accepted counts, the day on which it leaves use does not.
/// </summary>
/// <param name="End">The first date without it; null while it is in use.</param>
public readonly record struct BlockUse(Slug Block, Slug Pool, Gpus Gpus, LocalDate From, LocalDate? End)
{
    /// <summary>Every use of a block for a contract, in order; one that begins and ends on the same date is none.</summary>
    public static IEnumerable<BlockUse> Of(HandoverBlock block, Contract contract)
    {
        var (calendar, from, mine) = (contract.Terms.Calendar, (LocalDate?)null, false);
        foreach (var move in block.Moves)
        {
            mine = move.To == BlockState.Assigned ? move.Contract == contract.Id : mine;
            if (from is { } since && calendar.DateOf(move.At) is var end && end > since) yield return new(block.Id, block.Pool, block.Gpus, since, end);
            from = mine && move.To == BlockState.InUse ? calendar.DateOf(move.At) : null;
        }
        if (from is { } still) yield return new(block.Id, block.Pool, block.Gpus, still, null);
    }

    /// <summary>Whether the date is one of its days.</summary>
    public bool IsOn(LocalDate date) => From <= date && !(End <= date);

    /// <summary>
    /// What is in service over time: what was said beside the blocks, and the blocks in use. This is the one quantity that fees, lateness and revenue follow.
    /// </summary>
    public static ImmutableArray<Delivery> InService(ImmutableArray<Delivery> said, ImmutableArray<BlockUse> uses)
    {
        var sum = said.Where(delivery => uses.All(use => use.Pool != delivery.Pool)).ToList();
        foreach (var inPool in uses.GroupBy(use => use.Pool))
        {
            var steps = said.Where(delivery => delivery.Pool == inPool.Key)
                .Zip([Gpus.Zero, .. said.Where(delivery => delivery.Pool == inPool.Key).Select(delivery => delivery.Gpus)],
                    (delivery, before) => (delivery.Date, Change: delivery.Gpus - before))
                .Concat(inPool.Select(use => (Date: use.From, Change: use.Gpus)))
                .Concat(inPool.Where(use => use.End is not null).Select(use => (Date: use.End!.Value, Change: Gpus.Zero - use.Gpus)));
            var held = Gpus.Zero;
            foreach (var day in steps.GroupBy(step => step.Date).OrderBy(day => day.Key))
                sum.Add(new Delivery(inPool.Key, day.Key, held = day.Aggregate(held, (all, step) => all + step.Change)));
        }
        return [.. sum.OrderBy(delivery => delivery.Date)];
    }
}
