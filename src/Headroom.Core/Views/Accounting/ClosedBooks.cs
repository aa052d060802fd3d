using System.Collections.Immutable;
using Headroom.Core.Books;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The book as it stood when the last month of each quarter was closed: what was known then, which is what the close recognised and what the next quarter opens with. A month that
/// is opened again has none until it is closed anew. Other months are not kept, since reports open where a quarter or a year does.
/// </summary>
public sealed record ClosedBooks(ImmutableSortedDictionary<YearMonth, Book> Books)
{
    const int MonthsOfQuarter = 3;

    public static ClosedBooks None { get; } = new(ImmutableSortedDictionary<YearMonth, Book>.Empty);

    /// <summary>The book that facts come to, from the first on, and what their closes left of it.</summary>
    public static (Book Book, ClosedBooks Closed) Of(IEnumerable<Fact> facts)
    {
        var (book, closed, row) = (Book.Empty, None, new List<Fact>());
        foreach (var fact in facts)
        {
            row.Add(fact);
            if (fact.Body is not (MonthClosed or MonthReopened)) continue;
            (book, row) = (book.With(row), []);
            closed = closed.After(fact, book);
        }
        return (book.With(row), closed);
    }

    /// <summary>The same after one more fact, with the book after it.</summary>
    public ClosedBooks After(Fact fact, Book book) => fact.Body switch
    {
        MonthClosed { Month: var month } when month.Month % MonthsOfQuarter == 0 => new(Books.SetItem(month, book)),
        MonthReopened { Month: var month } => new(Books.Remove(month)),
        _ => this,
    };

    /// <summary>The book as the month was closed whose last day a date is; null where that is not such a day, or the month is not closed.</summary>
    public Book? At(LocalDate date) => date.PlusDays(1).Day == 1 ? Books.GetValueOrDefault(date.ToYearMonth()) : null;
}
