using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Capacity that must be delivered by a date, and a fee that follows what was: after the deadline every charge is multiplied by
/// delivered over reserved, at most one. Before the deadline the charges stand as they are (a reduced fee while capacity ramps is a fee step).
/// A day that has passed counts what was delivered by then. Days to come are estimated: as delivered in full while the deadline has not
/// passed, and as what is in service once it has.
/// </summary>
/// <param name="Pool">The pool in which delivery is counted.</param>
/// <param name="Deadline">The last date by which all that is reserved is to be delivered.</param>
public sealed record ProRata(Slug Pool, LocalDate Deadline) : Leg(Pool.ToString())
{
    /// <summary>
    /// Whether the charges follow what is in service from the first day of the term, and not only after the deadline: they start as capacity is accepted and end as it is handed
    /// back, block by block.
    /// </summary>
    public bool FromStart { get; init; }

    /// <summary>The first date on which the fees follow what is in service.</summary>
    public LocalDate FirstDay(Terms terms) => FromStart ? terms.From : Deadline.PlusDays(1);

    public override Tier Tier => Tier.Modifiers;

    public override string Says(Terms terms) => FromStart
        ? $"the fees follow what is in use of pool '{Pool}' from the first day; all of it is to be there by {Say.Date(Deadline)}" : $"after {Say.Date(Deadline)} the fees follow what is delivered of pool '{Pool}'";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (terms.Legs.OfType<Reserve>().All(leg => leg.Pool != Pool))
            yield return new Refusal(RefusalCode.InvalidTerms, "pro-rata", $"No leg reserves pool '{Pool}', so nothing of it can be delivered.");
        if (Deadline < terms.From || Deadline > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "deadline", $"{Deadline:R} lies outside the term {terms.From:R} to {terms.Through:R}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var factors = Turns(below.Reserved(Pool), setting).Select(turn => (turn.Date, Share(turn.InService, turn.Reserved))).ToList();
        return factors.All(turn => turn.Item2 == Rational.One) ? below
            : below.WithCharges(charge => charge with { Due = charge.Due.Scale(factors), Agreed = charge.Agreed ?? charge.Due });
    }

    // The dates from which the fees follow, and those on which what is in service of what is reserved may change; null is the whole of it.
    IEnumerable<(LocalDate Date, Gpus? InService, Gpus Reserved)> Turns(Timeline<Gpus> reserved, Setting setting)
    {
        var (observed, calendar, first) = (setting.Observations, setting.Terms.Calendar, FirstDay(setting.Terms));
        return observed.Delivered.Where(delivery => delivery.Pool == Pool).Select(delivery => delivery.Date)
            .Concat(reserved.Changes.Select(calendar.DateOf))
            .Append(first).Append(Deadline.PlusDays(1)).Append(observed.NextDay)
            .Where(date => date >= first && date <= setting.Terms.End).Distinct().Order()
            .Select(date => (date, date < observed.NextDay || observed.NextDay > Deadline ? observed.DeliveredBy(Pool, date) : (Gpus?)null, reserved.At(calendar.StartOf(date))));
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (!Changes(charge, setting.Terms)) return [];
        var turns = Turns(setting.Terms.Resolve(Observations.None).Reserved(Pool), setting).Where(turn => turn.Date.ToYearMonth() <= month).ToList();
        return turns.Where((turn, i) => i + 1 == turns.Count || turns[i + 1].Date > month.OnDayOfMonth(1)).Where(turn => turn.InService < turn.Reserved)
            .Select(turn => $"{Say.Number(turn.InService!.Value.Count)} of {Say.Number(turn.Reserved.Count)} GPUs of pool '{Pool}' in service since {Say.Date(turn.Date)}");
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) =>
        [new Milestone(Deadline, $"deadline for delivery in {Pool}{(FromStart ? "" : "; after it the fee follows what is delivered")}")];

    static Rational Share(Gpus? delivered, Gpus reserved) =>
        delivered is not { } gpus || reserved <= gpus ? Rational.One : Rational.Of(gpus.Count, reserved.Count);
}
