using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The dates on which something under a contract will or can happen, seen from a date, with what each does to capacity and money:
/// steps, deadlines, the first day of notice, what notice today would come to, the end, the day capacity is back, and invoices falling due.
/// </summary>
/// <param name="IsChoice">Whether it happens only if somebody decides so.</param>
/// <param name="GpusChange">By how many GPUs the commitment changes on the date.</param>
/// <param name="Amount">The money that goes with it: the new monthly fee, the amount due, or the backlog lost.</param>
public sealed record Agenda(LocalDate Date, Slug Contract, bool IsChoice, string What, Gpus GpusChange, decimal? Amount, Currency Currency)
{
    /// <summary>What <see cref="Amount"/> is an amount of.</summary>
    public AmountOf AmountOf { get; init; }

    /// <summary>What lies on or after a date, in order of date.</summary>
    public static IEnumerable<Agenda> Of(Book book, Contract contract, LocalDate at) =>
        Steps(contract, at).Concat(Exits(contract, at)).Concat(Ends(book, contract, at)).Concat(Dues(book, contract, at))
            .Where(item => item.Date >= at || item.What.StartsWith("overdue", StringComparison.Ordinal))
            .OrderBy(item => item.Date).ThenBy(item => item.What, StringComparer.Ordinal);

    static IEnumerable<Agenda> Steps(Contract contract, LocalDate at)
    {
        var (schedule, calendar) = (contract.Schedule(at), contract.Terms.Calendar);
        foreach (var pool in schedule.Capacity.Select(commitment => commitment.Pool).Distinct())
        {
            var reserved = schedule.Reserved(pool);
            foreach (var change in reserved.Changes)
                yield return Item(contract, calendar.DateOf(change), $"capacity in {pool} becomes {reserved.At(change).Count:N0} GPUs") with
                { GpusChange = reserved.At(change) - reserved.At(change - Duration.Epsilon) };
        }
        foreach (var milestone in contract.Milestones(at)) yield return Of(contract, milestone);
    }

    static Agenda Of(Contract contract, Milestone milestone) =>
        new(milestone.Date, contract.Id, milestone.IsChoice, milestone.What, milestone.GpusChange, milestone.Amount, contract.Terms.Currency) { AmountOf = milestone.AmountOf };

    static IEnumerable<Agenda> Exits(Contract contract, LocalDate at)
    {
        if (contract.Notice is not null) yield break;
        var stated = Backlog.Of(contract, at);
        foreach (var exit in contract.Terms.Exits)
        {
            var last = exit.LastDayIfServed(at);
            if (last >= contract.Terms.Through) continue;
            var due = contract.Schedule(at).Due;
            var lost = due.Over(last.PlusDays(1), contract.Terms.End).Round(contract.Terms.Currency.Digits);
            var who = exit.By == Side.Either ? "either party" : $"the {exit.By.ToString().ToLowerInvariant()}";
            yield return Item(contract, LocalDate.Max(at, exit.NoticeFrom), $"{who} may serve notice; the last day served would be {Text(last)}") with
            { IsChoice = true, AmountOf = AmountOf.Term, Amount = -Math.Min(lost, stated.Stated), GpusChange = new Gpus(-contract.Schedule(at).ReservedInAll.At(contract.Terms.Calendar.StartOf(last)).Count) };
        }
    }

    static IEnumerable<Agenda> Ends(Book book, Contract contract, LocalDate at)
    {
        var why = contract.Notice is { } notice ? $"by notice of the {notice.By.ToString().ToLowerInvariant()} served {Text(notice.Served)}" : "at its stated end";
        yield return Item(contract, contract.LastDay, $"last day served, {why}");
        var back = contract.LastDay.PlusDays(1 + book.Policy.HandoverDays);
        if (book.Policy.HandoverDays > 0 && book.Sells(contract.Terms)) yield return Item(contract, back, $"its capacity is usable again after {book.Policy.HandoverDays} days of handover");
    }

    static IEnumerable<Agenda> Dues(Book book, Contract contract, LocalDate at) => book.Receivables.Invoices.Values
        .Where(invoice => invoice.Contract == contract.Id && book.Receivables.OpenOf(invoice) != 0)
        .Select(invoice => Item(contract, invoice.Due, $"{(invoice.Due < at ? "overdue" : "due")}: {invoice.Number} for {InvoiceLine.Month(invoice.Period)}") with
        { Amount = book.Receivables.OpenOf(invoice), AmountOf = AmountOf.Payment });

    static Agenda Item(Contract contract, LocalDate date, string what) => new(date, contract.Id, false, what, Gpus.Zero, null, contract.Terms.Currency);

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
