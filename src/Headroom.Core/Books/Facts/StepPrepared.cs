using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A step of a month's close was done by its preparer.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Note">What was looked at; at most 500 characters.</param>
public sealed record StepPrepared(YearMonth Month, Slug Step, Slug By, string Note) : FactBody
{
    public override string Kind => "close-step.prepared.v1";
    public override string About => InvoiceLine.Month(Month);
    public override Book Apply(Book book, Fact fact) =>
        book with { Closing = book.Closing with { Steps = book.Closing.Steps.SetItem((Month, Step), new(new(By, fact.RecordedAt, fact.Position, Note), null)) } };
}
