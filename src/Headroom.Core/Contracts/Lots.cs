using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>Units that are there to be used before they lapse, each at what was paid for it; the oldest are used first.</summary>
public readonly record struct Lots(ImmutableArray<Lot> All)
{
    public static Lots None { get; } = new([]);

    /// <summary>All units together.</summary>
    public Rational Units => All.Aggregate(Rational.Zero, (sum, lot) => sum + lot.Units);

    /// <summary>What was paid for them.</summary>
    public Rational Value => All.Aggregate(Rational.Zero, (sum, lot) => sum + lot.Units * lot.Price);

    /// <summary>With one more lot; without change when it holds nothing.</summary>
    public Lots With(Lot lot) => lot.Units > Rational.Zero ? new(All.Add(lot)) : this;

    /// <summary>Takes so many units or as many as there are: what is left, and what was taken.</summary>
    public (Lots Left, Lots Taken) Draw(Rational units)
    {
        var (left, taken) = (None, None);
        foreach (var lot in All)
        {
            var here = units < lot.Units ? units : lot.Units;
            (taken, left) = (taken.With(lot with { Units = here }), left.With(lot with { Units = lot.Units - here }));
            units -= here;
        }
        return (left, taken);
    }

    /// <summary>Those that are still there after a date, and those that lapse on or before it.</summary>
    public (Lots Left, Lots Lapsed) After(LocalDate date) =>
        (new([.. All.Where(lot => lot.Through > date)]), new([.. All.Where(lot => lot.Through <= date)]));
}

/// <summary>So many units, each bought at a price, good through a date.</summary>
public readonly record struct Lot(LocalDate Through, Rational Units, Rational Price);
