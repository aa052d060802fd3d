using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Late interest on issued invoices: exact pieces from the due date to each payment, and to a date for what is still open, summed and
/// rounded once. Payments go to the principal first; interest bears no interest. Money counts from the day on which it is received and
/// applied, a set-off from its own day; what is taken off again counts as never paid from the due date on.
/// </summary>
public static class Interest
{
    /// <summary>What has accrued on an invoice through a date, exact; nothing on a credit note.</summary>
    public static Rational Accrued(Receivables receivables, Invoice invoice, LateInterest clause, LocalDate through)
    {
        var accrued = Parts(receivables, invoice, clause, through).Aggregate(Rational.Zero, (sum, part) => sum + part.Amount);
        return clause.Cap is { } cap ? Least(accrued, Most(Principal(invoice), Rational.Zero) * cap) : accrued;
    }

    /// <summary>What bears interest: all that an invoice asks for but interest.</summary>
    static Rational Principal(Invoice invoice) => invoice.Lines.Where(line => !LateInterest.IsCharge(line.Charge)).Sum(line => line.Amount);

    /// <summary>The parts of an invoice's principal, each with the days that it was late and its interest before any cap.</summary>
    public static IEnumerable<InterestPart> Parts(Receivables receivables, Invoice invoice, LateInterest clause, LocalDate through)
    {
        var left = Principal(invoice);
        if (!(left > Rational.Zero)) yield break;
        var disputes = clause.Disputed == DisputedInterest.Accrues ? []
            : receivables.Disputes.On(invoice.Number!).Where(dispute => dispute.Raised <= through && !LateInterest.IsCharge(dispute.Charge)).Reverse().ToList();
        // What is upheld ends with its own credit note; all other money goes to what is not disputed first.
        var notes = disputes.Where(dispute => dispute.UpheldBy(through) > 0).Select(dispute => dispute.Settled!.CreditNote).ToHashSet();
        var settlements = Standing(receivables.Cash.SettlementsOf(invoice.Number!).Where(settlement => settlement.On <= through && !notes.Contains(settlement.From)));
        foreach (var dispute in disputes)
        {
            int Resting(LocalDate date) => clause.Disputed == DisputedInterest.Suspended ? dispute.DaysOpen(invoice.Due, date) : 0;
            Rational upheld = dispute.UpheldBy(through);
            if (clause.Disputed == DisputedInterest.Suspended && upheld > Rational.Zero)
                yield return InterestPart.Of(clause, upheld, invoice.Due, dispute.Settled!.On, Resting(dispute.Settled.On), isOpen: false);
            var top = Most(left - upheld, Rational.Zero);
            left = Most(left - dispute.Amount, Rational.Zero);
            foreach (var part in Between(clause, invoice.Due, through, settlements, left, top, Resting)) yield return part;
        }
        foreach (var part in Between(clause, invoice.Due, through, settlements, Rational.Zero, left, _ => 0)) yield return part;
    }

    /// <summary>How what has accrued under a charge of late interest by the end of a month comes about, in sentences; none of other charges.</summary>
    internal static IEnumerable<string> Workings(Book book, Contract contract, string charge, YearMonth month)
    {
        if (contract.Terms.LateInterest is not { } clause || Late(book, contract, charge) is not { } invoice) yield break;
        var through = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        var parts = Parts(book.Receivables, invoice, clause, through).Where(part => !part.Amount.IsZero).ToList();
        foreach (var part in parts) yield return part.Says(clause, contract.Terms);
        if (clause.Cap is { } cap && parts.Aggregate(Rational.Zero, (sum, part) => sum + part.Amount) > Principal(invoice) * cap)
            yield return $"at most {Say.Percent(cap)} of what {invoice.Number} asked for: {Say.Money((Principal(invoice) * cap).Round(invoice.Currency.Digits), contract.Terms)}";
    }

