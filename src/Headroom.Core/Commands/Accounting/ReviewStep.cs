using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records that a step was reviewed. Refused as <see cref="PrepareStep"/> is, for a step that nobody prepared, and when the reviewer is its preparer.
/// </summary>
/// <param name="By">Who looked at it.</param>
public sealed record ReviewStep(YearMonth Month, Slug Step, Slug By, string Note) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (PrepareStep.Refusing(book, Month, Step) is { } refusal) return refusal;
        if (book.Closing.Steps.GetValueOrDefault((Month, Step)) is not { } work)
            return new Refusal(RefusalCode.StepMissing, "step", $"'{Step}' of {InvoiceLine.Month(Month)} was not prepared yet.");
        return work.Reviewed is { } reviewed ? new Refusal(RefusalCode.AlreadyExists, "step", $"'{Step}' of {InvoiceLine.Month(Month)} was reviewed by {reviewed.By} already.")
            : work.Prepared.By == By ? new Refusal(RefusalCode.NotIndependent, "by", $"{By} prepared '{Step}' of {InvoiceLine.Month(Month)}; somebody else reviews it.")
            : new StepReviewed(Month, Step, By, Note);
    }
}
