using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// The last closed month was opened again: what its close recognised is taken back, and things are posted in it until it is closed again. Its
/// invoices stay issued; the steps of its close are done anew.
/// </summary>
/// <param name="By">Who decided it.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
public sealed record MonthReopened(YearMonth Month, Slug By, string Reason) : FactBody
{
    public override string Kind => "month.reopened.v1";
    public override string About => InvoiceLine.Month(Month);
    public override Book Apply(Book book, Fact fact) => (Month == book.FirstClosed ? book with { ClosedThrough = null, FirstClosed = null }
        : book with { ClosedThrough = Month.PlusMonths(-1) }) with
    { Closing = book.Closing.Undone(Month) };
}
