using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What a GPU costs and earns by the hour without a deal: from what was said of the costs of its pool in a month, else from the assumptions of the book. Each is null where nothing
/// is known, and nothing stands in for it. Assumptions are in the currency that they state.
/// </summary>
/// <param name="Avoidable">What is saved when a GPU stands idle: power and operation.</param>
/// <param name="Capital">What is not: depreciation, interest, the building.</param>
/// <param name="OwnUse">What an hour is worth to own products, or what buying it elsewhere costs them.</param>
/// <param name="Invested">What was invested for a GPU, not by the hour.</param>
public sealed record Costs(decimal? Avoidable, decimal? Capital, decimal? OwnUse, decimal? Invested)
{
    /// <summary>The names of the assumptions.</summary>
    public const string AvoidableName = "avoidable-cost-per-gpu-hour", CapitalName = "capital-cost-per-gpu-hour", OwnUseName = "own-use-per-gpu-hour",
        InvestedName = "investment-per-gpu";

    /// <summary>The assumptions that were found, for reports.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>The month whose costs these are, when they were said; null when they are assumed.</summary>
    public YearMonth? SaidOf { get; init; }

    /// <summary>The whole cost of an hour, or null when one of its parts is not known.</summary>
    public decimal? Whole => Avoidable + Capital;

    /// <summary>
    /// What was said of a pool's costs in the month of a date: the month's cost by its installed GPU-hours, and what its own assets cost by the GPU. Else what is assumed.
    /// </summary>
    public static Costs Of(Book book, Pool pool, LocalDate on, LocalDate today, Currency currency)
    {
        var assumed = Of(book);
        if (!book.Outlays.Currencies.Contains(currency)) return assumed;
        var (sheet, month) = (new CostSheet(book, currency, today), on.ToYearMonth());
        var (parts, hours) = (sheet.Of(pool.Id, month), sheet.Hours.Of(pool.Id, month).Installed);
        if (parts.Length == 0 || hours.IsZero) return assumed;
        decimal AnHour(bool avoidable) => ((Rational)parts.Where(part => part.IsAvoidable == avoidable).Sum(part => part.Amount) / hours).Round(4);
        var (built, gpus) = (book.Outlays.Assets.Values.Where(asset => asset.Currency == currency && asset.From <= on && asset.Home.PoolIn(book.Fleet) == pool.Id)
            .Sum(asset => asset.Amount), book.Fleet.Planned(pool).At(book.Fleet.CalendarOf(pool).StartOf(on)));
        return assumed with
        {
            Avoidable = AnHour(true),
            Capital = AnHour(false),
            Invested = built > 0 && gpus > 0 ? ((Rational)built / gpus).Round(2) : assumed.Invested,
            SaidOf = month,
            Assumptions = [.. assumed.Assumptions.Where(assumption => assumption.Name is OwnUseName || (assumption.Name is InvestedName && built == 0))],
        };
    }

    /// <summary>The costs that a book assumes. Where capital is not stated it is what the whole cost leaves beyond what can be avoided.</summary>
    public static Costs Of(Book book)
    {
        decimal? Value(string name) => book.Assumptions.TryGetValue(name, out var found) ? found.Value : null;
        var avoidable = Value(AvoidableName);
        return new(avoidable, Value(CapitalName) ?? (Value(Utilisation.CostPerGpuHour) - avoidable is { } rest ? Math.Max(0, rest) : null), Value(OwnUseName), Value(InvestedName))
        {
            Assumptions = [.. new[] { AvoidableName, CapitalName, Utilisation.CostPerGpuHour, OwnUseName, InvestedName }.Where(book.Assumptions.ContainsKey)
                .Select(name => book.Assumptions[name])],
        };
    }
}
