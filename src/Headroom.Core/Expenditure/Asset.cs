using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>
/// Capital expenditure on one thing that serves for years: what it cost, from when it is in service and how it is depreciated, in a straight
/// line to its salvage value. Said again under its id it is corrected from the beginning.
/// </summary>
/// <param name="Amount">What it cost, 0 to <see cref="Money.Most"/>.</param>
/// <param name="From">The first day in service, on which depreciation begins; in the zone of its site.</param>
/// <param name="LifeMonths">Useful life in months, 1 to <see cref="MostMonths"/>.</param>
/// <param name="Salvage">What it is expected to bring at the end of its life, 0 to the amount.</param>
/// <param name="By">Whether months or days weigh the same.</param>
public sealed record Asset(Slug Id, CostHome Home, decimal Amount, Currency Currency, LocalDate From, int LifeMonths, decimal Salvage, StraightLine By)
{
    /// <summary>The longest useful life: fifty years.</summary>
    public const int MostMonths = 600;

    /// <summary>The first day on which nothing is depreciated any more.</summary>
    public LocalDate End => From.PlusMonths(LifeMonths);

    /// <summary>What has been depreciated by the start of each date, exact.</summary>
    public Cumulative Depreciation => By == StraightLine.ByDays ? Cumulative.Evenly(From, End, Amount - Salvage)
        : Cumulative.Daily(Proration.ActualDays.Daily(From, End, Rational.One).Append((End, Rational.Zero))).Spread(Amount - Salvage);

    /// <summary>What it cost once it is in service, by the start of a date; before that nothing.</summary>
    public Rational GrossAt(LocalDate date) => date < From ? Rational.Zero : Amount;
}

/// <summary>How a straight line is drawn through time.</summary>
public enum StraightLine
{
    /// <summary>Every whole month carries the same; a part of a month carries its days.</summary>
    ByMonths,
    /// <summary>Every day carries the same.</summary>
    ByDays,
}
