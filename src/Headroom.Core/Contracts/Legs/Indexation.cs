using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Charges follow a published index: on each step they change by a share of the change of the index since the step before (at the first, since the
/// base month), no less than the floor and no more than the cap. A value that is not published yet is held at the last one in estimates;
/// days from its step on are not billed until it is.
/// </summary>
/// <param name="Name">Names the clause; it has no charge of its own.</param>
/// <param name="Index">The index as it is published.</param>
/// <param name="Base">The month whose value the fees were agreed at.</param>
/// <param name="First">The first date at changed charges, after the first day of the term.</param>
/// <param name="EveryMonths">Calendar months between steps, 1 to 120.</param>
/// <param name="LagMonths">A step looks at the index of so many months before its own, 0 to 24.</param>
/// <param name="Share">The share of the index's change that is passed on, 0 to 2.</param>
/// <param name="Floor">The least change at a step, -0.5 to 1; null without one.</param>
/// <param name="Cap">The most, from the floor to 1; null without one.</param>
public sealed record Indexation(string Name, string Index, YearMonth Base, LocalDate First, int EveryMonths, int LagMonths, decimal Share, decimal? Floor, decimal? Cap) : Leg(Name)
{
    public override Tier Tier => Tier.Modifiers;

    public override IEnumerable<string> Indices => [Index];

    public override string Says(Terms terms) =>
        $"'{Name}': on {Say.Date(First)} and every {Say.Months(EveryMonths)} after it the fees change by {Say.Percent(Share)} of the change of '{Index}' {LagMonths} months before"
        + $", first since {Say.Month(Base)}{(Floor is { } floor ? $", at least {Say.Percent(floor)}" : "")}{(Cap is { } cap ? $", at most {Say.Percent(cap)}" : "")}; "
        + "until a value is published estimates hold the last one";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (EveryMonths is < 1 or > 120)
            yield return new Refusal(RefusalCode.OutOfRange, "every", $"Every {EveryMonths} months is outside 1 to 120.");
        if (LagMonths is < 0 or > 24)
            yield return new Refusal(RefusalCode.OutOfRange, "lag-months", $"A lag of {LagMonths} months is outside 0 to 24.");
        if (Share is < 0 or > 2)
            yield return new Refusal(RefusalCode.OutOfRange, "share", $"A share of {Say.Percent(Share)} is outside 0 to 200 percent.");
        if (Floor is < -0.5m or > 1 || Cap is < -0.5m or > 1 || Cap < Floor)
            yield return new Refusal(RefusalCode.OutOfRange, "cap", "Floor and cap lie within -50 and 100 percent, the floor not above the cap.");
        if (First <= terms.From || First > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from", $"{First:R} does not lie after the first day {terms.From:R} and within the term.");
        else if (First.ToYearMonth().PlusMonths(-LagMonths) <= Base)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "base",
                $"The first step looks at {Say.Month(First.ToYearMonth().PlusMonths(-LagMonths))}, which is not after the base month {Say.Month(Base)}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var (factor, before, factors) = (Rational.One, Base, new List<(LocalDate, Rational)>());
        foreach (var (date, month) in Steps(setting.Terms.End))
        {
            factor *= Rational.One + Change(setting.Observations, before, month);
            factors.Add((date, factor));
            before = month;
        }
        return below.WithCharges(charge => charge.Changed(due => due.Scale(factors)));
    }

    /// <summary>The values that are missing of those that the days through a date rest on, in order.</summary>
    public override IEnumerable<Refusal> Unknown(Observations observed, LocalDate through) => Missing(observed, through).Select(month =>
    {
        var held = observed.LastIndex(Index, month);
        return new Refusal(RefusalCode.IndexMissing, Name,
            $"'{Name}' follows '{Index}', which is not published for {Say.Month(month)}{(held is { } last ? $"; the last known is {Say.Number(last.Value)} of {Say.Month(last.Month)}" : "; none is known before it")}.")
            .With("index", Index).With("month", Say.Month(month));
    });

    /// <summary>The months that days through a date rest on and for which nothing is published, in order.</summary>
    public IEnumerable<YearMonth> Missing(Observations observed, LocalDate through)
    {
        var months = Steps(through.PlusDays(1)).Select(step => step.Month).ToList();
        return (months.Count == 0 ? months : months.Prepend(Base)).Where(month => !observed.Indices.ContainsKey((Index, month)));
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Steps(setting.Terms.End).Select(step =>
        new Milestone(step.Date, $"{Name}: charges follow {Index} of {Say.Month(step.Month)}, or the last value before it while that is not published")
        { Amount = Monthly.AMonth(schedule.Fixed, step.Date, setting.Terms), AmountOf = AmountOf.Monthly });

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        var steps = Changes(charge, setting.Terms) ? Steps(setting.Terms.End).Where(step => step.Date.ToYearMonth() <= month).ToList() : [];
        if (steps.Count == 0) yield break;
        var (observed, (date, young), old) = (setting.Observations, steps[^1], steps.Count > 1 ? steps[^2].Month : Base);
        if (observed.LastIndex(Index, old) is not { } before || observed.LastIndex(Index, young) is not { } after) yield break;
        yield return $"'{Name}': '{Index}' was {Say.Number(before.Value)} in {Say.Month(before.Month)} and {Say.Number(after.Value)} in {Say.Month(after.Month)}; "
            + $"the fees changed by {Say.Percent(Change(observed, old, young).Round(8))} on {Say.Date(date)}";
    }

    Rational Change(Observations observed, YearMonth before, YearMonth month)
    {
        if (observed.LastIndex(Index, before) is not { Value: > 0 } old || observed.LastIndex(Index, month) is not { } young) return Rational.Zero;
        var change = Share * ((Rational)young.Value / old.Value - Rational.One);
        return Floor is { } floor && change < floor ? floor : Cap is { } cap && change > cap ? cap : change;
    }

    /// <summary>The dates before an end on which charges change, each with the month whose value it looks at.</summary>
    public IEnumerable<(LocalDate Date, YearMonth Month)> Steps(LocalDate end)
    {
        for (var step = 0; First.PlusMonths(step * EveryMonths) is var date && date < end; step++)
            yield return (date, date.ToYearMonth().PlusMonths(-LagMonths));
    }
}
