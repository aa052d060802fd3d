using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Documents.Paper;

/// <summary>How an invoice line comes about, in words that its reader can check with a calendar: days, fee, meter readings, what was invoiced before.</summary>
static class LineWords
{
    /// <summary>Stretches beyond this many are summed up; a month of daily changes would fill the page.</summary>
    const int MostStretches = 8;

    public static IEnumerable<Markup> Of(Contract contract, LineBasis basis)
    {
        var terms = contract.TermsOn(basis.Line.Period.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
        foreach (var words in Clause(contract, terms, basis)) yield return Markup.Of($"{words}");
        if (LegOf(terms, basis)?.Cites is { } cited) yield return Markup.Of($"as agreed in {cited.Document}, {cited.Paragraph}");
        if (basis.Stretches.Any(stretch => stretch.Fee is not null) || basis.Stretches.Length > 1)
        {
            foreach (var stretch in basis.Stretches.Take(MostStretches)) yield return Markup.Of($"{Days(stretch, terms.Currency)}");
            if (basis.Stretches.Length > MostStretches) yield return Markup.Of($"and {Wording.Number(basis.Stretches.Length - MostStretches)} further stretches of days");
        }
        if (basis.Line.IsAdjustment || basis.Before != 0) yield return Difference(basis, terms.Currency);
    }

    static IEnumerable<string> Clause(Contract contract, Terms terms, LineBasis basis) => LegOf(terms, basis) switch
    {
        Once once => [once.Reason],
        Usage usage => Metered(contract, usage, basis.Line.Period),
        Sla sla => Missed(contract, sla, basis.Line.Period),
        Prepayment prepayment when basis.Line.Amount < 0 => [$"Credited from what was paid ahead, in {Wording.Number(prepayment.CreditMonths)} monthly parts from {Wording.Month(prepayment.CreditFrom)}"],
        Prepayment => ["Paid ahead; credited on later invoices"],
        Monthly => [],
        { } leg => [leg.Says(terms)],
        _ when LateInterest.IsCharge(basis.Line.Charge) => [$"Accrued by the end of {Wording.Month(basis.Line.Period)}: {Wording.Amount(basis.Line.CumulativeDue, terms.Currency)}"],
        _ => [],
    };

    static Leg? LegOf(Terms terms, LineBasis basis) => terms.Legs.FirstOrDefault(leg => leg.IsCharge && leg.Name == basis.Line.Charge);

    static IEnumerable<string> Metered(Contract contract, Usage usage, YearMonth month)
    {
        yield return Read(contract, usage.Meter, month);
        yield return usage.Commit == 0 ? $"{Wording.Number(usage.Price)} per unit"
            : $"{Wording.Number(usage.Price)} per unit; {Wording.Number(usage.Commit)} units are paid for in every {(usage.EveryMonths == 1 ? "month" : $"{usage.EveryMonths} months")} at least, {Wording.Number(usage.Overage)} per unit beyond";
    }

    static IEnumerable<string> Missed(Contract contract, Sla sla, YearMonth month)
    {
        yield return Read(contract, sla.DownMeter, month);
        if (ReadingOf(contract, sla.ExcludedMeter, month) is not null) yield return Read(contract, sla.ExcludedMeter, month);
        var (down, excluded) = (ReadingOf(contract, sla.DownMeter, month)?.Amount ?? 0, ReadingOf(contract, sla.ExcludedMeter, month)?.Amount ?? 0);
        var share = sla.CreditShare(down, excluded, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month) * 1440);
        yield return $"{Wording.Percent(share)} of the month's fees for this availability, at most {Wording.Percent(sla.MonthCap)} a month{(sla.YearCap is { } cap ? $" and {Wording.Number(cap)} a calendar year" : "")}";
    }

    static Quantity? ReadingOf(Contract contract, string meter, YearMonth month) => contract.Observed.LastOrDefault(read => read.Meter == meter && read.Month == month);

    static string Read(Contract contract, string meter, YearMonth month) => ReadingOf(contract, meter, month) is { } read
        ? $"{meter} in {Wording.Month(month)}: {Wording.Number(read.Amount)}{(read.Evidence.Length > 0 ? $" ({read.Evidence})" : "")}"
        : $"{meter} in {Wording.Month(month)}: nothing read yet";

    static string Days(Stretch stretch, Currency currency)
    {
        var span = Wording.Span(stretch.From, stretch.Through);
        var amount = Wording.Amount(stretch.Amount.Round(currency.Digits), currency);
        if (stretch.Fee is not { } fee) return stretch.Days == 1 ? $"{span}: {amount}" : $"{span}: {Wording.Days(stretch.Days)} at equal amounts, together {amount}";
        var factor = stretch.Factor == Rational.One ? "" : $" × {Fraction(stretch.Factor)}";
        if ((stretch.Share * stretch.Days) == Rational.One)
            return factor.Length == 0 ? $"{span}: the whole month at {Wording.Amount(fee, currency)}" : $"{span}: the whole month at {Wording.Amount(fee, currency)}{factor} = {amount}";
        var times = stretch.Share.Numerator.IsOne ? "" : $" × {stretch.Share.Numerator}";
        return $"{span}: {Wording.Days(stretch.Days)} × {Wording.Amount(fee, currency)}{times} / {stretch.Share.Denominator}{factor} = {amount}";
    }

    // A share delivered reads best as a fraction, an escalator as a decimal.
    static string Fraction(Rational factor) => factor.Denominator < 100 || factor.ToDecimal() != factor ? $"{factor.Numerator:#,##0}/{factor.Denominator:#,##0}" : Wording.Number(factor.ToDecimal());

    static Markup Difference(LineBasis basis, Currency currency)
    {
        var on = basis.BilledOn.Length == 0 ? Markup.Of($"nothing had been invoiced")
            : Markup.Of($"{Wording.Amount(basis.Before, currency)} had been invoiced ({Wording.Numbers(basis.BilledOn)})");
        return Markup.Of($"Now due for {Wording.Month(basis.Line.Period)}: {Wording.Amount(basis.DueForMonth, currency)}; {on}");
    }
}
