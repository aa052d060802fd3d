using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>What a source measures. Each is a meter of its own; none stands in for another.</summary>
public enum UsageMeasure
{
    /// <summary>GPU-hours set apart for an account, whether it ran anything or not.</summary>
    Reserved,

    /// <summary>GPU-hours that jobs held.</summary>
    Allocated,

    /// <summary>GPU-hours in which GPUs computed.</summary>
    Busy,

    /// <summary>Kilowatt-hours at the facility meter.</summary>
    Energy,

    /// <summary>GPU-hours that were down, weighted as the contract agrees.</summary>
    Down,
}

/// <summary>
/// Where usage is measured: one scheduler's or meter's accounts, what they measure, and who stands behind each account. Described again, the later
/// description holds for what is sealed from then on.
/// </summary>
/// <param name="Pool">The pool whose GPUs it measures.</param>
/// <param name="Feeds">The meter of the contracts' clauses that it is read for, such as <c>gpu-hours</c>; null when no clause reads it.</param>
/// <param name="Accounts">The holder of each account; an account that is not named is counted and listed as nobody's.</param>
public sealed record UsageSource(Slug Id, Slug Pool, UsageMeasure Measure, string? Feeds, ImmutableSortedDictionary<string, UsageHolder> Accounts)
{
    /// <summary>The most accounts that a description names.</summary>
    public const int MostAccounts = 1_000;

    /// <summary>Seconds of a unit in one of the unit that the measure is stated in: a GPU-hour, or a kilowatt-hour of watt-seconds.</summary>
    public int SecondsPerUnit => Measure == UsageMeasure.Energy ? 3_600_000 : 3_600;

    /// <summary>The unit that the measure is stated in.</summary>
    public string Unit => Measure == UsageMeasure.Energy ? "kWh" : "GPU-hours";

    /// <summary>Unit-seconds stated in the measure's unit, rounded to the millionth.</summary>
    public decimal InUnits(long unitSeconds) => Rational.Of(unitSeconds, (System.Numerics.BigInteger)SecondsPerUnit).Round(6);
}

/// <summary>Who stands behind an account: a contract, or a workload of our own.</summary>
public readonly record struct UsageHolder(Slug Id, bool IsOwn);
