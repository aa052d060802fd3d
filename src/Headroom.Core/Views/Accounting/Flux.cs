using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Why a view moved between two points: the part of each fact is the view after it less the view before it, and the part of the passing
/// of time is the same book seen at a later date. Parts sum exactly to the difference, for every figure.
/// </summary>
/// <param name="Before">The figures at the start.</param>
/// <param name="After">The figures at the end.</param>
/// <param name="Parts">What moved them, in order; facts that moved nothing are kept, with an empty set of moves, so that they can be named too.</param>
public sealed record Flux(
    ImmutableSortedDictionary<string, decimal> Before, ImmutableSortedDictionary<string, decimal> After, ImmutableArray<FluxPart> Parts)
{
    /// <param name="figures">The view.</param>
    /// <param name="start">The book at the start; facts are those that follow it.</param>
    /// <param name="from">The date at which the start is seen.</param>
    /// <param name="to">The date at which the end is seen; not before <paramref name="from"/>.</param>
    /// <param name="closed">What closes left of the book at the start, where the view looks back; nothing when null.</param>
    public static Flux Between(Figures figures, Book start, LocalDate from, IEnumerable<Fact> facts, LocalDate to, ClosedBooks? closed = null)
    {
        var parts = ImmutableArray.CreateBuilder<FluxPart>();
        var (book, date, left) = (start, from, closed ?? ClosedBooks.None);
        var before = figures.At(book, date, left);
        var now = before;
        foreach (var fact in facts)
        {
            var said = LocalDate.Min(to, LocalDate.Max(date, book.Calendar.DateOf(fact.RecordedAt)));
            now = Pass(figures, book, left, ref date, said, now, parts);
            book = book.With(fact);
            if (figures.LooksBack) left = left.After(fact, book);
            var after = figures.At(book, date, left);
            parts.Add(new FluxPart(fact, date, date, Moves(now, after)));
            now = after;
        }
        now = Pass(figures, book, left, ref date, to, now, parts);
        return new(before, now, parts.DrainToImmutable());
    }

    /// <summary>What each fact adds to a view at one date, from an empty book on: time adds nothing, and the parts are the view.</summary>
    public static Flux Under(Figures figures, IEnumerable<Fact> facts, LocalDate at) => Between(figures, Book.Empty, at, facts, at);

    /// <summary>What facts and time add to one figure: After - Before of that figure.</summary>
    public decimal Difference(string figure) => After.GetValueOrDefault(figure) - Before.GetValueOrDefault(figure);

    static ImmutableSortedDictionary<string, decimal> Pass(
        Figures figures, Book book, ClosedBooks closed, ref LocalDate date, LocalDate to, ImmutableSortedDictionary<string, decimal> now, ImmutableArray<FluxPart>.Builder parts)
    {
        if (to <= date) return now;
        var (from, after) = (date, figures.At(book, to, closed));
        date = to;
        var moves = Moves(now, after);
        if (figures.Name != "backlog") { parts.Add(new FluxPart(null, from, to, moves)); return after; }
        // Time moves a backlog in two ways: service was delivered, and the day on which either side can end moved on.
        var served = Served(book, from, to, moves).Where(move => move.Value != 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
        parts.Add(new FluxPart(null, from, to, served) { Cause = "served" });
        parts.Add(new FluxPart(null, from, to, Moves(served, moves)) { Cause = "the earliest exit moved on" });
        return after;
    }

    static IEnumerable<KeyValuePair<string, decimal>> Served(Book book, LocalDate from, LocalDate to, ImmutableSortedDictionary<string, decimal> moves) =>
        book.Sold.SelectMany(contract =>
        {
            var (stated, enforceable) = ($"{contract.Id}/stated [{contract.Terms.Currency}]", $"{contract.Id}/enforceable [{contract.Terms.Currency}]");
            var service = -InvoicedPrice.Over(contract.Schedule(to),
                LocalDate.Min(from, contract.LastDay).PlusDays(1), LocalDate.Min(to, contract.LastDay).PlusDays(1), contract.Terms.Currency.Digits);
            // Where the exit stands still, service is all that time did, and the figure's own rounding belongs to it.
            var stood = Backlog.Of(contract, from).EnforceableThrough == Backlog.Of(contract, to).EnforceableThrough;
            return new[]
            {
                KeyValuePair.Create(stated, moves.GetValueOrDefault(stated)),
                KeyValuePair.Create(enforceable, stood ? moves.GetValueOrDefault(enforceable) : service),
            };
        });

    static ImmutableSortedDictionary<string, decimal> Moves(ImmutableSortedDictionary<string, decimal> before, ImmutableSortedDictionary<string, decimal> after) =>
        before.Keys.Union(after.Keys).Select(name => KeyValuePair.Create(name, after.GetValueOrDefault(name) - before.GetValueOrDefault(name)))
            .Where(move => move.Value != 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
}

/// <summary>One cause of a change: a fact, or the passing of time when <see cref="Fact"/> is null.</summary>
/// <param name="From">The date at which the figures before were seen.</param>
/// <param name="To">The date at which the figures after were seen.</param>
/// <param name="Moves">By how much each figure moved; figures that did not are absent and moved by zero.</param>
public sealed record FluxPart(Fact? Fact, LocalDate From, LocalDate To, ImmutableSortedDictionary<string, decimal> Moves)
{
    /// <summary>What in the passing of time did it, where a view tells that apart.</summary>
    public string? Cause { get; init; }
}
