using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Closes an accounting month: issues what is not issued yet of every contract that we sell, sets credit notes off as the policy says, and locks the month. Months close in order,
/// each once, and only when the month is over in the zone of the book and of every contract, with the days of grace of those that we sell, and the policy's steps of the close are
/// done.
/// </summary>
public sealed record CloseMonth(YearMonth Month) : Command
{
    /// <summary>Called after each contract that is drafted, from any core; nothing that is decided depends on it. Null: nobody watches.</summary>
    public Action? Drafted { get; init; }

    public override Instant NotBefore(Book book) => book.Invoicing.Select(alike => (alike.Calendar, From: ReadyOn(alike)))
        .Append((book.Calendar, From: Next)).Max(day => day.Calendar.StartOf(day.From));

    public override int FactsAbout(Book book) => book.Contracts.Count + 1;

    LocalDate ReadyOn(InvoicedAlike alike) => alike.IsSold && alike.From < Next ? Next.PlusDays(alike.GraceDays) : Next;

    LocalDate Next => Month.PlusMonths(1).OnDayOfMonth(1);

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (CannotFollow(book) is { } refusal) return refusal;
        if (NotBefore(book) is var over && now < over)
            return new Refusal(RefusalCode.MonthOpen, "month", $"{Text} is over in every zone, with the days of grace, at {over}; it is {now}.").With("over_at", over);
        if (IssueInvoices.Unknown(book.SoldByIndex, Month) is { } unknown) return unknown;
        if (Waiting(book) is { } waiting) return waiting;
        var issued = IssueInvoices.Numbered(book, Billing.Drafts(book, Month, now, Drafted));
        return new Accepted([.. issued, new MonthClosed(Month, issued.Count(fact => fact is InvoiceIssued))]);
    }

    /// <summary>What the policy wants done and reviewed before the month closes and is not; null when nothing is missing.</summary>
    Refusal? Waiting(Book book)
    {
        var missing = CloseChecklist.Blocking(book, Month).ToList();
        if (missing.Count == 0) return null;
        var said = string.Join(", ", missing.Select(each => $"{each.Step.Step.Id}{(each.Month == Month ? "" : $" of {InvoiceLine.Month(each.Month)}")} ({each.Step.Missing})"));
        return new Refusal(RefusalCode.StepMissing, "step", $"{Text} waits for {said}.").With("missing", missing.Count);
    }

    /// <summary>Why this month is not the next to close, or null when it is; a preview of any other would show what no close will issue.</summary>
    public Refusal? CannotFollow(Book book)
    {
        if (book.ClosedThrough is { } last)
            return Month <= last ? new Refusal(RefusalCode.MonthClosed, "month", $"{Text} is closed already; months are closed through {InvoiceLine.Month(last)}.")
                : Month != last.PlusMonths(1) ? new Refusal(RefusalCode.MonthOpen, "month", $"{InvoiceLine.Month(last.PlusMonths(1))} closes before {Text}; months close in order.")
                : null;
        var first = book.FirstOpen;
        if (first is null) return new Refusal(RefusalCode.MonthOpen, "month", "There is no contract yet under which anything could be billed, so no month to close.");
        return Month <= first ? null
            : new Refusal(RefusalCode.MonthOpen, "month", $"{InvoiceLine.Month(first.Value)} closes before {Text}; months close in order.");
    }

    /// <summary>
    /// The facts of closing the month as things stand, for a look ahead: nothing is said, and what a close waits for is not asked. The refusal when it is not the next to close, or
    /// when something is unknown that a clause follows.
    /// </summary>
    public Refusal? Supposed(Book book, Instant now, out ImmutableArray<Fact> facts)
    {
        facts = [];
        if ((Check.Opened(book) ?? CannotFollow(book) ?? IssueInvoices.Unknown(book.SoldByIndex, Month)) is { } refusal) return refusal;
        var issued = IssueInvoices.Numbered(book, Billing.Drafts(book, Month, now));
        facts = [.. issued.Append(new MonthClosed(Month, issued.Count(fact => fact is InvoiceIssued)))
            .Select((body, i) => new Fact(book.Position + 1 + i, Instant.Max(now, book.RecordedAt), book.Owner, body))];
        return null;
    }

    string Text => InvoiceLine.Month(Month);
}
