using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Energy passed through at cost: the kilowatt-hours of the facility meter at a tariff, or the share of a metered cost, but no more of them than
/// those of the computers times a cap on the overhead (PUE). A monthly estimate is billed and trued up against the readings every so many months;
/// without one each month is billed as it was read. A month of which a meter was not read counts at the estimate until it is.
/// </summary>
/// <param name="Name">The charge on the invoice; no escalator changes it.</param>
/// <param name="Meter">Kilowatt-hours at the facility.</param>
/// <param name="Tariff">The price of a kilowatt-hour from each date on; a month takes that of its first day. Empty where <paramref name="CostMeter"/> says what it cost.</param>
/// <param name="CostMeter">Reads what the facility's energy cost in the month, in the currency of the terms; null with a tariff.</param>
/// <param name="Overhead">The meter of the computers alone and the cap; null when all is passed on.</param>
/// <param name="Estimate">Billed for each whole month ahead of the readings, 0 or more; null to bill what was read.</param>
/// <param name="EveryMonths">The months between true-ups, counted from the first of the term, 1 to 60.</param>
public sealed record Power(string Name, string Meter, ImmutableArray<FeeStep> Tariff, string? CostMeter, OverheadCap? Overhead, decimal? Estimate, int EveryMonths) : Leg(Name)
{
    // After what changes prices: energy is passed on at what it cost.
    public override Tier Tier => Tier.Minimums;

    public override string Says(Terms terms) =>
        $"'{Name}': kilowatt-hours of '{Meter}' at {(CostMeter is { } cost ? $"their cost by '{cost}'" : string.Join(", then ", Tariff.Select(step => $"{Say.Number(step.Amount)} {terms.Currency.Code} from {Say.Date(step.From)}")))}"
        + (Overhead is { } cap ? $", no more than those of '{cap.Meter}' times {Say.Number(cap.Pue)}" : "")
        + (Estimate is { } estimate ? $"; {Say.Money(estimate, terms)} a month ahead, trued up every {Say.Months(EveryMonths)}" : "");

