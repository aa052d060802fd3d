using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// A signed contract: its terms as they were signed and amended, the notice served if any, and the capacity delivered.
/// Everything that follows from it is recomputed from these when asked; nothing derived is kept.
/// </summary>
public sealed record Contract(Slug Id, ImmutableArray<TermsVersion> Versions)
{
    public Notice? Notice { get; init; }

    /// <summary>Whether it was closed: nothing more is said under it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What was said to be in service beside its blocks, in order of date.</summary>
    public ImmutableArray<Delivery> Deliveries { get; private init; } = [];
    /// <summary>The blocks that are or were in use for it.</summary>
    public ImmutableArray<BlockUse> Uses { get; private init; } = [];
    /// <summary>What is in service from which date on, in order of date: as said, and by blocks.</summary>
    public ImmutableArray<Delivery> Delivered { get; private init; } = [];

    /// <summary>The contract with what was said and what its blocks tell of the capacity in service.</summary>
    public Contract InService(ImmutableArray<Delivery> said, ImmutableArray<BlockUse> uses) =>
        this with { Deliveries = said, Uses = uses, Delivered = BlockUse.InService(said, uses) };

    /// <summary>Meter readings in order of recording; of two for one meter and month the later holds.</summary>
    public ImmutableArray<Quantity> Observed { get; init; } = [];

    /// <summary>What the buyer measured of its availability itself, in order of recording.</summary>
    public ImmutableArray<StatedAvailability> Stated { get; init; } = [];

    /// <summary>What was published of indices, as the book knows them.</summary>
    public ImmutableDictionary<(string Index, YearMonth Month), decimal> Indices { get; init; } = Observations.None.Indices;

    /// <summary>The conditions of nodes that its clauses judge, by id.</summary>
    public ImmutableSortedDictionary<string, NodeCondition> Conditions { get; init; } = JudgedReadings.None;

    /// <summary>What happened under it, in order of recording.</summary>
    public ImmutableArray<ContractEvent> Events { get; init; } = [];

    /// <summary>What others agreed to pay since, in order, as far as a clause of most-favoured price refers to it.</summary>
    public ImmutableArray<ComparablePrice> Prices { get; init; } = [];

    /// <summary>What was given back of invoiced lines, in order of recording.</summary>
    public ImmutableArray<Credit> Credits { get; init; } = [];

    /// <summary>Taxes as they were handed in; of two for one month the later holds.</summary>
    public ImmutableArray<Tax> Taxes { get; init; } = [];

    /// <summary>What the customer wants to see on its invoices, in order of recording.</summary>
    public ImmutableArray<Reference> References { get; init; } = [];

    /// <summary>What the book has stated of its accounts.</summary>
    public ImmutableArray<AccountingPolicy> Accounting { get; init; } = [];

    /// <summary>The assessments whether it is a lease, in order of recording; the last holds.</summary>
    public ImmutableArray<LeaseAssessment> Leases { get; init; } = [];

    /// <summary>The accounting policy stated for its class on a date; null when there is none and its terms alone say how revenue is recognised.</summary>
    public AccountingPolicy? PolicyOn(LocalDate date) => AccountingPolicy.For(Terms.Class, date, Accounting);

    /// <summary>How its revenue is recognised, seen from a date: as the policy for its class states, else as its terms do.</summary>
    public RevenuePolicy RevenueOn(LocalDate date) => PolicyOn(date)?.Revenue ?? Terms.Revenue;

    /// <summary>The customer's references that hold on a date, one of each kind.</summary>
    public IEnumerable<Reference> ReferencesOn(LocalDate date) => References.IsEmpty ? [] : References.Where(reference => reference.From <= date)
        .GroupBy(reference => reference.Kind).OrderBy(ofKind => ofKind.Key).Select(ofKind => ofKind.OrderBy(reference => reference.From).Last());

    /// <summary>The parties that came to belong to us, each with its first day as ours, as the book knows them.</summary>
    public ImmutableSortedDictionary<Slug, LocalDate> Acquired { get; init; } = ImmutableSortedDictionary<Slug, LocalDate>.Empty;

    /// <summary>Whether it is with others on a date: its buyer of that date is not ours. What is not external is own use, and what it brings is no revenue of the group.</summary>
    public bool IsExternal(LocalDate on) => !(Acquired.TryGetValue(TermsOn(on).Buyer, out var since) && since <= on);

