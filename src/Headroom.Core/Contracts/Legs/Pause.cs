using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The right to pause the service for some days at a share of the monthly fees. The capacity stays held unless the clause releases it. Where the clause puts the end of the term
/// off by the days paused, those days are added at its end, and each carries what its paused day did not: the agreed total is conserved to the cent.
/// </summary>
/// <param name="Name">The clause, as events name it.</param>
/// <param name="By">Who may pause.</param>
/// <param name="MostDays">The most days in all, 1 to 3,660.</param>
/// <param name="NoticeDays">From the day of notice to the first day paused, 0 to 3,660.</param>
/// <param name="FeeShare">What of the monthly fees stays due while paused, 0 to 1.</param>
/// <param name="Extends">Whether the end of the term is put off by the days paused.</param>
/// <param name="Releases">Whether the capacity is free while paused.</param>
public sealed record Pause(string Name, Side By, int MostDays, int NoticeDays, decimal FeeShare, bool Extends, bool Releases) : Leg(Name)
{
    public override Tier Tier => Tier.Changes;

    public override bool ShapesCapacity => true;

    public override string Says(Terms terms) =>
        $"'{Name}': {Say.Who(By)} may pause the service by {Say.Notice(NoticeDays)}, at most {Say.Days(MostDays)} in all, at {Say.Percent(FeeShare)} of the monthly fees; "
        + $"the term is {(Extends ? "put off by" : "not put off by")} the days paused and the capacity {(Releases ? "is free" : "stays held")} meanwhile";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (MostDays is < 1 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "most-days", $"{MostDays} days is outside 1 to {Exit.MostDays}.");
        if (NoticeDays is < 0 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-days", $"Notice of {NoticeDays} days is outside 0 to {Exit.MostDays}.");
        if (FeeShare is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "fee", $"A fee of {Say.Percent(FeeShare)} is outside 0 to 100 percent.");
    }

    /// <summary>The clause of this name under a contract on a date; null when there is none.</summary>
    public static Pause? Of(Contract contract, string name, LocalDate on) => contract.TermsOn(on).Legs.OfType<Pause>().FirstOrDefault(leg => leg.Name == name);

    /// <summary>The pauses under this clause as days [From, End), in order of recording; an early resumption has cut them.</summary>
    public IEnumerable<(LocalDate From, LocalDate End)> Days(IEnumerable<ContractEvent> events) => Days([this], events).Select(each => (each.From, each.End));

    static List<(Pause Clause, LocalDate From, LocalDate End)> Days(IReadOnlyCollection<Pause> clauses, IEnumerable<ContractEvent> events)
    {
        var days = new List<(Pause Clause, LocalDate From, LocalDate End)>();
        foreach (var happened in events)
            if (happened is ServicePaused paused && clauses.FirstOrDefault(each => each.Name == paused.Clause) is { } clause)
                days.Add((clause, paused.From, paused.Until.PlusDays(1)));
            else if (happened is ServiceResumed resumed
                && days.FindIndex(each => each.Clause.Name == resumed.Clause && each.From < resumed.On && resumed.On < each.End) is >= 0 and var at)
                days[at] = days[at] with { End = resumed.On };
        return days;
    }

