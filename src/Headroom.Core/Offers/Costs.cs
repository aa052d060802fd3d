using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Views;

namespace Headroom.Core.Offers;

/// <summary>
/// What a GPU costs and earns by the hour without a deal, from the assumptions of a book; each is null where the book assumes nothing, and nothing stands in for it. All in the
/// currency of the book's assumptions.
/// </summary>
/// <param name="Avoidable">What is saved when a GPU stands idle: power and operation.</param>
/// <param name="Capital">What is not: depreciation, interest, the building.</param>
/// <param name="OwnUse">What an hour is worth to own products, or what buying it elsewhere costs them.</param>
/// <param name="Invested">What was invested for a GPU, not by the hour.</param>
public sealed record Costs(decimal? Avoidable, decimal? Capital, decimal? OwnUse, decimal? Invested)
{
    /// <summary>The names of the assumptions.</summary>
    public const string AvoidableName = "avoidable-cost-per-gpu-hour", CapitalName = "capital-cost-per-gpu-hour", OwnUseName = "own-use-per-gpu-hour", InvestedName = "investment-per-gpu";

    /// <summary>The assumptions that were found, for reports.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>The whole cost of an hour, or null when one of its parts is not known.</summary>
    public decimal? Whole => Avoidable + Capital;

    /// <summary>The costs that a book assumes. Where capital is not stated it is what the whole cost leaves beyond what can be avoided.</summary>
    public static Costs Of(Book book)
    {
        decimal? Value(string name) => book.Assumptions.TryGetValue(name, out var found) ? found.Value : null;
        var avoidable = Value(AvoidableName);
        return new(avoidable, Value(CapitalName) ?? (Value(Utilisation.CostPerGpuHour) - avoidable is { } rest ? Math.Max(0, rest) : null), Value(OwnUseName), Value(InvestedName))
        {
            Assumptions = [.. new[] { AvoidableName, CapitalName, Utilisation.CostPerGpuHour, OwnUseName, InvestedName }.Where(book.Assumptions.ContainsKey).Select(name => book.Assumptions[name])],
        };
    }
}