    /// <summary>The days of [From, End) on which it is not, in order; none for almost every contract.</summary>
    public ImmutableArray<(LocalDate From, LocalDate End)> DaysInside => Acquired.IsEmpty ? [] : [.. PayersOver(LocalDate.MinIsoValue, LocalDate.MaxIsoValue)
        .Select(part => (From: LocalDate.Max(part.From, Acquired.GetValueOrDefault(part.Payer, part.End)), part.End)).Where(part => part.From < part.End)];

    /// <summary>The terms in force for the latest dates.</summary>
    public Terms Terms => Versions[^1].Terms;

    /// <summary>The terms in force on a date.</summary>
    public Terms TermsOn(LocalDate date) => Versions.LastOrDefault(version => version.From <= date, Versions[0]).Terms;

    /// <summary>Who pays for the days of [from, end): each buyer with the part that its terms hold for, in order.</summary>
    public IEnumerable<(Slug Payer, LocalDate From, LocalDate End)> PayersOver(LocalDate from, LocalDate end)
    {
        var (payer, since) = (TermsOn(from).Buyer, from);
        foreach (var version in Versions.Where(version => version.From > from && version.From < end))
            if (version.Terms.Buyer != payer)
            {
                yield return (payer, since, version.From);
                (payer, since) = (version.Terms.Buyer, version.From);
            }
        yield return (payer, since, end);
    }

    /// <summary>The latest terms under which a party is the buyer, or the latest of all when it never was.</summary>
    public Terms TermsOf(Slug payer)
    {
        for (var i = Versions.Length - 1; i >= 0; i--)
            if (Versions[i].Terms.Buyer == payer) return Versions[i].Terms;
        return Terms;
    }

    /// <summary>The last day that will be served as things stand: of notice if served, with the assistance after it; else of the stated term.</summary>
    public LocalDate LastDay => Notice is { } notice ? WindDown(notice.LastDay) : Terms.Through;

    /// <summary>The last day of the assistance after a last day of the service.</summary>
    public LocalDate WindDown(LocalDate last) => Terms.Legs.OfType<ExitAssistance>().Select(leg => leg.Through(last, Terms)).Append(last).Max();

    /// <summary>The contract as it was signed and amended, without anything that happened under it.</summary>
    public Contract AsAgreed => new(Id, [.. Versions.Select(version => version.PutOff(-version.Terms.ExtendedDays))]);

    /// <summary>The contract as it was signed: its first terms, without anything that happened under them.</summary>
    internal Contract AsSigned => (this with { Notice = null, Events = [], Observed = [], Credits = [], Versions = [Versions[0].PutOff(-Versions[0].Terms.ExtendedDays)] })
        .InService([], []);

    /// <summary>The contract with its end put off by so many days; negative to take days back.</summary>
    internal Contract PutOff(int days) => this with { Versions = [.. Versions.Select(version => version.PutOff(days))] };

    /// <summary>
    /// What follows from the contract with what is known through a date (null: nothing yet). An amendment holds from its effective date,
    /// even a past one.
    /// </summary>
    public Schedule Schedule(LocalDate? observedThrough)
    {
        var observations = ObservedBy(observedThrough);
        var agreed = Versions[0].Terms.Resolve(observations, Notice);
        foreach (var version in Versions.AsSpan()[1..])
            agreed = agreed.Splice(version.From, version.Terms.Resolve(observations, Notice, new Earlier(version.From, agreed)), version.Terms.Calendar);
        return Credits.Length == 0 ? agreed : Credit.Within(agreed, Credits, Terms.Currency.Digits);
    }

    /// <summary>
    /// The readings known through a date (null: only those said): what conditions of nodes make, then what was said; of two for one meter and month the later holds.
    /// </summary>
    public IEnumerable<Quantity> Readings(LocalDate? through) => (through is { } known ? JudgedReadings.Of(this, known) : []).Concat(Observed);

    internal Observations ObservedBy(LocalDate? through) => new(through, Delivered.IsEmpty ? [] : DeliveredBy(through))
    {
        Quantities = Observed.IsEmpty && Conditions.IsEmpty ? Observations.None.Quantities
        : Readings(through).Aggregate(Observations.None.Quantities, (known, read) => known.SetItem((read.Meter, read.Month), read.Amount)),
        Indices = Indices,
        Events = Events,
        Prices = Prices,
        Uses = Uses.IsEmpty ? [] : UsedBy(through),
    };

