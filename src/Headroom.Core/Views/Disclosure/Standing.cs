using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>
/// What a contract comes to at the end of a date, in the amounts that a pack is made of: each rounded once, the others differences of
/// those, so that every bridge of a pack sums exactly.
/// </summary>
public sealed class Standing
{
    readonly Recognition _recognition;
    readonly Book _known;
    readonly ClosedBooks _closed;
    readonly Dictionary<LocalDate, BalanceAmounts> _balances = [];

    Standing(Book known, ClosedBooks closed, Contract contract, LocalDate at)
    {
        (_known, _closed, Contract, At) = (known, closed, contract, at);
        _recognition = Recognition.Of(contract, contract.RevenueOn(at), at);
        Backlog = Backlog.Of(contract, at);
        (Stated, Undelivered) = (InvoicedPrice.Total(_recognition.Schedule, Currency.Digits), Round(_recognition.Schedule.Undelivered.Total));
        var last = LocalDate.Max(Backlog.EnforceableThrough, at).PlusDays(1);
        Remaining = Backlog.EnforceablePrice(contract, at) + Round(_recognition.Adjusted.At(last)) - _recognition.Recognised(at);
    }

    /// <summary>A contract at the end of a date; a notice served after the date is not known yet.</summary>
    /// <param name="known">The book as it was known.</param>
    /// <param name="closed">What closes left of it; earlier dates are seen without when null.</param>
    public static Standing Of(Book known, Contract contract, LocalDate at, ClosedBooks? closed = null) =>
        new(known, closed ?? ClosedBooks.None, contract.Notice is { } notice && notice.Served > at ? contract with { Notice = null } : contract, at);

    public Contract Contract { get; }

    /// <summary>The date; all of it has happened.</summary>
    public LocalDate At { get; }

    public Backlog Backlog { get; }
    public Currency Currency => Contract.Terms.Currency;

    /// <summary>The first day of its service.</summary>
    public LocalDate First => Contract.Versions[0].Terms.From;

    /// <summary>Who buys on the date.</summary>
    public Slug Customer => Contract.TermsOn(At).Buyer;

    /// <summary>Whether service remains after the date.</summary>
    public bool IsLive => Contract.LastDay > At;

    /// <summary>All fees that the terms state from the first day to the last as it stands, had all capacity been delivered as agreed.</summary>
    public decimal Headline => Stated + Undelivered;

    /// <summary>What is taken off them for capacity that came, or is to come, late or in part.</summary>
    public decimal Undelivered { get; }

    /// <summary>All fees from the first day to the last as it stands.</summary>
    public decimal Stated { get; }

    /// <summary>What remains to be recognised of the enforceable transaction price.</summary>
    public decimal Remaining { get; }

    /// <summary>Fees for service up to and on the date.</summary>
    public decimal Served => Stated - Backlog.Stated;

    /// <summary>Fees after the date that either side can still undo.</summary>
    public decimal BeyondExit => Backlog.Stated - Backlog.Enforceable;

    /// <summary>Fees that fell due by the date and are not recognised yet, less revenue recognised before its fee falls due.</summary>
    public decimal Timing => Remaining - Backlog.Enforceable;

    /// <summary>The last day that was enforceable when the contract began.</summary>
    public LocalDate EnforceableAtFirst => Contract.AsSigned.EnforceableThrough(First);

    /// <summary>The fees that were enforceable when the contract was signed.</summary>
    public decimal ContractedSales => Backlog.Of(Contract.AsSigned, First.PlusDays(-1)).Enforceable;

    /// <summary>Whether the term that was enforceable when it began is one year or less; later days are renewals of it.</summary>
    public bool IsOfOneYear => Rpo.IsOfOneYear(Contract);

    public bool IsAsInvoiced => Contract.RevenueOn(At) == RevenuePolicy.AsInvoiced;

    /// <summary>What the elections stated for its class on the date leave out in a band, as far as a framework has them.</summary>
    public decimal LeftOutAsElected(Band band, Framework framework)
    {
        var elected = Rpo.Elected(Contract.PolicyOn(At)?.Elections ?? [], framework);
        return (elected.Contains(RpoElection.OneYear) && IsOfOneYear) || (elected.Contains(RpoElection.RightToInvoice) && IsAsInvoiced) ? Within(band)
            : elected.Contains(RpoElection.SeriesVariable) ? VariableWithin(band) : 0;
    }

    /// <summary>
    /// What was billed and recognised through a date no later than this one, and the balances that it leaves: on an earlier day with which a closed quarter ended, as that was
    /// closed.
    /// </summary>
    public BalanceAmounts BalancesAt(LocalDate date) => _balances.TryGetValue(date, out var amounts) ? amounts : _balances[date] = date < At && _closed.At(date) is { } closed
        ? closed.Contracts.TryGetValue(Contract.Id, out var then) ? ContractBalances.AsClosed(closed, then, date).Amounts : BalanceAmounts.None(Currency)
        : ContractBalances.OfMonthsOver(_known, Contract, date).Amounts;

    /// <summary>Revenue of the days of [from, end): what became known in them of earlier days is caught up in them.</summary>
    public decimal RevenueOver(LocalDate from, LocalDate end) => BalancesAt(end.PlusDays(-1)).Recognised - BalancesAt(from.PlusDays(-1)).Recognised;

    /// <summary>What remains that is expected to be recognised in a band; what the exit leaves unearned or earned too early falls on the last enforceable day.</summary>
    public decimal Within(Band band)
    {
        var (next, last) = (At.PlusDays(1), LocalDate.Max(Backlog.EnforceableThrough, At.PlusDays(1)));
        decimal Through(LocalDate date) => Earned(LocalDate.Min(date, last.PlusDays(1)));
        var pattern = Through(band.End ?? LocalDate.MaxIsoValue) - Through(band.From);
        var isLast = band.From <= last && (band.End is not { } end || last < end);
        return isLast ? pattern + Remaining - (Through(LocalDate.MaxIsoValue) - Through(next)) : pattern;
    }

    /// <summary>The part of that which follows what will be observed.</summary>
    public decimal VariableWithin(Band band)
    {
        var end = Backlog.EnforceableThrough.PlusDays(1);
        return band.From >= end ? 0 : InvoicedPrice.VariableOver(_recognition.Schedule, band.From, band.End is { } next ? LocalDate.Min(next, end) : end, Currency.Digits);
    }

    decimal Earned(LocalDate date) => _recognition.Recognised(date.PlusDays(-1));

    decimal Round(Rational amount) => amount.Round(Currency.Digits);
}
