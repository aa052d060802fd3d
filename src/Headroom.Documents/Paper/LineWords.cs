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
        var (line, currency) = (basis.Line, contract.Terms.Currency);
        foreach (var words in basis.Workings) yield return Markup.Of($"{words}");
        if (LateInterest.IsCharge(line.Charge))
            yield return Markup.Of(
                $"Accrued by the end of {Wording.Month(line.Period)}: {Wording.Amount(line.CumulativeDue, currency)}{(LateInterest.Accrues(line.Charge) && basis.Before.Length > 0 ? Markup.Of($"; {Billed(basis, currency)}") : Markup.None)}");
        if (basis.Stretches.Any(stretch => stretch.Fee is not null || stretch.Days > 1) || basis.Stretches.Length > 1)
        {
            foreach (var stretch in basis.Stretches.Take(MostStretches)) yield return Markup.Of($"{Days(stretch, currency)}");
            if (basis.Stretches.Length > MostStretches) yield return Markup.Of($"and {Wording.Number(basis.Stretches.Length - MostStretches)} further stretches of days");
        }
        if (!LateInterest.Accrues(line.Charge) && (line.IsAdjustment || basis.Before.Length > 0))
            yield return Markup.Of($"Now due for {Wording.Month(line.Period)}: {Wording.Amount(basis.Due, currency)}; {Billed(basis, currency)}");
    }

    static string Days(Stretch stretch, Currency currency)
    {
        var span = Wording.Span(stretch.From, stretch.Through);
        var amount = Wording.Amount(stretch.Amount.Round(currency.Digits), currency);
        if (stretch.Fee is not { } fee) return stretch.Days == 1 ? $"{span}: {amount}" : $"{span}: {Wording.Days(stretch.Days)} at equal amounts, together {amount}";
        var factor = stretch.Factor == Rational.One ? "" : $" × {Fraction(stretch.Factor)}";
        if ((stretch.Share * stretch.Days) == Rational.One)
            return factor.Length == 0
                ? $"{span}: the whole month at {currency.Agreed(fee)}" : $"{span}: the whole month at {currency.Agreed(fee)}{factor} = {amount}";
        // Twelve fees a leap year are not written in lowest terms: 2/61 would tell nobody where it comes from.
        var (parts, whole) = stretch.Share == Rational.Of(12, 366) ? (12, 366) : (stretch.Share.Numerator, stretch.Share.Denominator);
        return $"{span}: {Wording.Days(stretch.Days)} × {currency.Agreed(fee)}{(parts.IsOne ? "" : $" × {parts}")} / {whole}{factor} = {amount}";
    }

    // A share delivered reads best as a fraction, an escalator as a decimal.
    static string Fraction(Rational factor) => factor.Denominator < 100 || factor.ToDecimal() != factor
        ? $"{factor.Numerator:#,##0}/{factor.Denominator:#,##0}" : Wording.Number(factor.ToDecimal());

    static Markup Billed(LineBasis basis, Currency currency) => basis.Before.Length == 0 ? Markup.Of($"nothing had been invoiced")
        : Markup.Of($"{Wording.Amount(basis.BilledBefore, currency)} had been invoiced ({Wording.Numbers([.. basis.Before.Select(before => before.Invoice)])})");
}
