using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>
/// What indices are expected to stand at: as published, and from the last published month on changing by what the book assumes a year, evenly in percent. Of an index of which
/// nothing was published only the changes count.
/// </summary>
static class IndexOutlook
{
    /// <summary>The name of the assumption about an index: its change a year, as a share.</summary>
    internal static string NameOf(string index) => $"yearly-change-of-{index}";

    /// <summary>The assumptions that the clauses of terms need and the book makes.</summary>
    internal static ImmutableArray<Assumption> Assumptions(Book book, Terms terms) =>
        [.. Indices(terms).Select(NameOf).Where(book.Assumptions.ContainsKey).Select(name => book.Assumptions[name])];

    /// <summary>The indices of clauses of terms that the book assumes nothing of.</summary>
    internal static IEnumerable<string> Missing(Book book, Terms terms) => Indices(terms).Where(index => !book.Assumptions.ContainsKey(NameOf(index)));

    /// <summary>All months through the end of terms, published or expected.</summary>
    /// <param name="changing">The change a year that is taken of an assumption: its value, or one end of its range.</param>
    internal static ImmutableDictionary<(string Index, YearMonth Month), decimal> Of(Book book, Terms terms, Func<Assumption, decimal> changing)
    {
        var known = book.Indices;
        foreach (var index in Indices(terms).Where(index => book.Assumptions.ContainsKey(NameOf(index))))
        {
            var (month, value) = LastOf(book, index) ?? (terms.Legs.OfType<Indexation>().Where(leg => leg.Index == index).Min(leg => leg.Base), 100m);
            var growth = 1 + (double)changing(book.Assumptions[NameOf(index)]);
            for (var ahead = 0; month.PlusMonths(ahead) is var at && at <= terms.Through.ToYearMonth(); ahead++)
                known = known.SetItem((index, at), ((Rational)(value * (decimal)Math.Pow(growth, ahead / 12.0))).Round(6));
        }
        return known;
    }

    static (YearMonth Month, decimal Value)? LastOf(Book book, string index) => book.Indices.Where(each => each.Key.Index == index)
        .OrderBy(each => each.Key.Month).Select(each => ((YearMonth, decimal)?)(each.Key.Month, each.Value)).LastOrDefault();

    static IEnumerable<string> Indices(Terms terms) => terms.Legs.SelectMany(leg => leg.Indices).Distinct();
}
