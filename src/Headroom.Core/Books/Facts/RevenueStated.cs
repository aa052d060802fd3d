using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// What the company earned in a period by one of its lines of business, as its other books say. Customers' shares of all revenue, and own
/// products beside sold capacity, rest on it.
/// </summary>
/// <param name="Segment">The reportable segment, such as <c>ai</c>.</param>
/// <param name="Line">The line within it, such as "advertising"; 1 to 100 characters.</param>
/// <param name="From">The period's first day.</param>
/// <param name="Through">Its last day.</param>
/// <param name="Source">Where the figure comes from; 1 to 500 characters.</param>
public sealed record RevenueStated(Slug Segment, string Line, LocalDate From, LocalDate Through, decimal Amount, Currency Currency, string Source) : FactBody
{
    /// <summary>Whether what this book sells is part of it; at most one line of a period says so.</summary>
    public bool IncludesSold { get; init; }

    public override string Kind => "revenue.stated.v1";
    public override string About => Segment.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Disclosures = book.Disclosures.Add(fact) };
}
