using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>An index with what was published of it, and the clauses that follow it.</summary>
/// <param name="Index">Its name as clauses write it.</param>
/// <param name="Values">In points by month, as last said.</param>
/// <param name="Followers">By contract; empty of an index that only prices or assumptions look at.</param>
public sealed record IndexUse(string Index, ImmutableArray<(YearMonth Month, decimal Value)> Values, ImmutableArray<IndexFollower> Followers)
{
    /// <summary>Every index that has a value or that a contract still served follows, by name.</summary>
    /// <param name="at">The day on which it is looked at.</param>
    /// <param name="billed">The month that is billed next; null when none is.</param>
    public static ImmutableArray<IndexUse> Of(Book book, LocalDate at, YearMonth? billed)
    {
        var followers = book.AllContracts.Where(contract => contract.FollowsIndices && contract.LastDay >= at)
            .SelectMany(contract => IndexFollower.Of(contract, at, book.Sells(contract.Terms) ? billed : null)).ToLookup(follower => follower.Clause.Index);
        var values = book.Indices.ToLookup(each => each.Key.Index, each => (each.Key.Month, each.Value));
        return [.. values.Select(each => each.Key).Union(followers.Select(each => each.Key)).Order(StringComparer.Ordinal)
            .Select(index => new IndexUse(index, [.. values[index].OrderBy(each => each.Month)], [.. followers[index]]))];
    }
}

/// <summary>A clause of a contract that follows an index.</summary>
/// <param name="Next">The first date after the day of looking on which charges change, with the month whose value that looks at; null when none is left.</param>
/// <param name="IsPublished">Whether that value is published.</param>
/// <param name="Missing">The months without a value on which the next invoice rests: it cannot be issued before they are published. None of what we buy.</param>
public sealed record IndexFollower(Slug Contract, Indexation Clause, (LocalDate Date, YearMonth Month)? Next, bool IsPublished, ImmutableArray<YearMonth> Missing)
{
    internal static IEnumerable<IndexFollower> Of(Contract contract, LocalDate at, YearMonth? billed) => contract.TermsOn(at).Legs.OfType<Indexation>().Select(clause =>
    {
        var next = clause.Steps(contract.LastDay.PlusDays(1)).Where(step => step.Date > at).Select(step => ((LocalDate, YearMonth Month)?)step).FirstOrDefault();
        var through = billed is { } month ? LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1), contract.LastDay) : LocalDate.MinIsoValue;
        return new IndexFollower(contract.Id, clause, next, next is { Month: var looked } && contract.Indices.ContainsKey((clause.Index, looked)),
            [.. clause.Missing(Observations.None with { Indices = contract.Indices }, through).Distinct()]);
    });
}