    public override IEnumerable<string> Meters => new[] { Meter, CostMeter, Overhead?.Meter }.OfType<string>();

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (EveryMonths is < 1 or > 60)
            yield return new Refusal(RefusalCode.OutOfRange, "true-up", $"A period of {EveryMonths} months is outside 1 to 60.");
        if (Overhead?.Pue is < 1 or > 10)
            yield return new Refusal(RefusalCode.OutOfRange, "overhead.pue-cap", $"A PUE of {Overhead.Pue} is outside 1 to 10.");
        if (CostMeter is null == (Tariff.Length == 0))
            yield return new Refusal(RefusalCode.InvalidTerms, "tariff", "State either a tariff in steps or the meter of the cost.");
        if (Tariff.Length > 0)
            foreach (var refusal in Dated.Check("tariff", [.. Tariff.Select(step => step.From)], terms)) yield return refusal;
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var terms = setting.Terms;
        var end = setting.Notice is { } notice ? LocalDate.Min(terms.End, notice.LastDay.PlusDays(1)) : terms.End;
        return below + new Charge(Name, Cumulative.OnDates(Entries(terms.From, end, setting.Observations)), IsVariable: true);
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        if (Estimate is null) yield break;
        for (var month = setting.Terms.From.ToYearMonth(); month.OnDayOfMonth(1) < setting.Terms.End; month = month.PlusMonths(EveryMonths))
            yield return new Milestone(LocalDate.Min(month.PlusMonths(EveryMonths).OnDayOfMonth(1), setting.Terms.End).PlusDays(-1),
                $"{Name}: estimates are trued up against {Meter}");
    }

    IEnumerable<(LocalDate Date, Rational Amount)> Entries(LocalDate first, LocalDate end, Observations observed)
    {
        var (months, open) = (0, Rational.Zero);
        for (var month = first.ToYearMonth(); month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
        {
            var next = month.PlusMonths(1).OnDayOfMonth(1);
            var (last, estimate) = (LocalDate.Min(next, end).PlusDays(-1), Ahead(month, first, end));
            yield return (last, estimate);
            open += (Cost(month, observed) ?? estimate) - estimate;
            if (Estimate is not null && ++months < EveryMonths && next < end) continue;
            yield return (last, open);
            (months, open) = (0, Rational.Zero);
        }
    }

    // What is billed of a month before it was read: the estimate, by days in a month that is not whole.
    Rational Ahead(YearMonth month, LocalDate first, LocalDate end)
    {
        var (from, next) = (month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));
        return Estimate is { } amount ? amount * Rational.Of(Period.DaysBetween(LocalDate.Max(from, first), LocalDate.Min(next, end)), Period.DaysBetween(from, next))
            : Rational.Zero;
    }

    /// <summary>What a month is to be paid for, exact; null while a meter that it rests on was not read. What a month without use still cost is passed on whole.</summary>
    public Rational? Cost(YearMonth month, Observations observed) => Passed(month, observed) is not { } passed ? null
        : CostMeter is null ? passed * PriceIn(month)
        : observed.Read(CostMeter, month) is not { } cost ? null
        : observed.Read(Meter, month) is not 0 and var read ? cost * passed / read!.Value : cost;

    decimal PriceIn(YearMonth month) => Tariff.LastOrDefault(step => step.From <= month.OnDayOfMonth(1), Tariff[0]).Amount;

    // The kilowatt-hours that are passed on: those of the facility, or what the cap leaves of them.
    Rational? Passed(YearMonth month, Observations observed)
    {
        if (observed.Read(Meter, month) is not { } read) return null;
        if (Overhead is not { } cap) return read;
        return observed.Read(cap.Meter, month) is not { } computers ? null : (Rational)computers * cap.Pue is var most && most < read ? most : read;
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (!IsOwn(charge)) return [];
        if (Estimate is not { } estimate) return [Worked(month, setting)];
        var first = setting.Terms.From.ToYearMonth();
        var from = month.PlusMonths(-(Months(first, month) % EveryMonths));
        var last = setting.Notice is { } notice ? LocalDate.Min(notice.LastDay, setting.Terms.Through) : setting.Terms.Through;
        if (from.PlusMonths(EveryMonths - 1) > month && last.ToYearMonth() > month)
            return [$"{Say.Money(estimate, setting.Terms)} a month is billed ahead and trued up every {Say.Months(EveryMonths)}"];
        var months = Enumerable.Range(0, Months(from, month) + 1).Select(i => from.PlusMonths(i)).ToList();
        return [.. months.Select(each => Worked(each, setting)), .. TrueUp(months, setting, last.PlusDays(1))];
    }

    // What is due at a true-up: all of its months, less what the months before the last were billed ahead.
    IEnumerable<string> TrueUp(List<YearMonth> months, Setting setting, LocalDate end)
    {
        if (months.Count == 1) return [];
        var (terms, first) = (setting.Terms, setting.Terms.From);
        var before = months.SkipLast(1).Aggregate(Rational.Zero, (sum, month) => sum + Ahead(month, first, end));
        var all = months.Aggregate(Rational.Zero, (sum, month) => sum + (Cost(month, setting.Observations) ?? Ahead(month, first, end)));
        return [$"together {Say.Money(all.Round(terms.Currency.Digits), terms)}, of which {Say.Money(before.Round(terms.Currency.Digits), terms)} was billed ahead for the months before"];
    }

    string Worked(YearMonth month, Setting setting)
    {
        var (observed, terms) = (setting.Observations, setting.Terms);
        if (Cost(month, observed) is not { } cost) return $"{Say.Month(month)}: not read yet{(Estimate is null ? "" : ", so the estimate stands")}";
        var price = CostMeter is null
            ? $"at {Say.Number(PriceIn(month))} {terms.Currency.Code}" : $"of {Say.Number(observed.Read(Meter, month)!.Value)}, which cost {Say.Money(observed.Read(CostMeter, month)!.Value, terms)}";
        var cap = Overhead is { } most ? $" (at most {Say.Number(observed.Read(most.Meter, month)!.Value)} × {Say.Number(most.Pue)})" : "";
        return $"{Say.Month(month)}: {Say.Number(Passed(month, observed)!.Value.ToDecimal())} kilowatt-hours{cap} {price} = {Say.Money(cost.Round(terms.Currency.Digits), terms)}";
    }

    static int Months(YearMonth from, YearMonth to) => (to.Year - from.Year) * 12 + to.Month - from.Month;
}

/// <summary>How much overhead of a facility is passed on: kilowatt-hours above those of the computers times the cap are the seller's.</summary>
/// <param name="Meter">Kilowatt-hours of the computers.</param>
/// <param name="Pue">The greatest ratio of the facility's energy to theirs that is passed on, 1 to 10.</param>
public sealed record OverheadCap(string Meter, decimal Pue);
