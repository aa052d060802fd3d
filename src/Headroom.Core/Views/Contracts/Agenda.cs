using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The dates on which something under a contract will or can happen, seen from a date, with what each does to capacity and money:
/// steps, deadlines, the first and last day of notice with what it would come to, the end, the day capacity is back, the next invoice, and
/// invoices falling due. Every clause states its own (<see cref="Leg.Dates"/>).
/// </summary>
/// <param name="Contract">Null for an incident that hits no contract.</param>
/// <param name="IsChoice">Whether it happens only if somebody decides so.</param>
/// <param name="GpusChange">By how many GPUs the commitment changes on the date.</param>
/// <param name="Amount">The money that goes with it: see <see cref="AmountOf"/>.</param>
/// <param name="Currency">Null without a contract.</param>
public sealed record Agenda(LocalDate Date, Slug? Contract, bool IsChoice, string What, Gpus GpusChange, decimal? Amount, Currency? Currency)
{
    /// <summary>What <see cref="Amount"/> is an amount of.</summary>
    public AmountOf AmountOf { get; init; }

    /// <summary>What lies on or after a date, in order of date.</summary>
    public static IEnumerable<Agenda> Of(Book book, Contract contract, LocalDate at) =>
        Steps(contract, at).Concat(NoticeDates.Of(contract, at).Select(milestone => Of(contract, milestone)))
            .Concat(Ends(book, contract, at)).Concat(Bills(book, contract, at)).Concat(Dues(book, contract, at)).Concat(Calls(book, contract, at))
            .Concat(Blocks(book, contract, at)).Concat(Reclaims(book, contract, at))
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

    static IEnumerable<Agenda> Ends(Book book, Contract contract, LocalDate at)
    {
        var why = contract.Notice switch
        {
            null => "at its stated end",
            { Ground: Ground.LateDelivery } => "ended for late delivery",
            { Ground: Ground.Cause } cause => $"ended for cause by the {cause.By.ToString().ToLowerInvariant()}",
            { } notice => $"by notice of the {notice.By.ToString().ToLowerInvariant()} served {Text(notice.Served)}{(contract.IsContested ? ", which is contested" : "")}",
        };
        yield return Item(contract, contract.Notice?.LastDay ?? contract.LastDay, $"last day served, {why}");
        var back = contract.LastDay.PlusDays(1 + book.Policy.HandoverDays);
        if (book.Policy.HandoverDays > 0 && book.Sells(contract.Terms))
            yield return Item(contract, back, $"its capacity is usable again after {book.Policy.HandoverDays} days of handover");
    }

    static IEnumerable<Agenda> Dues(Book book, Contract contract, LocalDate at) => book.Receivables.InvoicesOf(contract.Id)
        .Where(invoice => book.Receivables.OpenOf(invoice) != 0)
        .Select(invoice => Item(contract, invoice.Due, $"{(invoice.Due < at ? "overdue" : "due")}: {invoice.Number} for {InvoiceLine.Month(invoice.Period)}"
            + (invoice.IsCreditNote ? ", a credit that is neither set off nor given back" : "")) with
        { Amount = book.Receivables.OpenOf(invoice), AmountOf = AmountOf.Payment });

    /// <summary>Whether a contract still has dates: it is served, money of it is to be invoiced or is open, or its blocks or what is taken back of it are not back.</summary>
    public static bool IsOpen(Book book, Contract contract, LocalDate at) =>
        contract.LastDay >= at || book.Sells(contract.Terms) && !contract.IsClosed && !(book.ClosedThrough >= contract.LastDay.ToYearMonth())
        || book.Receivables.InvoicesOf(contract.Id).Any(invoice => book.Receivables.OpenOf(invoice) != 0)
        || book.Blocks.Values.Any(block => block.ContractAt(EndOf(contract, at)) == contract.Id)
        || book.Reclaims.Values.Any(reclaim => reclaim.Contract == contract.Id && ReclaimProgress.Of(book, reclaim).Next is not null);

