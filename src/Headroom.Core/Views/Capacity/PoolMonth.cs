using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How the GPU-hours that were or will be installed in a pool over a month are used; the parts add to them exactly. Each instant's GPUs are
/// taken in this order: out of use, sold, being handed over, own products, idle.
/// </summary>
/// <param name="Installed">In service by plan or fact, with what is bought: the one denominator of utilisation and of every cost.</param>
/// <param name="Failed">Out of use: failed or under maintenance.</param>
/// <param name="Sold">By contract. Where more is sold than is installed, each in proportion.</param>
/// <param name="Contracted">What is sold by the terms, also beyond what is installed.</param>
/// <param name="Own">By workload; what customers hold that belong to us by customer.</param>
/// <param name="Basis">What own use rests on.</param>
public sealed record PoolMonth(
    Slug Pool, YearMonth Month, Rational Installed, Rational Failed, ImmutableSortedDictionary<Slug, Rational> Sold, Rational Contracted,
    Rational Handover, ImmutableSortedDictionary<Slug, Rational> Own, Rational Idle, OwnBasis Basis)
{
    readonly Apportionment _shares = new([.. Own.Values, .. Sold.Values, Failed, Handover, Idle]);

    public Rational SoldInAll { get; } = Sold.Values.Aggregate(Rational.Zero, (sum, hours) => sum + hours);

    public Rational OwnInAll => Own.Values.Aggregate(Rational.Zero, (sum, hours) => sum + hours);

    /// <summary>Who took which hours, in the order in which an amount is split.</summary>
    public ImmutableArray<(UsedFor For, Slug? Of, Rational Hours)> Parts { get; } =
    [
        .. Own.Select(each => (UsedFor.Own, (Slug?)each.Key, each.Value)),
        .. Sold.Select(each => (UsedFor.Sold, (Slug?)each.Key, each.Value)),
        (UsedFor.Failed, null, Failed), (UsedFor.Handover, null, Handover), (UsedFor.Idle, null, Idle),
    ];

    /// <summary>An amount of the pool over what its capacity was used for; parts of nothing are left out.</summary>
    public IEnumerable<(UsedFor For, Slug? Of, decimal Amount)> Split(decimal amount, int digits)
    {
        if (amount == 0) yield break;
        if (Installed.IsZero)
        {
            yield return (UsedFor.NotInService, null, amount);
            yield break;
        }
        var parts = _shares.Of(amount, digits);
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] != 0) yield return (Parts[i].For, Parts[i].Of, parts[i]);
    }
}

/// <summary>What a pool's capacity is used for, as cost follows it.</summary>
public enum UsedFor
{
    /// <summary>Own products.</summary>
    Own,
    /// <summary>Customers, by contract.</summary>
    Sold,
    /// <summary>Installed and used by nobody.</summary>
    Idle,
    /// <summary>Out of use: failed or under maintenance.</summary>
    Failed,
    /// <summary>Being drained, erased and tested after a contract.</summary>
    Handover,
    /// <summary>Nothing was installed in the month to bear the cost.</summary>
    NotInService,
}

/// <summary>What the hours of own use rest on.</summary>
public enum OwnBasis
{
    /// <summary>No own demand is known for the pool.</summary>
    None,
    /// <summary>Measured use of the month.</summary>
    Measured,
    /// <summary>Recorded demand, hour by hour.</summary>
    History,
    /// <summary>Recorded demand as far as it goes, the forecast's mean beyond.</summary>
    HistoryAndForecast,
    /// <summary>The forecast's mean.</summary>
    Forecast,
}
