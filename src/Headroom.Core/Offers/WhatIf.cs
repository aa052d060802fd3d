using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// The figures that a business is run by, in a book and in branches of it, seen at one date: what can be sold, what is sold and not there, the backlog, what will be billed and
/// earned, how concentrated it is and which quotes could be signed. A branch is a book like any other, of which nothing is written.
/// </summary>
/// <param name="At">The date; all of it has happened.</param>
/// <param name="Names">The branches' names.</param>
/// <param name="Rows">Every figure of any of the books, in order of view.</param>
public sealed record WhatIf(LocalDate At, ImmutableArray<string> Names, ImmutableArray<WhatIfRow> Rows)
{
    static readonly int[] Days = [30, 90, 365], Months = [3, 12];

    /// <summary>The figures of a book and of its branches.</summary>
    public static WhatIf Between(Book book, LocalDate at, IReadOnlyList<(string Name, Book Book)> branches)
    {
        var (now, then) = (FiguresOf(book, at), branches.Select(branch => FiguresOf(branch.Book, at)).ToList());
        var names = then.Prepend(now).SelectMany(figures => figures.Keys).Distinct().OrderBy(name => name.View);
        return new(at, [.. branches.Select(branch => branch.Name)],
            [.. names.Select(name => new WhatIfRow(name, now.GetValueOrDefault(name), [.. then.Select(figures => figures.GetValueOrDefault(name))]))]);
    }

    static Dictionary<WhatIfName, decimal> FiguresOf(Book book, LocalDate at)
    {
        var now = Instant.Max(book.Calendar.StartOf(at), Instant.Min(book.RecordedAt, book.Calendar.StartOf(at.PlusDays(1)) - Duration.Epsilon));
        return Sellable(book, at).Concat(Money(book, at))
            .Append((new(WhatIfView.Acceptance, "open quotes that could be signed", ""), OpenQuotes.Of(book, now).Fitting.Count(each => each.Refusal is null)))
            .ToDictionary(figure => figure.Item1, figure => figure.Item2);
    }

    static IEnumerable<(WhatIfName, decimal)> Sellable(Book book, LocalDate at)
    {
        var picture = CapacityPicture.For(book, at, at);
        foreach (var pool in book.Fleet.Pools.Values)
        {
            var calendar = book.Fleet.CalendarOf(pool);
            foreach (var days in Days)
                yield return (new(WhatIfView.Sellable, FormattableString.Invariant($"{pool.Id}, firm for {days} days"), "GPUs"),
                    SellableCapacity.Of(picture, pool, calendar.Between(at, at.PlusDays(days)), book.Policy.Risk).Firm.Count);
            var beyond = Calendar.Coarsen(picture.Taken(pool).Zip(picture.Supply(pool), (taken, supply) => taken - supply), calendar.Between(at, at.PlusDays(Days[^1])),
                Coarsening.Peak);
            if (beyond > 0) yield return (new(WhatIfView.Oversold, FormattableString.Invariant($"{pool.Id}, beyond supply at the most in {Days[^1]} days"), "GPUs"), beyond);
        }
    }

    static IEnumerable<(WhatIfName, decimal)> Money(Book book, LocalDate at)
    {
        foreach (var currency in book.Sold.GroupBy(contract => contract.Terms.Currency).OrderBy(group => group.Key.Code))
        {
            var (unit, digits, sold) = (currency.Key.Code, currency.Key.Digits, currency.ToList());
            var backlogs = sold.Select(contract => (contract.Terms.Buyer, Backlog: Backlog.Of(contract, at))).ToList();
            var enforceable = backlogs.Sum(each => each.Backlog.Enforceable);
            yield return (new(WhatIfView.Backlog, "stated", unit), backlogs.Sum(each => each.Backlog.Stated));
            yield return (new(WhatIfView.Backlog, "enforceable", unit), enforceable);
            if (sold.Any(contract => !contract.Prices.IsEmpty))
                yield return (new(WhatIfView.Backlog, "given up to most-favoured prices", unit), sold.Sum(contract => FavouredCost.GivenUp(contract, at)));
            var greatest = backlogs.GroupBy(each => each.Buyer).Max(group => group.Sum(each => each.Backlog.Enforceable));
            yield return (new(WhatIfView.Concentration, "greatest customer, of the enforceable backlog", $"% {unit}"),
                enforceable > 0 ? ((Rational)greatest * 100 / enforceable).Round(1) : 0);
            foreach (var months in Months)
            {
                var (from, end) = (at.PlusDays(1), at.PlusMonths(months).PlusDays(1));
                yield return (new(WhatIfView.Billed, FormattableString.Invariant($"next {months} months"), unit),
                    sold.Sum(contract => InvoicedPrice.Over(contract.Schedule(at), from, end, digits)));
                yield return (new(WhatIfView.Revenue, FormattableString.Invariant($"next {months} months"), unit),
                    sold.Sum(contract => Recognition.Of(contract, contract.RevenueOn(at), at).Over(from, end)));
            }
        }
    }
}

/// <summary>One figure in a book and in each of its branches; a figure that a book does not have is nought.</summary>
public sealed record WhatIfRow(WhatIfName Name, decimal Now, ImmutableArray<decimal> Then)
{
    /// <summary>Whether any branch differs.</summary>
    public bool Differs => Then.Any(figure => figure != Now);
}

/// <summary>Which figure, in which unit.</summary>
public readonly record struct WhatIfName(WhatIfView View, string Name, string Unit);

/// <summary>The views that a what-if shows.</summary>
public enum WhatIfView { Sellable, Oversold, Backlog, Billed, Revenue, Concentration, Acceptance }