    /// <summary>Blocks on their way back, by when they are to be ready, and those that are not given back after the last day.</summary>
    static IEnumerable<Agenda> Blocks(Book book, Contract contract, LocalDate at)
    {
        var (calendar, now) = (contract.Terms.Calendar, EndOf(contract, at));
        foreach (var step in book.Blocks.Values.Select(block => BlockStep.At(block, book.Policy, now)).OfType<BlockStep>().Where(step => step.Contract == contract.Id))
        {
            var (block, overdue) = ($"block {step.Block.Id} of {step.Block.Gpus.Count:N0} GPUs", step.IsOverdue(now) ? "overdue: " : "");
            if (step.Plan is { } plan && step.Took(now) > plan && step.State.IsInHandover())
                yield return Item(contract, calendar.DateOf(step.From + plan),
                    $"{overdue}{block} is {step.State.Word()} since {Text(calendar.DateOf(step.From))}, longer than planned");
            else if (step.State.IsInHandover() && step.ReadyBy is { } ready)
                yield return Item(contract, calendar.DateOf(ready), $"{overdue}{block} is to be ready again; it is {step.State.Word()} since {Text(calendar.DateOf(step.From))}");
            else if (!step.State.IsInHandover() && at > contract.LastDay)
                yield return Item(contract, contract.LastDay.PlusDays(1), $"overdue: {block} is still {step.State.Word()} after the last day served");
        }
    }

    /// <summary>The next stage of what is being taken back, by when it was promised.</summary>
    static IEnumerable<Agenda> Reclaims(Book book, Contract contract, LocalDate at) => book.Reclaims.Values.Where(reclaim => reclaim.Contract == contract.Id)
        .Select(reclaim => ReclaimProgress.Of(book, reclaim)).Where(progress => progress.Next is not null).Select(progress => Item(contract, progress.Next!.Value.Promised,
            $"{(progress.IsOverdue(at) ? "overdue: " : "")}reclaim {progress.Case.Id} of {progress.Case.Gpus.Count:N0} GPUs is to be {ReclaimProgress.Word(progress.Next!.Value.Stage)}"));

    static Instant EndOf(Contract contract, LocalDate at) => contract.Terms.Calendar.StartOf(at.PlusDays(1));

    static IEnumerable<Agenda> Calls(Book book, Contract contract, LocalDate at) => Cover.Callable(book, contract, at)
        .Select(call => Item(contract, call.From, $"the guarantor may be called for {call.Invoice}") with { IsChoice = true, Amount = call.Open, AmountOf = AmountOf.Payment });

    /// <summary>So many months are looked through for the next invoice.</summary>
    const int MostMonthsAhead = 24;

    /// <summary>The next invoice: on the first day on which it may be issued, for what it would come to if nothing more happened.</summary>
    static IEnumerable<Agenda> Bills(Book book, Contract contract, LocalDate at)
    {
        if (contract.IsClosed || !book.Sells(contract.Terms)) yield break;
        var first = contract.Versions[0].Terms.From;
        var open = book.ClosedThrough is { } closed && closed >= first.ToYearMonth() ? closed.PlusMonths(1) : first.ToYearMonth();
        var months = Enumerable.Range(0, MostMonthsAhead).Select(open.PlusMonths).Where(month => month == open || month <= contract.LastDay.ToYearMonth());
        var next = months.Select(month => (Month: month, Drafts: Billing.Drafts(book, contract, month).ToList())).FirstOrDefault(each => each.Drafts.Count > 0);
        if (next.Drafts is { } drafts)
            yield return Item(contract, LocalDate.Max(at, Billing.ReadyOn(contract, next.Month)), $"invoice for {InvoiceLine.Month(next.Month)}") with
            { Amount = drafts.Sum(draft => draft.Total), AmountOf = AmountOf.Invoice };
    }

    /// <summary>The dates of a quote that is open at an instant: the day after which it can no longer be signed and holds nothing.</summary>
    public static IEnumerable<Agenda> Of(Quote quote, Instant now)
    {
        if (!quote.IsOpen(now)) yield break;
        var version = quote.Latest;
        var held = version.Holds ? version.AsContract.Capacity.SelectMany(commitment => commitment.Gpus.Changes.Select(commitment.Gpus.At)).Append(Gpus.Zero).Max() : Gpus.Zero;
        yield return new(version.ExpiresOn, quote.Contract, true,
            $"last day to sign version {version.Number} of the quote{(version.Holds ? "; the capacity that it holds is free from the next day" : "")}",
            new Gpus(-held.Count), version.Terms.Resolve(Observations.None).Due.Total.Round(version.Terms.Currency.Digits), version.Terms.Currency)
        { AmountOf = AmountOf.Term };
    }

    static Agenda Item(Contract contract, LocalDate date, string what) => new(date, contract.Id, false, what, Gpus.Zero, null, contract.Terms.Currency);

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
