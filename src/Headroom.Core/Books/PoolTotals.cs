using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// The sums over all contracts in one pool, kept up as contracts come, change and go: committed GPUs and their power, the days of
/// handover after each, and what contracts that we buy add to supply. Sorted changes, so that one contract more costs the same at any size.
/// </summary>
public sealed record PoolTotals(Deltas Gpus, Deltas CountedGpus, Deltas Kilowatts, Deltas Handover, Deltas HandoverKilowatts, Deltas Bought)
{
    public static PoolTotals None { get; } =
        new(Deltas.None, Deltas.None, Deltas.None, Deltas.None, Deltas.None, Deltas.None);

    /// <summary>These totals with what one contract that we sell reserves in the pool added (<paramref name="sign"/> 1) or taken out (-1).</summary>
    /// <param name="commitments">All of the contract's commitments in this pool.</param>
    public PoolTotals AddSold(IReadOnlyList<Commitment> commitments, PowerDraw poolDraw, Period handover, Calendar calendar, int sign)
    {
        var totals = commitments.Aggregate(this, (sum, commitment) => sum.AddOne(commitment, commitment.Whole ?? poolDraw, sign));
        var (after, draw) = HandoverOf(commitments, poolDraw, handover, calendar);
        return totals with
        {
            Handover = Handover.Add(Deltas.StepsOf(after.Map(gpus => (Rational)gpus.Count)), sign),
            HandoverKilowatts = HandoverKilowatts.Add(Deltas.StepsOf(after.Map(draw.Exact)), sign),
        };
    }

    /// <summary>These totals with a commitment that we buy added or taken out: it is supply.</summary>
    public PoolTotals AddBought(Commitment commitment, int sign) => this with { Bought = Bought.Add(Steps(commitment), sign) };

    PoolTotals AddOne(Commitment commitment, PowerDraw draw, int sign) => this with
    {
        Gpus = Gpus.Add(Steps(commitment), sign),
        CountedGpus = commitment.Whole is null ? CountedGpus.Add(Steps(commitment), sign) : CountedGpus,
        Kilowatts = Kilowatts.Add(Deltas.StepsOf(commitment.Gpus.Map(draw.Exact)), sign),
    };

    static IEnumerable<(Instant At, Rational Change)> Steps(Commitment commitment) => Deltas.StepsOf(commitment.Gpus.Map(gpus => (Rational)gpus.Count));

    /// <summary>
    /// What the contract gives up, at its end or before it, needs draining, erasing and testing for so many days before it can be used again.
    /// </summary>
    static (Timeline<Gpus> Gpus, PowerDraw Draw) HandoverOf(IReadOnlyList<Commitment> commitments, PowerDraw poolDraw, Period handover, Calendar calendar)
    {
        var none = Timeline<Gpus>.Always(Units.Gpus.Zero);
        var reserved = commitments.Aggregate(none, (sum, commitment) => sum.Zip(commitment.Gpus, (a, b) => a + b));
        if (reserved.Changes.Length == 0 || handover.Days == 0) return (none, poolDraw);
        var given = reserved.Changes.Select(change => (At: change, Gpus: reserved.At(change - Duration.Epsilon) - reserved.At(change))).Where(drop => drop.Gpus > Units.Gpus.Zero);
        var last = reserved.Changes[^1] - Duration.Epsilon;
        var draw = commitments.FirstOrDefault(commitment => commitment.Gpus.At(last) > Units.Gpus.Zero)?.Whole ?? poolDraw;
        return (given.Aggregate(none,
            (sum, drop) => sum.Zip(none.Then(drop.At, drop.Gpus).Then(calendar.StartOf(calendar.DateOf(drop.At) + handover), Units.Gpus.Zero), (a, b) => a + b)), draw);
    }
}
