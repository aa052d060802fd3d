using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A fixed rise (or fall) of the charges at equal intervals, compounding: from the first date everything below is multiplied by 1 + rate,
/// from the second by its square. Customary in leases at 2 to 3 percent a year.
/// </summary>
/// <param name="Name">Names the clause; it has no charge of its own.</param>
/// <param name="Rate">The rise at each step as a share, -0.5 to 1.</param>
/// <param name="First">The first date at the new rate.</param>
/// <param name="EveryMonths">Calendar months between steps, 1 to 120; a date that a month lacks is its last day.</param>
public sealed record Escalator(string Name, decimal Rate, LocalDate First, int EveryMonths) : Leg(Name)
{
    public override Tier Tier => Tier.Modifiers;

    public override string Says(Terms terms) => $"'{Name}': the fees change by {Say.Percent(Rate)} on {Say.Date(First)} and every {Say.Months(EveryMonths)} after it";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Rate is < -0.5m or > 1m)
            yield return new Refusal(RefusalCode.OutOfRange, "rate", $"A rate of {Say.Percent(Rate)} is outside -50 to 100 percent.");
        if (EveryMonths is < 1 or > 120)
            yield return new Refusal(RefusalCode.OutOfRange, "every", $"Every {EveryMonths} months is outside 1 to 120.");
        if (First <= terms.AgreedFrom || First > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from", $"{First:R} does not lie after the first day {terms.From:R} and within the term.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var factors = ImmutableArray.CreateBuilder<(LocalDate, Rational)>();
        var factor = Rational.One;
        foreach (var date in Steps(setting.Terms.End))
            factors.Add((date, factor *= Rational.One + Rate));
        return below.WithCharges(charge => charge.Changed(due => due.Scale(factors)));
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        var said = Changes(charge, setting.Terms) ? Steps(setting.Terms.End).Where(date => date.ToYearMonth() <= month).ToList() : [];
        return said.Count == 0 ? [] : [$"'{Name}': changed by {Say.Percent(Rate)} {(said.Count == 1 ? "" : $"{said.Count} times, the last ")}on {Say.Date(said[^1])}"];
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        var says = $"{Name}: charges {(Rate < 0 ? "fall" : "rise")} by {Milestone.Plain(Math.Abs(Rate) * 100)} percent";
        return Steps(setting.Terms.End).Select(date => new Milestone(date, says)
        { Amount = Monthly.AMonth(schedule.Fixed, date, setting.Terms), AmountOf = AmountOf.Monthly });
    }

    // Counted from the first date, so that the 31st stays the 31st wherever a month has one.
    IEnumerable<LocalDate> Steps(LocalDate end)
    {
        for (var step = 0; First.PlusMonths(step * EveryMonths) is var date && date < end; step++) yield return date;
    }
}
