using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The right of the seller to take back a part of the GPUs of a pool for a while. The monthly charges fall in proportion to what is held; beyond that the buyer may be
/// compensated by a share of the fees for what is taken.
/// </summary>
/// <param name="Name">The clause, and the charge (negative) of the compensation.</param>
/// <param name="Most">The most GPUs that may be taken at a time.</param>
/// <param name="NoticeDays">From the day of notice to the first day without them, 0 to 3,660; hours are days begun.</param>
/// <param name="Priority">What the contract calls such capacity, such as "interruptible"; 1 to 60 characters.</param>
/// <param name="Compensation">A share of the fees for what is taken, on top of the fees that fall; 0 to 1.</param>
/// <param name="Charges">The monthly charges that fall; empty for all.</param>
public sealed record Reclaim(string Name, Slug Pool, Gpus Most, int NoticeDays, string Priority, decimal Compensation, ImmutableArray<string> Charges) : Leg(Name)
{
    /// <summary>Whether the buyer has to agree, by an event of its own, before anything may be taken; else its signature is its agreement. Default: it is.</summary>
    public bool NeedsOptIn { get; init; }

    public override Tier Tier => Tier.Changes;

    public override bool ShapesCapacity => true;

    public override bool IsCharge => true;

    public override string Says(Terms terms) => $"'{Name}': the seller may take back up to {Say.Number(Most.Count)} {Priority} GPUs of pool '{Pool}' by {Say.Notice(NoticeDays)}; "
        + $"{(Charges.Length == 0 ? "the monthly fees" : Say.List(Charges.Select(charge => $"'{charge}'")))} fall in proportion{(Compensation == 0 ? "" : $", and {Say.Percent(Compensation)} of what falls is given on top")}{(NeedsOptIn ? "; the buyer has to agree first" : "")}";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (!terms.Pools.Contains(Pool))
            yield return new Refusal(RefusalCode.InvalidTerms, "pool", $"No leg reserves pool '{Pool}', so nothing of it can be taken back.");
        if (NoticeDays is < 0 or > Exit.MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice-days", $"Notice of {NoticeDays} days is outside 0 to {Exit.MostDays}.");
        if (Compensation is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "compensation", $"A compensation of {Say.Percent(Compensation)} is outside 0 to 100 percent.");
        foreach (var refusal in Monthly.Unknown(Charges, terms)) yield return refusal;
    }

    /// <summary>The clause of this name under a contract on a date; null when there is none.</summary>
    public static Reclaim? Of(Contract contract, string name, LocalDate on) => contract.TermsOn(on).Legs.OfType<Reclaim>().FirstOrDefault(leg => leg.Name == name);

    /// <summary>The buyer's agreement, where one was recorded.</summary>
    public ReclaimOptedIn? OptIn(IEnumerable<ContractEvent> events) => events.OfType<ReclaimOptedIn>().FirstOrDefault(said => said.Clause == Name);

    /// <summary>Why nothing may be taken yet: the buyer has to agree and has not; null when it may.</summary>
    public Refusal? Refuses(IEnumerable<ContractEvent> events) => !NeedsOptIn || OptIn(events) is not null ? null
        : new(RefusalCode.NoticeNotAllowed, "clause", $"The buyer has not agreed to '{Name}', which asks for that; record it as reclaim-opted-in, with who and the evidence.");

    /// <summary>The GPUs that are taken over time, by what was said.</summary>
    public Timeline<Gpus> Taken(IEnumerable<ContractEvent> events, Calendar calendar) => events.Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (taken, happened) => happened switch
    {
        CapacityReclaimed said when said.Clause == Name => Plus(taken, said.From, said.Gpus.Count, calendar),
        ReclaimWithdrawn said when said.Clause == Name => Plus(taken, said.From, -said.Gpus.Count, calendar),
        CapacityReturned said when said.Clause == Name => Plus(taken, said.On, -said.Gpus.Count, calendar),
        _ => taken,
    });

    static Timeline<Gpus> Plus(Timeline<Gpus> taken, LocalDate from, long gpus, Calendar calendar) =>
        taken.Zip(Timeline<Gpus>.Always(Gpus.Zero).Then(calendar.StartOf(from), new Gpus(gpus)), (a, b) => a + b);

    public override IEnumerable<Right> Rights(Schedule schedule, Setting setting, LocalDate on) =>
        [new(Name, RightKind.Reclaim, Side.Seller, null, null,
            $"it takes back up to {Say.Number(Most.Count)} GPUs of pool '{Pool}' from {Say.Date(on.PlusDays(NoticeDays))} on{(Refuses(setting.Observations.Events) is null ? "" : ", once the buyer has agreed to the clause")}") { Gpus = Most }];

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var taken = Taken(setting.Observations.Events, setting.Terms.Calendar);
        if (taken.Changes.Length == 0) return below;
        var after = below.Suspending(Pool, taken).InProportion(below, Pool, Charges, setting.Terms);
        if (Compensation == 0) return after;
        var fallen = below.Charges.Aggregate(Cumulative.Zero, (sum, charge) => sum + after.DueUnder(charge.Name) - charge.Due);
        return after + new Charge(Name, fallen.Scale([(setting.Terms.From, Compensation)]), IsVariable: true);
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        if (!IsOwn(charge) && !Monthly.Moves(Charges, charge, setting.Terms)) yield break;
        if (IsOwn(charge)) yield return $"{Say.Percent(Compensation)} of what the fees fell by for what the seller took back";
        var (taken, calendar, first) = (Taken(setting.Observations.Events, setting.Terms.Calendar), setting.Terms.Calendar, month.OnDayOfMonth(1));
        foreach (var date in taken.Changes.Select(calendar.DateOf).Where(date => date > first && date.ToYearMonth() == month).Prepend(first))
            if (taken.At(calendar.StartOf(date)) is { Count: > 0 } gpus) yield return $"{Say.Number(gpus.Count)} GPUs of pool '{Pool}' taken back from {Say.Date(date)}";
    }
}