    // By themselves, since a function that remembers the date costs every contract memory, and few have any of these.
    ImmutableArray<Delivery> DeliveredBy(LocalDate? through) => [.. Delivered.Where(delivery => delivery.Date <= through)];

    ImmutableArray<BlockUse> UsedBy(LocalDate? through) =>
        [.. Uses.Where(use => use.From <= through).Select(use => use.End > through ? use with { End = null } : use)];

    /// <summary>
    /// How the amount of a charge in a month comes about, in sentences with their numbers: what was read, what each clause did, where it is agreed. Empty of bare days and fees.
    /// </summary>
    public IEnumerable<string> Workings(string charge, YearMonth month)
    {
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        var earlier = Versions.LastOrDefault(each => each.From <= last) is { Treatment: not null } now ? new Earlier(now.From, Schedule(last)) : null;
        var setting = new Setting(TermsOn(last), ObservedBy(last), Notice, earlier);
        var own = setting.Terms.Legs.FirstOrDefault(leg => leg.IsCharge && leg.Name == charge);
        return Read(own?.Meters ?? [], month).Concat(setting.Terms.Legs.SelectMany(leg => leg.Workings(charge, month, setting)))
            .Concat(own?.Cites is { } cited ? [$"as agreed in {cited.Document}, {cited.Paragraph}"] : []);
    }

    IEnumerable<string> Read(IEnumerable<string> meters, YearMonth month)
    {
        var known = Readings(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).ToList();
        var read = meters.Select(meter => known.LastOrDefault(read => read.Meter == meter && read.Month == month)).OfType<Quantity>()
            .Select(read => $"{read.Meter} in {Say.Month(month)}: {Say.Number(read.Amount)}{(read.Evidence.Length > 0 ? $" ({read.Evidence})" : "")}").ToList();
        return read.Count > 0 || !meters.Any() ? read : [$"nothing was read of {Say.List(meters)} in {Say.Month(month)} yet"];
    }

    /// <summary>Whether a clause of it follows a published index.</summary>
    public bool FollowsIndices => Versions.Any(version => version.Terms.Legs.Any(leg => leg.Indices.Any()));

    /// <summary>What would have to be known to bill all days through a date and is not; estimates stand in for it until then.</summary>
    public IEnumerable<Refusal> Unknown(LocalDate through) => Versions.SelectMany((version, i) =>
    {
        var until = LocalDate.Min(LocalDate.Min(through, LastDay), i + 1 < Versions.Length ? Versions[i + 1].From.PlusDays(-1) : LastDay);
        return version.Terms.Legs.Where(leg => leg.Indices.Any()).SelectMany(leg => leg.Unknown(ObservedBy(through), until));
    });

    /// <summary>
    /// The dates that the clauses set, each clause for as long as its version of the terms holds and no later than the last day served;
    /// in the order of the clauses.
    /// </summary>
    public IEnumerable<Milestone> Milestones(LocalDate? observedThrough)
    {
        var (schedule, observations) = (Schedule(observedThrough), ObservedBy(observedThrough));
        return Versions.SelectMany((version, i) =>
        {
            var setting = new Setting(version.Terms, observations, Notice);
            var until = i + 1 < Versions.Length ? Versions[i + 1].From.PlusDays(-1) : LastDay;
            return version.Terms.Legs.SelectMany(leg => leg.Dates(schedule, setting))
                .Where(milestone => milestone.Date >= (i == 0 ? LocalDate.MinIsoValue : version.From) && milestone.Date <= until && milestone.Date <= LastDay);
        });
    }

    /// <summary>
    /// What the contract reserves, to the end that a notice may have set: the capacity of <see cref="Schedule"/> without resolving
    /// any money, which is what the pool totals are kept from.
    /// </summary>
    public ImmutableArray<Commitment> Capacity => (this with { Versions = [.. Versions.Select(version => version.CapacityOnly)] }).Schedule(null).Capacity;

    /// <summary>The rights that the clauses in force on a date give either side or another party; those to end by notice apart.</summary>
    public IEnumerable<Right> RightsOn(LocalDate on) => new Setting(TermsOn(on), ObservedBy(on), Notice).RightsOn(on, Schedule(on));

