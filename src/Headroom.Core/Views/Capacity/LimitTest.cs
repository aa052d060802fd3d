using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>Whether a sale keeps the limits of the policy: tenor, share sold, what own products keep, and what stands to be lost with its buyer.</summary>
public static class LimitTest
{
    /// <summary>The first limit that the sale would break, or null. The book must hold the offer.</summary>
    public static Refusal? Of(Book with, Contract offer, Instant now)
    {
        var limits = with.Policy.Limits;
        if (limits.IsNone) return null;
        var at = offer.Terms.Calendar.DateOf(now);
        return Tenor(limits, offer.Terms) ?? Share(with, limits, offer) ?? Floor(with, limits, offer)
            ?? (limits.LimitOf(offer.Terms.Buyer) is { } customer ? Customer(with, customer, offer, at) : null);
    }

    static Refusal? Tenor(SaleLimits limits, Terms terms) => limits.TenorMonths is not { } months || terms.End <= terms.From.PlusMonths(months) ? null
        : Broken("term.through", $"The term runs to {Text(terms.Through)}; the policy permits {months} months, to {Text(terms.From.PlusMonths(months).PlusDays(-1))}.")
            .With("tenor_months", months).With("through", Text(terms.Through)).With("latest", Text(terms.From.PlusMonths(months).PlusDays(-1)));

    static Refusal? Share(Book with, SaleLimits limits, Contract offer)
    {
        if (limits.GreatestShare is not { } share) return null;
        foreach (var pool in PoolsOf(with, offer))
            if (Least(LeftOf(with, pool, share), offer) is var (at, left) && left < Rational.Zero)
                return Broken("legs",
                    $"Pool '{pool.Id}' would be sold {Number(-left)} GPUs beyond {share:0.##%} of its supply from {Text(DateIn(offer, at))}, the greatest share that the policy permits.")
                    .With("greatest_share", share).With("beyond_by_gpus", Number(-left)).With("pool", pool.Id).With("from", Text(DateIn(offer, at)));
        return null;
    }

    /// <summary>What may still be sold of a pool by the greatest share, over time: negative where more is sold already.</summary>
    internal static Timeline<Rational> LeftOf(Book book, Pool pool, decimal share)
    {
        var totals = book.TotalsOf(pool.Id);
        return book.Fleet.Planned(pool).Map(count => (Rational)count).Zip(totals.Bought.ToTimeline(), (supply, bought) => (supply + bought) * share)
            .Zip(totals.Gpus.ToTimeline(), (most, sold) => most - sold)
            .Zip(book.HeldInside(pool.Id), (left, inside) => left + inside);
    }

    static Refusal? Floor(Book with, SaleLimits limits, Contract offer)
    {
        foreach (var pool in PoolsOf(with, offer))
            foreach (var (home, pools) in new[] { (pool.Id, (IEnumerable<Pool>)[pool]), (pool.Class ?? pool.Id, with.Fleet.ClassOf(pool)) }.Distinct())
            {
                if (limits.FloorOf(home) is not { Count: > 0 } floor) continue;
                var left = pools.Select(each => Acceptance.Slack(with, each)).Aggregate((a, b) => a.Zip(b, (x, y) => x + y));
                if (Least(left, offer) is var (at, gpus) && gpus < floor.Count)
                    return Broken("legs", $"Own products would be left {Number(gpus)} GPUs of '{home}' from {Text(DateIn(offer, at))}; the policy keeps {floor.Count} for them.")
                        .With("floor_gpus", floor.Count).With("left_gpus", Number(gpus)).With("home", home).With("from", Text(DateIn(offer, at)));
            }
        return null;
    }

    static Refusal? Customer(Book with, CustomerLimit limit, Contract offer, LocalDate at)
    {
        var buyer = offer.Terms.Buyer;
        if (offer.Terms.Currency != limit.Currency)
            return Broken("currency", $"The limit of '{buyer}' is stated in {limit.Currency}; a sale in {offer.Terms.Currency} cannot be held against it.")
                .With("limit_currency", limit.Currency.Code).With("customer", buyer);
        var contracts = with.Sold.Where(contract => contract.Terms.Buyer == buyer && contract.Terms.Currency == limit.Currency && contract.LastDay >= at).ToList();
        return Money(limit.Exposure, contracts.Sum(contract => Exposed(with, contract, at)), "exposure", "open and enforceable", limit, buyer)
            ?? Money(limit.Credit, contracts.Sum(contract => Unpaid(with, contract, at)), "credit", "unpaid at once", limit, buyer);
    }

    static Refusal? Money(decimal? most, decimal would, string name, string says, CustomerLimit limit, Slug buyer) => most is not { } amount || would <= amount ? null
        : Broken("buyer", FormattableString.Invariant($"'{buyer}' would have {would:N2} {limit.Currency} {says}, above its {name} limit of {amount:N2}."))
            .With($"{name}_limit", amount).With(name, would).With("above_by", would - amount).With("currency", limit.Currency.Code).With("customer", buyer);

    /// <summary>What stands to be lost of a contract: open invoices and what is enforceable after a date, less what a guarantor answers for.</summary>
    static decimal Exposed(Book book, Contract contract, LocalDate at) => Cover.Of(book, contract, at)?.NetEnforceable
        ?? Open(book, contract, at) + Math.Max(0, Backlog.Of(contract, LocalDate.Max(at, contract.Versions[0].Terms.From.PlusDays(-1))).Enforceable);

    /// <summary>
    /// What is open, and the greatest sum of months that can be unpaid at once if every invoice is paid when it is due: the month served and those whose invoices are not due.
    /// </summary>
    static decimal Unpaid(Book book, Contract contract, LocalDate at)
    {
        var (due, terms) = (contract.Schedule(at).Due, contract.Terms);
        var months = 1 + (terms.NetDays + 29) / 30;
        var first = LocalDate.Max(at, contract.Versions[0].Terms.From).ToYearMonth();
        var greatest = Enumerable.Range(0, Math.Max(1, Period.Between(first.OnDayOfMonth(1), contract.LastDay.ToYearMonth().OnDayOfMonth(1), PeriodUnits.Months).Months + 1))
            .Select(month => due.Over(first.PlusMonths(month).OnDayOfMonth(1), first.PlusMonths(month + months).OnDayOfMonth(1))).Max();
        return Open(book, contract, at) + greatest.Round(terms.Currency.Digits);
    }

    static decimal Open(Book book, Contract contract, LocalDate at) =>
        Math.Max(0, book.Receivables.InvoicesOf(contract.Id).Where(invoice => invoice.Issued <= at).Sum(invoice => book.Receivables.OpenOf(invoice, at)));

    /// <summary>Where a line is least over the stated term of an offer, at the first instant.</summary>
    static (Instant At, Rational Left) Least(Timeline<Rational> line, Contract offer)
    {
        var first = offer.Versions[0].Terms.From;
        var term = offer.Terms.Calendar.Between(first, LocalDate.Max(offer.Terms.End, first.PlusDays(1)));
        return line.Pieces(term).Select(piece => (piece.Window.From, piece.Value)).MinBy(piece => piece.Value);
    }

    static IEnumerable<Pool> PoolsOf(Book book, Contract contract) => contract.Versions.SelectMany(version => version.Terms.Pools).Distinct().Select(id => book.Fleet.Pools[id]);

    static Refusal Broken(string field, string says) => new(RefusalCode.PolicyLimit, field, says);

    static LocalDate DateIn(Contract offer, Instant at) => offer.Terms.Calendar.DateOf(at);

    static string Number(Rational value) => value.ToDecimal().ToString("0.###", CultureInfo.InvariantCulture);

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
