using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What is due by the end of a date and has no invoice line, with its reason. The amounts of a contract add up to what is due less what is
/// billed through the date's month, exactly. What has no amount yet (a meter not read, capacity not delivered) stands with zero.
/// </summary>
/// <param name="Charge">The charge, or the pool that is not delivered.</param>
/// <param name="Amount">Due less billed, in the contract's currency; negative where more is billed than is due.</param>
/// <param name="Why">The reason, in words.</param>
public sealed record Unbilled(Slug Contract, Slug Payer, string Charge, YearMonth Month, decimal Amount, Currency Currency, UnbilledReason Reason, string Why)
{
    /// <summary>Everything unbilled by the end of a date, contract by contract, as of an instant.</summary>
    public static IEnumerable<Unbilled> Of(Book book, LocalDate date, Instant now) =>
        book.AllContracts.SelectMany(contract => Of(book, contract, date, contract.Terms.Calendar.DateOf(now)));

    /// <summary>The same for one contract, whose today is given.</summary>
    public static IEnumerable<Unbilled> Of(Book book, Contract contract, LocalDate date, LocalDate today)
    {
        if (date < contract.Versions[0].Terms.From) yield break;
        var billed = book.Receivables.BilledOf(contract.Id);
        var interest = Interest.Lines(book, contract, date.ToYearMonth(), date)
            .Select(late => new Due(late.Line.Charge, late.Line.Period, late.Payer, late.Line.CumulativeDue, late.Line.Amount
            + billed.GetValueOrDefault((late.Line.Charge, late.Line.Period, late.Payer))));
        foreach (var due in Due.Of(book, contract, billed, date.ToYearMonth(), date.PlusDays(1)).Concat(interest))
        {
            var before = billed.GetValueOrDefault((due.Charge, due.Period, due.Payer));
            var amount = due.Amount - before;
            if (amount == 0) continue;
            var (reason, why) = Reasons(book, contract, due, isAhead: date.PlusDays(1) < due.Period.PlusMonths(1).OnDayOfMonth(1) && amount * before < 0, today);
            yield return new(contract.Id, due.Payer, due.Charge, due.Period, amount, contract.Terms.Currency, reason, why);
        }
        foreach (var item in Unread(contract, date, today).Concat(Undelivered(contract, date)).Concat(Waiting(contract, date)).Concat(TooSmall(contract, date)))
            yield return item;
    }

    static (UnbilledReason, string) Reasons(Book book, Contract contract, Due due, bool isAhead, LocalDate today)
    {
        var (over, ready, open) = (due.Period.PlusMonths(1).OnDayOfMonth(1), Billing.ReadyOn(contract, due.Period), book.FirstOpen);
        if (!book.Sells(contract.Terms)) return (UnbilledReason.Bought, "we buy this: the seller bills it");
        if (isAhead) return (UnbilledReason.BilledAhead, $"billed to the end of {InvoiceLine.Month(due.Period)}");
        if (VoidOf(book, contract, due) is { } number) return (UnbilledReason.Void, $"{number} is void; on the next invoice, of {Text(open)}");
        if (today < over) return (UnbilledReason.MonthNotOver, $"the month is over on {over:uuuu'-'MM'-'dd}");
        if (contract.Unknown(over.PlusDays(-1)).FirstOrDefault() is { } unknown) return (UnbilledReason.IndexMissing, $"estimated: {unknown.Says}");
        if (open is { } next && due.Period < next) return (UnbilledReason.NextInvoice, $"an adjustment on the next invoice, of {Text(open)}");
        if (today < ready) return (UnbilledReason.InGrace, $"in grace until {ready:uuuu'-'MM'-'dd}");
        return due.Period == open ? (UnbilledReason.Ready, "ready to be issued") : (UnbilledReason.NextInvoice, $"waits until {Text(open)} is closed");
    }

    static string? VoidOf(Book book, Contract contract, Due due) => book.Receivables.InvoicesOf(contract.Id)
        .LastOrDefault(invoice =>
            book.Receivables.Voided.ContainsKey(invoice.Number!) && invoice.Buyer == due.Payer && invoice.Lines.Any(line => line.Charge == due.Charge && line.Period == due.Period)
            && !book.Receivables.BilledOf(contract.Id).ContainsKey((due.Charge, due.Period, due.Payer)))?.Number;

