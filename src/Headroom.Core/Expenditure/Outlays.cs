using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>Everything that the book knows of what capacity costs and how it was used: the last that was said under each id or month.</summary>
public sealed record Outlays
{
    public static Outlays None { get; } = new();

    public ImmutableSortedDictionary<Slug, Asset> Assets { get; init; } = ImmutableSortedDictionary<Slug, Asset>.Empty;
    public ImmutableSortedDictionary<Slug, Tariff> Tariffs { get; init; } = ImmutableSortedDictionary<Slug, Tariff>.Empty;
    public ImmutableSortedDictionary<Slug, Expense> Expenses { get; init; } = ImmutableSortedDictionary<Slug, Expense>.Empty;
    public ImmutableSortedDictionary<Slug, Outage> Outages { get; init; } = ImmutableSortedDictionary<Slug, Outage>.Empty;
    public ImmutableSortedDictionary<(Slug Pool, YearMonth Month), MeasuredUse> Measured { get; init; } = ImmutableSortedDictionary<(Slug, YearMonth), MeasuredUse>.Empty;
    public ImmutableSortedDictionary<(Slug Workload, YearMonth Month), ProductRevenue> Products { get; init; } = ImmutableSortedDictionary<(Slug, YearMonth), ProductRevenue>.Empty;
    public ImmutableSortedDictionary<YearMonth, CostPolicy> Policies { get; init; } = ImmutableSortedDictionary<YearMonth, CostPolicy>.Empty;

    /// <summary>The policy that holds in a month.</summary>
    public CostPolicy PolicyIn(YearMonth month) => Policies.Values.LastOrDefault(policy => policy.From <= month) ?? CostPolicy.Default;

    /// <summary>The currencies in which costs were said.</summary>
    public IEnumerable<Currency> Currencies => Assets.Values.Select(asset => asset.Currency)
        .Concat(Tariffs.Values.Select(tariff => tariff.Currency)).Concat(Expenses.Values.Select(expense => expense.Currency)).Distinct();
}
