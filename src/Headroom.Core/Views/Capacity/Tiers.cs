using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>How headroom is asked for.</summary>
/// <param name="Risk">The accepted probability that own products fall short while the capacity cannot be taken back, 0 to 0.5.</param>
public readonly record struct TierAsk(decimal Risk)
{
    /// <summary>The notice, in days, by which recallable capacity is taken back; 0 to 3,660.</summary>
    public int NoticeDays { get; init; } = 90;

    /// <summary>The probability with which interruptible capacity is there as the window starts, 0.5 to 1.</summary>
    public decimal Available { get; init; } = 0.5m;
}

/// <summary>
/// What can be sold in a pool over a window, by how soon it may be taken back. Each tier holds the ones before it: firm is part of what can be sold recallable, and
/// that of what can be sold interruptible.
/// </summary>
/// <param name="Firm">Free for the whole window, jointly, at the stated risk.</param>
/// <param name="Recallable">Free until it can be back if notice is served on the first day: through the notice and the handover after it, or the window where that is shorter; at
/// the same risk.</param>
/// <param name="HeldThrough">The last day for which recallable capacity must stay free.</param>
/// <param name="Interruptible">There in the window's first hour with the probability asked for.</param>
/// <param name="Idle">Free in the first hour at the stated risk: what can be back within no days.</param>
/// <param name="Survivals">How long interruptible capacity lasts.</param>
public sealed record Tiers(SellableCapacity Firm, Gpus Recallable, LocalDate HeldThrough, Gpus Interruptible, Gpus Idle, ImmutableArray<Survival> Survivals)
{
    /// <summary>The durations for which survival is stated.</summary>
    public static ImmutableArray<Duration> Durations { get; } = [Duration.FromHours(1), Duration.FromHours(24), Duration.FromDays(7)];

    /// <summary>What interruptible adds to firm.</summary>
    public Gpus BesideFirm => Interruptible - Firm.Firm;

    public static Tiers Of(CapacityPicture picture, Pool pool, Window window, TierAsk ask)
    {
        var calendar = picture.Book.Fleet.CalendarOf(pool);
        var firm = SellableCapacity.Of(picture, pool, window, ask.Risk);
        var back = calendar.StartOf(calendar.DateOf(window.From).PlusDays(ask.NoticeDays + picture.Book.Policy.HandoverDays));
        var held = new Window(window.From, Instant.Min(window.End, Instant.Max(back, window.From + Durations[0])));
        var first = picture.LeastSellable(pool, new(window.From, window.From + Durations[0]));
        var interruptible = Blocks(pool, first, ask.Available);
        return new(firm, Blocks(pool, picture.LeastSellable(pool, held), 1 - ask.Risk), calendar.DateOf(held.End - Duration.Epsilon), interruptible,
            Blocks(pool, first, 1 - ask.Risk),
            [.. Durations.Select(length => Survival.Of(picture.LeastSellable(pool, new(window.From, window.From + length)), pool, length, interruptible, ask.Risk))]);
    }

    /// <summary>The whole blocks that at least the share <paramref name="confidence"/> of the paths leave free; never negative.</summary>
    internal static Gpus Blocks(Pool pool, int[] free, decimal confidence) => Gpus.Max(Gpus.Zero, new Gpus(Ensemble.ReachedBy(free, confidence)).FloorTo(pool.Block));
}

/// <summary>How long interruptible capacity lasts.</summary>
/// <param name="Probability">The share of paths on which all of the interruptible quantity stays free for so long.</param>
/// <param name="Lasting">The quantity that stays free for so long with one less the stated risk.</param>
public readonly record struct Survival(Duration Length, decimal Probability, Gpus Lasting)
{
    internal static Survival Of(int[] least, Pool pool, Duration length, Gpus quantity, decimal risk) =>
        new(length, (decimal)least.Count(free => free >= quantity.Count) / least.Length, Tiers.Blocks(pool, least, 1 - risk));
}