    // The invoice that a charge of late interest is on; null when it is void, or the charge is another.
    static Invoice? Late(Book book, Contract contract, string charge) =>
        book.Receivables.StandingOf(contract.Id).FirstOrDefault(invoice => LateInterest.ChargeOn(invoice.Number!) == charge);

    /// <summary>What stands of money and credit, in order of date: what was taken off again is taken from what was last applied of it.</summary>
    static List<Settlement> Standing(IEnumerable<Settlement> settlements)
    {
        var standing = new List<Settlement>();
        foreach (var settlement in settlements)
        {
            if (settlement.Amount >= 0) standing.Add(settlement);
            var off = Math.Max(0, -settlement.Amount);
            for (var i = standing.Count - 1; off > 0 && i >= 0; i--)
            {
                if (standing[i].From != settlement.From) continue;
                var taken = Math.Min(off, standing[i].Amount);
                (standing[i], off) = (standing[i] with { Amount = standing[i].Amount - taken }, off - taken);
            }
        }
        return [.. standing.OrderBy(settlement => settlement.On)];
    }

    /// <summary>What lies of the principal between two amounts, which money reaches once it has filled what lies below, settlement by settlement.</summary>
    static IEnumerable<InterestPart> Between(
        LateInterest clause, LocalDate due, LocalDate through, IReadOnlyList<Settlement> settlements, Rational from, Rational to, Func<LocalDate, int> resting)
    {
        Rational Within(Rational amount) => Most(from, Least(amount, to));
        var settled = Rational.Zero;
        foreach (var settlement in settlements)
        {
            var before = Within(settled);
            settled += settlement.Amount;
            yield return InterestPart.Of(clause, Within(settled) - before, due, settlement.On, resting(settlement.On), isOpen: false);
        }
        var open = to - Within(settled);
        if (open > Rational.Zero) yield return InterestPart.Of(clause, open, due, through, resting(through), isOpen: true);
    }

    /// <summary>What has accrued under a charge of late interest by the end of a month, rounded; nothing on a void invoice.</summary>
    internal static decimal Due(Book book, Contract contract, string charge, YearMonth month)
    {
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        return contract.Terms.LateInterest is { } clause && Late(book, contract, charge) is { } invoice && invoice.Due < last
            ? Accrued(book.Receivables, invoice, clause, last).Round(invoice.Currency.Digits) : 0;
    }

    static Rational Least(Rational a, Rational b) => a < b ? a : b;

    static Rational Most(Rational a, Rational b) => a > b ? a : b;

    /// <summary>The lines that a month's invoice carries for interest accrued by its end and not yet billed.</summary>
    internal static IEnumerable<(Slug Payer, InvoiceLine Line)> Lines(Book book, Contract contract, YearMonth month) =>
        contract.Terms.LateInterest is null ? [] : Lines(book, contract, month, month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));

    /// <summary>The same with what has accrued through a date of the month.</summary>
    internal static IEnumerable<(Slug Payer, InvoiceLine Line)> Lines(Book book, Contract contract, YearMonth month, LocalDate last)
    {
        if (contract.Terms.LateInterest is not { } clause) yield break;
        var billed = book.Receivables.BilledOf(contract.Id).Where(entry => entry.Key.Period <= month).ToLookup(entry => entry.Key.Charge, entry => entry.Value);
        foreach (var invoice in book.Receivables.InvoicesOf(contract.Id))
        {
            // A void invoice was never due: what was billed for its lateness is given back.
            var accrued = invoice.Due >= last || book.Receivables.Voided.ContainsKey(invoice.Number!) ? 0
                : Accrued(book.Receivables, invoice, clause, last).Round(invoice.Currency.Digits);
            var amount = accrued - billed[LateInterest.ChargeOn(invoice.Number!)].Sum();
            if (amount != 0) yield return (invoice.Buyer, new InvoiceLine(LateInterest.ChargeOn(invoice.Number!), month, accrued, amount, IsAdjustment: false));
        }
    }
}
