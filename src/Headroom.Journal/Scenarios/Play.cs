using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Scenarios;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Journal.Scenarios;

/// <summary>
/// Lives a scenario through to a date in a sandbox: says its steps on their dates, closes every month when it is over, and pays every
/// invoice on the day it is due. Time is the sandbox's; nothing waits.
/// </summary>
public sealed class Play(Bookkeeper keeper, Loader loader, Scenario scenario, Slug actor)
{
    readonly Dictionary<Slug, decimal> _recognised = [];

    /// <summary>The months lived through, in order; the first refusal ends it.</summary>
    /// <param name="until">Nothing is said on or after this date, and no month closes that is not over by its start.</param>
    public IEnumerable<(PlayedMonth? Month, Refusal? Refusal)> Until(LocalDate until)
    {
        if (loader.Open() is { } closed) { yield return (null, closed); yield break; }
        var end = scenario.Open.Start is null ? Instant.MinValue : keeper.CatchUp().Calendar.StartOf(until);
        var steps = scenario.Steps.Select((step, i) => (step, $"step/{i}")).Concat(scenario.Later.Select((step, i) => (step, $"later/{i}")));
        foreach (var (step, id) in steps)
        {
            var at = InstantOf(step);
            if (at >= end) break;
            foreach (var month in CloseUntil(at - Duration.Epsilon)) yield return month;
            if (loader.Say(step, id) is { } refusal) { yield return (null, refusal); yield break; }
        }
        foreach (var month in CloseUntil(end)) yield return month;
    }

    IEnumerable<(PlayedMonth?, Refusal?)> CloseUntil(Instant until)
    {
        while (keeper.CatchUp().FirstOpen is { } month)
        {
            var close = new CloseMonth(month);
            if (close.NotBefore(keeper.CatchUp()) > until) break;
            if (PayDue(month) is { } unpaid) { yield return (null, unpaid); yield break; }
            if (Say(close) is { } refusal) { yield return (null, refusal); yield break; }
            yield return (PlayedMonth.Of(keeper.CatchUp(), month, _recognised), null);
        }
    }

    /// <summary>Pays what falls due by the end of a month, before that month closes.</summary>
    Refusal? PayDue(YearMonth month)
    {
        var book = keeper.CatchUp();
        var due = book.Receivables.Invoices.Values.Where(invoice => invoice.Due.ToYearMonth() <= month && book.Receivables.OpenOf(invoice) != 0);
        foreach (var invoice in due.OrderBy(invoice => invoice.Due).ToList())
            if (Say(new RecordPayment(invoice.Number!, invoice.Due, book.Receivables.OpenOf(invoice), invoice.Currency.Code, "played")) is { } refusal) return refusal;
        return null;
    }

    Refusal? Say(Command command) => keeper.Execute(command, actor) is Outcome.Refused refused ? refused.Refusal : null;

    Instant InstantOf(Step step)
    {
        var book = keeper.CatchUp();
        // A name has no date of its own, and asking for its command would store it once more.
        var own = step is not PartyStep && loader.Commands(step).TryGet(out var commands, out _) ? commands.Select(command => command.NotBefore(book)).Max() : Instant.MinValue;
        return Instant.Max(Instant.Max(book.RecordedAt, own), step.Said is { } said ? book.Calendar.StartOf(said) : Instant.MinValue);
    }
}

/// <summary>One month of a played life: use of the fleet as means over the month, money in each currency, backlog at its end.</summary>
public sealed record PlayedMonth(YearMonth Month, ImmutableArray<Utilisation> Use, ImmutableArray<PlayedMoney> Money)
{
    internal static PlayedMonth Of(Book book, YearMonth month, Dictionary<Slug, decimal> recognised)
    {
        var window = book.Calendar.Of(month);
        var picture = new CapacityPicture(book, window.From);
        return new(month,
            [.. book.Fleet.Pools.Values.Select(pool => Utilisation.Of(picture, pool, window))],
            [.. book.Sold.GroupBy(contract => contract.Terms.Currency).Select(group => PlayedMoney.Of(book, group.Key, month, recognised)).OrderBy(money => money.Currency.Code)]);
    }
}

/// <summary>A month's money in one currency.</summary>
/// <param name="Billed">Invoices issued for the month.</param>
/// <param name="Paid">Money received in the month, less what was given back in it.</param>
/// <param name="Earned">Revenue under each contract's stated policy: earned by the month's end, less what earlier months recognised.</param>
/// <param name="Stated">Stated backlog at the month's end.</param>
/// <param name="Enforceable">Enforceable backlog at the month's end.</param>
public sealed record PlayedMoney(Currency Currency, decimal Billed, decimal Paid, decimal Earned, decimal Stated, decimal Enforceable)
{
    internal static PlayedMoney Of(Book book, Currency currency, YearMonth month, Dictionary<Slug, decimal> recognised)
    {
        var next = month.PlusMonths(1).OnDayOfMonth(1);
        var contracts = book.Sold.Where(contract => contract.Terms.Currency == currency).ToList();
        var backlogs = contracts.Where(contract => contract.IsExternal(next.PlusDays(-1))).Select(contract => Backlog.Of(contract, next.PlusDays(-1))).ToList();
        var cash = book.Receivables.Cash;
        return new(currency,
            book.Receivables.Standing.Where(invoice => invoice.Currency == currency && invoice.Period == month).Sum(invoice => invoice.Total),
            cash.Receipts.Values.Where(receipt => receipt.Currency == currency && receipt.Received.ToYearMonth() == month).Sum(receipt => receipt.Amount)
                - cash.Refunds.Where(refund => refund.Currency == currency && refund.Paid.ToYearMonth() == month).Sum(refund => refund.Amount),
            contracts.Sum(contract => Revenue.Recognise(contract, month, recognised)),
            backlogs.Sum(backlog => backlog.Stated), backlogs.Sum(backlog => backlog.Enforceable));
    }
}
