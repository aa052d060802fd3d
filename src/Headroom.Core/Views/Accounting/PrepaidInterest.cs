using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The interest that money paid ahead bears, month by month in arrears on all that is held, interest included; and the revenue that is
/// greater by as much, in the pattern of the fees. The factor between the two is such that nothing is held in the end. Each modification
/// leaves what has accreted as it is and settles the rest over what is left.
/// </summary>
static class PrepaidInterest
{
    /// <summary>Interest and the revenue it adds, of all prepayments that bear any; both the very zero when none does.</summary>
    /// <param name="earned">The fixed revenue as it was seen from each stage.</param>
    public static (Cumulative Interest, Cumulative Adjusted) Of(IReadOnlyList<RevenueStage> stages, IReadOnlyList<Cumulative> earned) => stages
        .SelectMany(stage => stage.BearingInterest).Distinct()
        .Aggregate((Interest: Cumulative.Zero, Adjusted: Cumulative.Zero), (sum, name) =>
            Of(name, stages, earned) is var (interest, adjusted) ? (sum.Interest + interest, sum.Adjusted + adjusted) : sum);

    static (Cumulative, Cumulative) Of(string name, IReadOnlyList<RevenueStage> stages, IReadOnlyList<Cumulative> earned)
    {
        var (interest, adjusted, held, paid) = (Cumulative.Zero, Cumulative.Zero, 0m, 0m);
        for (var i = 0; i < stages.Count; i++)
        {
            var (from, end) = (stages[i].From, LocalDate.Max(stages[i].End, stages[i].From));
            var until = i + 1 < stages.Count ? LocalDate.Min(stages[i + 1].From, end) : end;
            var pattern = Pattern(earned[i], held != 0 ? from : First(stages[i].Schedule.DueUnder(name), from), from, end);
            // The factor is what was known until then: a later modification does not reach back into it.
            var factor = (Rational)Factor(Steps(stages[i], name, pattern, from, end, end), held, paid);
            foreach (var step in Steps(stages[i], name, pattern, from, end, until).TakeWhile(step => step.From < until))
            {
                var accreted = ((Rational)step.On(held)).Round(6);
                interest += Cumulative.Evenly(step.From, step.End, accreted);
                held += accreted + step.Paid - (factor * step.Weight).Round(6);
                paid += step.Paid;
            }
            adjusted = adjusted.CutAt(from) + pattern.Scale([(LocalDate.MinIsoValue, factor)]);
            if (until == end) return (Settled(interest, adjusted, stages[i]), adjusted + Rest(interest, adjusted, stages[i]));
        }
        return (interest, adjusted);
    }

    // Revenue is greater from the first money on, not before; where nothing is earned after it, evenly by months.
    static Cumulative Pattern(Cumulative earned, LocalDate paid, LocalDate from, LocalDate end) =>
        earned.Over(paid, end).IsZero ? Revenue.Months(from, end) : earned.From(paid).CutAt(end);

    static LocalDate First(Cumulative due, LocalDate from) => LocalDate.Max(from, due.Changes.FirstOrDefault(from));

    // The two differ by less than the sixth digit of each month, and only where the term ends; where the term had ended before it was modified, by all that is left.
    static Cumulative Settled(Cumulative interest, Cumulative adjusted, RevenueStage last) =>
        last.End <= last.From ? interest : interest + Cumulative.On(last.End.PlusDays(-1), adjusted.Total - interest.Total);

    static Cumulative Rest(Cumulative interest, Cumulative adjusted, RevenueStage last) =>
        last.End <= last.From ? Cumulative.On(last.From, interest.Total - adjusted.Total) : Cumulative.Zero;

    /// <summary>So much of every unit of the pattern is added that what is held comes to nothing in the end, but for principal that is not given back.</summary>
    static decimal Factor(IEnumerable<Step> steps, decimal held, decimal paid)
    {
        var weight = 0m;
        foreach (var step in steps)
        {
            held += step.On(held) + step.Paid;
            weight += weight * step.Growth + step.Weight.Round(6);
            paid += step.Paid;
        }
        // Fifteen digits are far below the cent in any amount there is, and keep the fractions short.
        return weight == 0 ? 0 : decimal.Truncate((held - paid) / weight * 1_000_000_000_000_000m) / 1_000_000_000_000_000m;
    }

    /// <summary>The months of [from, end), cut also at <paramref name="cut"/>.</summary>
    static IEnumerable<Step> Steps(RevenueStage stage, string name, Cumulative pattern, LocalDate from, LocalDate end, LocalDate cut)
    {
        var monthly = stage.Known.Terms.Legs.OfType<Prepayment>().FirstOrDefault(leg => leg.Name == name)?.Financing is { BearsInterest: true } financing ? financing.Monthly : 0;
        var flows = Flows(stage.Schedule.DueUnder(name)).Where(flow => flow.On >= from).ToList();
        for (var start = from; start < end;)
        {
            var next = LocalDate.Min(start.ToYearMonth().PlusMonths(1).OnDayOfMonth(1), end);
            if (start < cut && cut < next) next = cut;
            decimal days = start.Calendar.GetDaysInMonth(start.Year, start.Month);
            var paid = flows.Where(flow => flow.On >= start && flow.On < next).ToList();
            // What comes in counts from its day on, what is credited up to the end of it.
            var interest = paid.Sum(flow => flow.Amount * monthly * Period.DaysBetween(flow.Amount > 0 ? flow.On : flow.On.PlusDays(1), next) / days);
            yield return new(start, next, monthly * Period.DaysBetween(start, next) / days, paid.Sum(flow => flow.Amount), interest, pattern.Over(start, next));
            start = next;
        }
    }

    /// <summary>Payments and credits on their dates.</summary>
    static IEnumerable<(LocalDate On, decimal Amount)> Flows(Cumulative due)
    {
        var dates = due.Changes.ToList();
        for (var i = 0; i + 1 < dates.Count; i++)
            for (var (date, amount) = (dates[i], due.PerDayOn(dates[i]).Round(6)); amount != 0 && date < dates[i + 1]; date = date.PlusDays(1))
                yield return (date, amount);
    }

    /// <summary>A month, or a part of one: what it adds to a unit held from its start, what is paid in it with the interest on that, and the fees it earns.</summary>
    readonly record struct Step(LocalDate From, LocalDate End, decimal Growth, decimal Paid, decimal Interest, Rational Weight)
    {
        /// <summary>The interest of the step on what was held at its start and on what came in it.</summary>
        public decimal On(decimal held) => held * Growth + Interest;
    }
}
