using System.Collections.Immutable;
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

    /// <summary>Changes of what is expected of it, dates ascending; none at first.</summary>
    public ImmutableArray<AssetRevision> Revisions { get; init; } = [];

    /// <summary>The first day on which nothing is depreciated any more.</summary>
    public LocalDate End => Revisions.Length > 0 ? Revisions[^1].End : From.PlusMonths(LifeMonths);

    /// <summary>
    /// What has been depreciated by the start of each date, exact. A revision holds from its date on: what was depreciated before stays, and the rest of what
    /// the asset is carried at is spread over the rest of its life (a change in estimate: ASC 250-10-45-17, IAS 8.36, from general knowledge).
    /// </summary>
    public Cumulative Depreciation => Revisions.Aggregate(Line(From, From.PlusMonths(LifeMonths), Amount - Salvage), (so, revision) =>
    {
        var left = (Rational)Amount - so.At(revision.From) - revision.Salvage;
        return so.CutAt(revision.From) + (revision.RemainingMonths == 0 ? Cumulative.On(revision.From, left) : Line(revision.From, revision.End, left));
    });

    /// <summary>What it is carried at when a date begins.</summary>
    public Rational CarriedAt(LocalDate date) => CarriedAt(date, Depreciation);

    /// <summary>The same for whoever asks for many dates and keeps the depreciation.</summary>
    public Rational CarriedAt(LocalDate date, Cumulative depreciation) => date < From || IsGoneBy(date) ? Rational.Zero : (Rational)Amount - depreciation.At(date);

    bool IsGoneBy(LocalDate date) => Revisions.Any(revision => revision.RemainingMonths == 0 && revision.From < date);

    Cumulative Line(LocalDate from, LocalDate end, Rational total) => By == StraightLine.ByDays ? Cumulative.Evenly(from, end, total) : Cumulative.ByMonths(from, end, total);

    /// <summary>What it cost once it is in service, by the start of a date; before that nothing.</summary>
    public Rational GrossAt(LocalDate date) => date < From || IsGoneBy(date) ? Rational.Zero : Amount;
}

/// <summary>What is expected of an asset from a date on: how long it will still serve and what it will then bring.</summary>
/// <param name="RemainingMonths">Months of life from that date, 0 to <see cref="Asset.MostMonths"/>; 0 retires it that day, and what is left of it is lost.</param>
/// <param name="Salvage">What it is expected to bring at the end of its life, or brings when it is retired.</param>
public sealed record AssetRevision(LocalDate From, int RemainingMonths, decimal Salvage)
{
    public LocalDate End => From.PlusMonths(RemainingMonths);
}

/// <summary>How a straight line is drawn through time.</summary>
public enum StraightLine
{
    /// <summary>Every whole month carries the same; a part of a month carries its days.</summary>
    ByMonths,
    /// <summary>Every day carries the same.</summary>
    ByDays,
}
