using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A step of a month's close was reviewed by somebody else than its preparer.</summary>
/// <param name="By">Who looked at it.</param>
/// <param name="Note">What was looked at; at most 500 characters.</param>
public sealed record StepReviewed(YearMonth Month, Slug Step, Slug By, string Note) : FactBody
{
    public override string Kind => "close-step.reviewed.v1";
    public override string About => InvoiceLine.Month(Month);
    public override Book Apply(Book book, Fact fact) => book with
    {
        Closing = book.Closing with
        {
            Steps = book.Closing.Steps.SetItem((Month, Step),
            book.Closing.Steps[(Month, Step)] with { Reviewed = new(By, fact.RecordedAt, fact.Position, Note) })
        },
    };
}