    // A month that is over and whose meter nobody read: what it costs is not known yet.
    static IEnumerable<Unbilled> Unread(Contract contract, LocalDate date, LocalDate today)
    {
        var read = contract.Observed.Select(quantity => (quantity.Meter, quantity.Month)).ToHashSet();
        for (var month = contract.Versions[0].Terms.From.ToYearMonth(); month.OnDayOfMonth(1) <= LocalDate.Min(date, contract.LastDay); month = month.PlusMonths(1))
        {
            var terms = contract.TermsOn(LocalDate.Max(month.OnDayOfMonth(1), contract.Versions[0].Terms.From));
            if (month.PlusMonths(1).OnDayOfMonth(1) > today) continue;
            foreach (var (leg, meter) in terms.Legs.Where(leg => leg.Tier is Tier.Charges or Tier.Minimums).SelectMany(leg => leg.Meters.Select(meter => (leg, meter)))
                .Where(entry => !read.Contains((entry.meter, month))))
                yield return Zero(contract, terms, leg.Name, month, UnbilledReason.NoReading, $"no reading for meter {meter}");
        }
    }

    static IEnumerable<Unbilled> Undelivered(Contract contract, LocalDate date)
    {
        if (date > contract.LastDay) yield break;
        var (terms, schedule) = (contract.TermsOn(date), contract.Schedule(date));
        foreach (var pool in terms.Legs.OfType<ProRata>().Where(leg => leg.FromStart || date > leg.Deadline).Select(leg => leg.Pool).Distinct())
        {
            var reserved = schedule.Reserved(pool).At(terms.Calendar.StartOf(date));
            var delivered = contract.Delivered.Where(delivery => delivery.Pool == pool && delivery.Date <= date).Select(delivery => delivery.Gpus).LastOrDefault(Gpus.Zero);
            if (delivered < reserved)
                yield return Zero(contract, terms, pool.ToString(), date.ToYearMonth(), UnbilledReason.NotDelivered,
                    $"not delivered: {reserved.Count - delivered.Count} of {reserved.Count} GPUs");
        }
    }

    // Tranches whose fee waits for what has not come, from their target date on, or since they are ready.
    static IEnumerable<Unbilled> Waiting(Contract contract, LocalDate date)
    {
        if (date > contract.LastDay) yield break;
        var terms = contract.TermsOn(date);
        foreach (var leg in terms.Legs.OfType<TrancheDelivery>().Where(leg => leg.FeeFrom != FeeStart.Target && leg.Carries.Length > 0))
        {
            var progress = leg.Progress(contract.Events.Where(happened => happened.On <= date));
            var start = leg.FeeFrom == FeeStart.Readiness ? progress.Ready : progress.Accepted;
            if (start <= date || progress.Terminated is not null || (date < leg.Target && progress.Ready is null)) continue;
            var what = $"tranche {leg.Name} of {Say.Number(leg.Gpus.Count)} GPUs, {Say.Money(leg.MonthlyFee(terms), terms)} a month";
            yield return progress.Ready is not { } ready
                ? Zero(contract, terms, leg.Name, date.ToYearMonth(), UnbilledReason.NotDelivered, $"not ready, was to be on {leg.Target:uuuu'-'MM'-'dd}: {what}")
                : Zero(contract, terms, leg.Name, date.ToYearMonth(), UnbilledReason.NotAccepted,
                    $"not accepted yet, ready since {ready:uuuu'-'MM'-'dd}{(start is { } deemed ? $", deemed accepted on {deemed:uuuu'-'MM'-'dd}" : "")}: {what}");
        }
    }

    static IEnumerable<Unbilled> TooSmall(Contract contract, LocalDate date)
    {
        var digits = contract.Terms.Currency.Digits;
        foreach (var charge in contract.Schedule(date).Charges)
            for (var month = contract.Versions[0].Terms.From.ToYearMonth(); month <= date.ToYearMonth(); month = month.PlusMonths(1))
            {
                var (from, end) = (month.OnDayOfMonth(1), LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), date.PlusDays(1)));
                if (!charge.Due.Over(from, end).IsZero && charge.Due.Amount(from, end, digits) == 0)
                    yield return Zero(contract, contract.TermsOn(from), charge.Name, month, UnbilledReason.BelowRounding,
                        "less than the currency's smallest unit; carried to the next month");
            }
    }

    static Unbilled Zero(Contract contract, Terms terms, string charge, YearMonth month, UnbilledReason reason, string why) =>
        new(contract.Id, terms.Buyer, charge, month, 0, contract.Terms.Currency, reason, why);

    static string Text(YearMonth? month) => month is { } open ? InvoiceLine.Month(open) : "the first month";
}

/// <summary>Why something has no invoice line.</summary>
public enum UnbilledReason { MonthNotOver, InGrace, Ready, NextInvoice, Void, BilledAhead, Bought, NoReading, NotDelivered, NotAccepted, IndexMissing, BelowRounding }
