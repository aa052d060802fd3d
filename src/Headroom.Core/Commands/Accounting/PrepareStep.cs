using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records that a step of a month's close was done. Refused for a step that the policy does not have, for one that was reviewed already, and for a month in which it is too early
/// or too late: steps before the close are done while the month is open, those after it once it is closed.
/// </summary>
/// <param name="By">Who did it.</param>
public sealed record PrepareStep(YearMonth Month, Slug Step, Slug By, string Note) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (Refusing(book, Month, Step) is { } refusal) return refusal;
        return book.Closing.Steps.GetValueOrDefault((Month, Step))?.Reviewed is { } reviewed
            ? new Refusal(RefusalCode.AlreadyExists, "step", $"'{Step}' of {InvoiceLine.Month(Month)} was reviewed by {reviewed.By} already.")
            : new StepPrepared(Month, Step, By, Note);
    }

    /// <summary>Why a step cannot be done for a month; null when it can.</summary>
    internal static Refusal? Refusing(Book book, YearMonth month, Slug step)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (book.Policy.CloseSteps.FirstOrDefault(known => known.Id == step) is not { } known)
            return new(RefusalCode.NotFound, "step",
                $"The policy has no step '{step}'{(book.Policy.CloseSteps.Length > 0 ? $"; it has {string.Join(", ", book.Policy.CloseSteps.Select(each => each.Id))}" : "")}.");
        var isClosed = month <= book.ClosedThrough;
        return known.IsAfterClose == isClosed ? null
            : isClosed ? new(RefusalCode.MonthClosed, "month", $"{InvoiceLine.Month(month)} is closed; '{step}' comes before the close.")
            : new(RefusalCode.MonthOpen, "month", $"{InvoiceLine.Month(month)} is not closed; '{step}' comes after the close.");
    }
}
