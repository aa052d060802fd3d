using Headroom.Core.Documents;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A month closed: its invoices are out and nothing more is posted in it.</summary>
/// <param name="Invoices">How many invoices the close issued.</param>
public sealed record MonthClosed(YearMonth Month, int Invoices) : FactBody
{
    public override string Kind => "month.closed.v1";
    public override string About => InvoiceLine.Month(Month);
    public override bool IsDerived => true;
    public override Book Apply(Book book, Fact fact) => book with { ClosedThrough = Month, FirstClosed = book.FirstClosed ?? Month };
}
