using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A metered quantity at a price, with a commitment per period that is paid whether used or not (take-or-pay) and a price for what goes
/// beyond it. Use is charged in its month; what is missing to the commitment is one true-up on the last day of the period.
/// A month that nothing was read for counts as unused, and what is read later is billed as its adjustment.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="Meter">The meter read.</param>
/// <param name="Price">Per unit within the commitment (or of everything, without one), 0 or more.</param>
/// <param name="Commit">Units paid for in each period at least; 0 without a commitment.</param>
/// <param name="EveryMonths">The length of a period in calendar months from the first month of the term, 1 to 60.</param>
/// <param name="Overage">Per unit beyond the commitment of the period.</param>
public sealed record Usage(string Name, string Meter, decimal Price, decimal Commit, int EveryMonths, decimal Overage) : Leg(Name)
{
    public override Tier Tier => Tier.Charges;

    public override string Says(Terms terms) => $"'{Name}': {Say.Number(Price)} {terms.Currency.Code} for each unit of '{Meter}'"
        + (Commit == 0 ? "" : $", at least {Say.Number(Commit)} units in each {Say.Months(EveryMonths)} whether used or not, and {Say.Number(Overage)} {terms.Currency.Code} for each beyond");

    public override IEnumerable<string> Meters => [Meter];

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (EveryMonths is < 1 or > 60)
            yield return new Refusal(RefusalCode.OutOfRange, "commit.every", $"A period of {EveryMonths} months is outside 1 to 60.");
        if (terms.Legs.OfType<Usage>().Count(leg => leg.Meter == Meter) > 1)
            yield return new Refusal(RefusalCode.InvalidTerms, "meter", $"Two legs charge the meter '{Meter}'.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var terms = setting.Terms;
        // Notice ends the last period early; its commitment is then due for the months that were served.
        var end = setting.Notice is { } notice ? LocalDate.Min(terms.End, notice.LastDay.PlusDays(1)) : terms.End;
        var amounts = Months(terms.From.ToYearMonth(), end, setting.Observations);
        var days = amounts.SelectMany(month => new[] { (month.Last, month.Amount), (month.Last.PlusDays(1), Rational.Zero) });
        return below + new Charge(Name, Cumulative.Daily(days.GroupBy(day => day.Item1).Select(group => (group.Key, group.Last().Item2))), IsVariable: true);
    }

    /// <summary>The last day of every commitment period, on which what was not used is charged.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        if (Commit == 0) yield break;
        var (first, end) = (setting.Terms.From.ToYearMonth(), setting.Terms.End);
        for (var from = first; from.OnDayOfMonth(1) < end; from = from.PlusMonths(EveryMonths))
            yield return new Milestone(LocalDate.Min(from.PlusMonths(EveryMonths).OnDayOfMonth(1), end).PlusDays(-1),
                $"commitment of {Milestone.Plain(Commit)} {Meter} ends; what was not used is charged at {Milestone.Plain(Price)}")
            { Amount = schedule.DueUnder(Name).Amount(from.OnDayOfMonth(1), LocalDate.Min(from.PlusMonths(EveryMonths).OnDayOfMonth(1), end), setting.Terms.Currency.Digits), AmountOf = AmountOf.Once };
    }

    /// <summary>The amount of each month, on its last day served.</summary>
    IEnumerable<(LocalDate Last, Rational Amount)> Months(YearMonth first, LocalDate end, Observations observed)
    {
        var (left, inPeriod) = ((Rational)Commit, 0);
        for (var month = first; month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
        {
            if (inPeriod == EveryMonths) (left, inPeriod) = (Commit, 0);
            inPeriod++;
            Rational used = observed.Read(Meter, month) ?? 0;
            var within = Commit == 0 || used < left ? used : left;
            var beyond = used - within;
            left = Commit == 0 ? Rational.Zero : left - within;
            var next = month.PlusMonths(1).OnDayOfMonth(1);
            var isLast = inPeriod == EveryMonths || next >= end;
            yield return (LocalDate.Min(next, end).PlusDays(-1), Price * within + Overage * beyond + (isLast ? Price * Missing(left, inPeriod) : Rational.Zero));
        }
    }

    // A period that the contract's end cuts short owes its commitment by the months served.
    Rational Missing(Rational left, int months)
    {
        var owed = left - (Rational)Commit * Rational.Of(EveryMonths - months, EveryMonths);
        return owed > Rational.Zero ? owed : Rational.Zero;
    }
}
