using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using NodaTime;

namespace Headroom.Formats.Focus;

/// <summary>
/// The charges of an invoice. Each line is one, but for money paid ahead: the payment is bought and costs nothing by itself, and what is drawn down of it stands
/// on the charges that it covers, which are then billed at so much less. So the billed costs sum to the invoice, and the effective costs to the
/// service.
/// </summary>
static class FocusCharges
{
    /// <summary>The charges of an invoice or draft, in the order of its lines; those that a prepayment covers follow what is left of them.</summary>
    public static IEnumerable<FocusCharge> Of(FocusBook source, Invoice invoice)
    {
        var contract = source.Book.Contracts[invoice.Contract];
        var lines = invoice.Lines.Select((line, i) =>
        {
            var leg = LegOf(contract, line);
            return new FocusCharge(source, invoice, contract, i + 1, line, leg, FocusKind.Of(line, leg), line.Amount, line.Amount, null);
        }).ToList();
        var charges = lines.Where(line => line.Leg is not Prepayment).ToList();
        var bought = new List<FocusCharge>();
        foreach (var line in lines.Where(line => line.Leg is Prepayment))
        {
            var paid = line.Leg is Prepayment prepaid && !line.IsCorrection ? PaidIn(prepaid, line.Of.Period).Sum(payment => payment.Amount) : Math.Max(line.Billed, 0);
            var left = line.Billed - paid;
            if (paid > 0) bought.Add(line with { Billed = paid, Effective = 0 });
            if (left < 0 && !IsGivenBack(line)) (charges, left) = Covered(charges, line.Of.Charge, left);
            if (left != 0) bought.Add(line with { Billed = left, Effective = 0 });
        }
        return charges.Concat(bought).OrderBy(charge => charge.Line);
    }

    /// <summary>The payments of a prepayment in a month.</summary>
    public static IEnumerable<(LocalDate On, decimal Amount)> PaidIn(Prepayment prepaid, YearMonth month) => prepaid.Payments.Where(payment => payment.On.ToYearMonth() == month);

    // On the last day of a contract that ends early, what was not drawn down is given back.
    static bool IsGivenBack(FocusCharge line) => line.Contract.Notice is { } notice && notice.LastDay.ToYearMonth() == line.Of.Period;

    /// <summary>The charges with so much (a negative amount) taken from them in their order, and what was more than all of them.</summary>
    static (List<FocusCharge> Charges, decimal Left) Covered(List<FocusCharge> charges, string by, decimal left)
    {
        var covered = new List<FocusCharge>();
        foreach (var charge in charges)
        {
            var part = charge is { IsPriced: true, CoveredBy: null } ? Math.Min(Math.Max(charge.Billed, 0), -left) : 0;
            left += part;
            if (part == 0 || charge.Billed > part) covered.Add(charge with { Billed = charge.Billed - part, Effective = charge.Effective - part });
            if (part > 0) covered.Add(charge with { Billed = 0, Effective = part, CoveredBy = by });
        }
        return (covered, left);
    }

    /// <summary>The clause that a line comes from, by the terms of its month; null when it is none of the contract's.</summary>
    public static Leg? LegOf(Contract contract, InvoiceLine line)
    {
        var last = line.Period.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        return contract.Versions.Select(version => version.Terms).Prepend(contract.TermsOn(last)).SelectMany(terms => terms.Legs)
            .FirstOrDefault(leg => leg.IsCharge && leg.Name == line.Charge);
    }
}