    /// <summary>The pauses whose days are served at the end of the terms, in order of recording.</summary>
    static List<(Pause Clause, LocalDate From, LocalDate End)> DaysServedLater(Terms terms, IEnumerable<ContractEvent> events) =>
        terms.ExtendedDays > 0 ? Days([.. terms.Legs.OfType<Pause>().Where(leg => leg.Extends)], events) : [];

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on)
    {
        var left = MostDays - Days(setting.Observations.Events).Sum(days => Period.DaysBetween(days.From, days.End));
        var fees = Monthly.AMonth(Monthly.FeesOf(schedule, [], setting.Terms), on, setting.Terms);
        return left < 1 ? []
            : [new(Name, RightKind.Pause, By, null, null,
                $"the service pauses from {Say.Date(on.PlusDays(NoticeDays))} for {left} days at most, at {Say.Percent(FeeShare)} of the fees")
        { Gpus = Releases ? schedule.ReservedInAll.At(setting.Terms.Calendar.StartOf(on)) : null, Amount = -((1 - (Rational)FeeShare) * fees).Round(setting.Terms.Currency.Digits),
            AmountOf = AmountOf.Monthly }];
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var (terms, days) = (setting.Terms, Days(setting.Observations.Events).ToList());
        if (days.Count == 0) return below;
        var monthly = terms.Legs.OfType<Monthly>().Select(leg => leg.Name).ToHashSet();
        // Days that are served later are agreed for then, those of all clauses one after another; those that are not were agreed, and what they cost less is earned less on them.
        var isLater = Extends && terms.ExtendedDays > 0;
        var paused = isLater && DaysServedLater(terms, setting.Observations.Events)[0].Clause != this ? below
            : below.WithCharges(charge => !monthly.Contains(charge.Name) ? charge : isLater ? charge.Changed(due => ServedLater(due, terms, setting.Observations.Events))
            : charge with { Due = charge.Due.Scale(Shares(days)), Agreed = charge.Agreed ?? charge.Due });
        if (!Releases) return paused;
        return paused.Capacity.Select(commitment => commitment.Pool).Distinct().Aggregate(paused, (schedule, pool) =>
            Free(schedule.Reserved(pool), days, terms.Calendar) is var free && isLater ? schedule.Without(pool, free) : schedule.Suspending(pool, free));
    }

    /// <summary>What of the fee is due from each date on.</summary>
    List<(LocalDate From, Rational Share)> Shares(List<(LocalDate From, LocalDate End)> days) => [.. days.OrderBy(each => each.From)
        .SelectMany(each => new[] { (each.From, (Rational)FeeShare), (each.End, Rational.One) }).GroupBy(each => each.Item1).Select(group => (group.Key, group.Last().Item2))];

    /// <summary>
    /// Amounts of the days of a term as pauses move them to the days that they add at its end, one pause after another: what a paused day does not carry, the day that stands for
    /// it does. Days that an amendment in between has settled are not moved.
    /// </summary>
    internal static Cumulative ServedLater(Cumulative amounts, Terms terms, IEnumerable<ContractEvent> events)
    {
        amounts = amounts.CutAt(terms.End.PlusDays(-terms.ExtendedDays));
        foreach (var added in DaysAdded(terms, events))
        {
            var moved = amounts.Moved(added.End.PlusDays(-added.Count), added.End, added.To).Scale([(added.To, Rational.One - (Rational)added.Clause.FeeShare)]);
            amounts = amounts.Scale([(added.From, (Rational)added.Clause.FeeShare), (added.End, Rational.One)]) + moved;
        }
        return amounts;
    }

    /// <summary>Each pause with the days that it adds to the term: as many as Count from To on, which stand for its last days.</summary>
    static IEnumerable<(Pause Clause, LocalDate From, LocalDate End, LocalDate To, int Count)> DaysAdded(Terms terms, IEnumerable<ContractEvent> events)
    {
        var days = DaysServedLater(terms, events);
        var settled = days.Sum(each => Period.DaysBetween(each.From, each.End)) - terms.ExtendedDays;
        var to = terms.End.PlusDays(-terms.ExtendedDays);
        foreach (var (clause, from, end) in days)
        {
            var count = Math.Max(0, Period.DaysBetween(from, end) - settled);
            settled -= Period.DaysBetween(from, end) - count;
            yield return (clause, from, end, to, count);
            to = to.PlusDays(count);
        }
    }

    static Timeline<Gpus> Free(Timeline<Gpus> held, List<(LocalDate From, LocalDate End)> days, Calendar calendar) =>
        days.Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (free, each) =>
        free.Splice(calendar.StartOf(each.From), held).Splice(calendar.StartOf(each.End), free));

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => !Monthly.Moves([], charge, setting.Terms) ? []
        : Days(setting.Observations.Events).Where(each => Touches(month, each.From, each.End))
            .Select(each => $"paused from {Say.Date(each.From)} through {Say.Date(each.End.PlusDays(-1))}, at {Say.Percent(FeeShare)} of the fee")
            .Concat(DaysAdded(setting.Terms, setting.Observations.Events)
                .Where(added => added.Clause == this && Touches(month, added.To, added.To.PlusDays(added.Count))).Select(added =>
                    $"{Say.Date(added.To)} through {Say.Date(added.To.PlusDays(added.Count - 1))} are served for the {Say.Days(added.Count)} paused through "
                    + $"{Say.Date(added.End.PlusDays(-1))}, each at the {Say.Percent(1 - FeeShare)} that its paused day did not cost"));

    static bool Touches(YearMonth month, LocalDate from, LocalDate end) => from < end && from.ToYearMonth() <= month && end.PlusDays(-1).ToYearMonth() >= month;

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Days(setting.Observations.Events).Where(each => each.From < each.End)
        .SelectMany(each => new[]
    {
        new Milestone(each.From, $"service is paused for {Period.DaysBetween(each.From, each.End)} days ({Name})"),
        new Milestone(each.End, $"service goes on after a pause ({Name})"),
    });
}
