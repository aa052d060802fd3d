using System.Collections.Immutable;
using Headroom.Core.Books;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>A step of a month's close as the policy wants it, and how far it is.</summary>
/// <param name="Work">Who did it and who reviewed it; null while nobody has.</param>
/// <param name="Seen">What the book itself shows of it, for steps that it knows; empty for others.</param>
public sealed record CloseChecklist(CloseStep Step, StepWork? Work, string Seen)
{
    /// <summary>Whether nothing is missing of it.</summary>
    public bool IsDone => Work is { } work && (work.Reviewed is not null || !Step.NeedsReview);

    /// <summary>What is missing, in words; empty when nothing is.</summary>
    public string Missing => Work is null ? "not prepared" : IsDone ? "" : "not reviewed";

    /// <summary>The steps of a month in the policy's order.</summary>
    public static ImmutableArray<CloseChecklist> Of(Book book, YearMonth month) =>
        [.. book.Policy.CloseSteps.Select(step => new CloseChecklist(step, book.Closing.Steps.GetValueOrDefault((month, step.Id)), SeenOf(book, step, month)))];

    /// <summary>What keeps a month from being closed: its own steps that come before the close, and those that come after the close of the month before.</summary>
    public static IEnumerable<(YearMonth Month, CloseChecklist Step)> Blocking(Book book, YearMonth month)
    {
        var before = month.PlusMonths(-1);
        var earlier = book.ClosedThrough is { } closed && closed == before
            ? Of(book, before).Where(step => step.Step.IsAfterClose && !step.IsDone).Select(step => (before, step)) : [];
        return earlier.Concat(Of(book, month).Where(step => !step.Step.IsAfterClose && !step.IsDone).Select(step => (month, step)));
    }

    static string SeenOf(Book book, CloseStep step, YearMonth month) => step.Id.ToString() switch
    {
        "usage" => Counted(book.Sold.Sum(contract => contract.Observed.Count(read => read.Month == month)), "reading", "readings", "of the month"),
        "invoices" => Counted(book.Receivables.Standing.Count(invoice => invoice.Period == month), "invoice", "invoices", "issued for the month"),
        "revenue" => month <= book.ClosedThrough ? "recognised by the close" : "recognised when the month closes",
        "postings" => Counted(book.Closing.Batches.Count(batch => batch.Month == month), "batch", "batches", "posted"),
        "trial-balance" => book.Closing.TrialBalances.TryGetValue(RecognisedPart.Last(month), out var balance) ? $"imported from {balance.Source}" : "not imported",
        _ => "",
    };

    static string Counted(int count, string one, string many, string says) => $"{count} {(count == 1 ? one : many)} {says}";
}
