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

    /// <summary>These totals with a commitment that we sell added (<paramref name="sign"/> 1) or taken out (-1).</summary>
    public PoolTotals AddSold(Commitment commitment, PowerDraw poolDraw, Period handover, Calendar calendar, int sign)
    {
        var gpus = commitment.Gpus.Map(count => (decimal)count.Count);
        var after = HandoverOf(gpus, handover, calendar);
        var draw = commitment.Whole ?? poolDraw;
        return this with
        {
            Gpus = Gpus.Add(Deltas.StepsOf(gpus), sign),
            CountedGpus = commitment.Whole is null ? CountedGpus.Add(Deltas.StepsOf(gpus), sign) : CountedGpus,
            Kilowatts = Kilowatts.Add(Deltas.StepsOf(Power(gpus, draw)), sign),
            Handover = Handover.Add(Deltas.StepsOf(after), sign),
            HandoverKilowatts = HandoverKilowatts.Add(Deltas.StepsOf(Power(after, draw)), sign),
        };
    }

    /// <summary>These totals with a commitment that we buy added or taken out: it is supply.</summary>
    public PoolTotals AddBought(Commitment commitment, int sign) =>
        this with { Bought = Bought.Add(Deltas.StepsOf(commitment.Gpus.Map(count => (decimal)count.Count)), sign) };

    static Timeline<decimal> Power(Timeline<decimal> gpus, PowerDraw draw) => gpus.Map(count => draw.Of(new Gpus((long)count)).Value);

    /// <summary>After the last day served, what was served then needs draining, erasing and testing before it can be used again.</summary>
    static Timeline<decimal> HandoverOf(Timeline<decimal> gpus, Period handover, Calendar calendar)
    {
        if (gpus.Changes.Length == 0 || handover.Days == 0) return Timeline<decimal>.Always(0);
        var end = gpus.Changes[^1];
        var held = gpus.At(end - Duration.Epsilon);
        var usable = calendar.StartOf(calendar.DateOf(end) + handover);
        return Timeline<decimal>.Of(0, [(end, held), (usable, 0m)]);
    }
}