    /// <summary>The rights to end early by notice as they stand on a date: those that can still be used, with the lock-in that events have set.</summary>
    public IEnumerable<Exit> ExitsOn(LocalDate on) => Terms.RightsOn(on, Events).Where(exit => exit.CanServe(on));

    /// <summary>The fewest GPUs of a pool that are reserved on any day from a date to the last day, without what was called under a backstop.</summary>
    public Gpus LeastReserved(Slug pool, LocalDate from)
    {
        var agreed = this with { Events = [.. Events.Where(happened => happened is not BackstopCalled)] };
        var (reserved, start, end) = (agreed.Schedule(null).Reserved(pool), Terms.Calendar.StartOf(from), Terms.Calendar.StartOf(LastDay.PlusDays(1)));
        return reserved.Changes.Where(change => change > start && change < end).Append(start).Select(reserved.At).Min();
    }

    /// <summary>The contract with prices that others agreed to added, each as far as it is lower than what the clause knew before for the same days.</summary>
    public Contract Knowing(IEnumerable<ComparablePrice> prices) => this with
    {
        Prices = prices.Aggregate(Prices,
            (known, price) => known.Any(old => old.Clause == price.Clause && old.Price <= price.Price && old.From <= price.From) ? known : known.Add(price)),
    };

    /// <summary>The most GPUs of some pools together that are reserved at any time.</summary>
    public Gpus MostReserved(IReadOnlySet<Slug> pools)
    {
        var reserved = Capacity.Where(commitment => pools.Contains(commitment.Pool))
            .Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (sum, commitment) => sum.Zip(commitment.Gpus, (a, b) => a + b));
        return reserved.Changes.Select(reserved.At).Append(Gpus.Zero).Max();
    }

    /// <summary>Whether the notice that stands was contested and not confirmed since.</summary>
    public bool IsContested => Notice is { } notice
        && Events.LastOrDefault(happened => happened is NoticeContested or NoticeConfirmed or NoticeWithdrawn) is NoticeContested contested && contested.On >= notice.Served;

    /// <summary>The contract as it would be if the buyer used every right to extend that has not lapsed by a date: what may not be sold to others.</summary>
    public Contract WithOptions(LocalDate today)
    {
        var longest = this;
        while (longest.Notice is null && longest.Terms.Legs.OfType<Extension>().FirstOrDefault(leg => leg.IsFor(Side.Buyer) && today <= leg.ClosesOn(longest.Terms)) is { } option)
            longest = longest.Extended(option);
        return longest;
    }

    /// <summary>The contract once a right to extend was used: from the day after the old end the terms of the longer one hold.</summary>
    public Contract Extended(Extension option) => this with { Versions = Versions.Add(new TermsVersion(Terms.End, option.Extended(Terms), Treatment.Prospective)) };

    /// <summary>
    /// The earliest last day served that a side can bring about by notice on <paramref name="on"/> or as soon after as the terms permit;
    /// null when it has no such right. Once notice is served, the last day is fixed for both.
    /// </summary>
    public LocalDate? EarliestLastDay(Side by, LocalDate on)
    {
        if (Notice is { } notice) return notice.LastDay;
        var days = ExitsOn(on).Where(exit => exit.IsFor(by)).Select(exit => exit.LastDayIfServed(on)).ToList();
        return days.Count == 0 || days.Min() >= Terms.Through ? null : days.Min();
    }

    /// <summary>
    /// The last day of the enforceable term seen from <paramref name="on"/>: the earliest that either side can bring about without paying for
    /// it, or the last day as it stands. An early-termination fee is taken as a substantive penalty, which keeps the stated term (ASC 606-10-25-3).
    /// </summary>
    public LocalDate EnforceableThrough(LocalDate on)
    {
        if (Notice is not null) return LastDay;
        var free = ExitsOn(on).Where(exit => exit.FeeOn(exit.LastDayIfServed(on)) == 0).Select(exit => exit.LastDayIfServed(on)).ToList();
        return free.Count == 0 ? LastDay : LocalDate.Min(free.Min(), LastDay);
    }

    /// <summary>The day through which a side can rely on the contract: the earliest last day that the other side can bring about.</summary>
    public LocalDate GuaranteedUntil(Side side, LocalDate on) =>
        EarliestLastDay(side == Side.Seller ? Side.Buyer : Side.Seller, on) ?? LastDay;
}
