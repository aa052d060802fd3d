using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What the parties agreed, as written: parties, zone, currency, the stated term and a list of legs. Nothing here is derived;
/// everything that follows is computed by resolving the legs. Dates are in the zone of <see cref="Calendar"/>; all are inclusive as a person writes them,
/// so <see cref="Through"/> is the last day served.
/// </summary>
public sealed record Terms(
    Slug Contract, Slug Seller, Slug Buyer, Calendar Calendar, Currency Currency, LocalDate From, LocalDate Through, ImmutableArray<Leg> Legs)
{
    /// <summary>The longest stated term, in years.</summary>
    public const int MostYears = 50;

    /// <summary>The last day that a term may have; dates that follow from it stay within those that files may hold.</summary>
    public static readonly LocalDate Latest = new(2180, 12, 31);

    /// <summary>The most legs that terms may have.</summary>
    public const int MostLegs = 64;

    /// <summary>Days from the date of an invoice to the date it is due.</summary>
    public int NetDays { get; init; } = 30;

    /// <summary>Days after a month's end before its invoice may be issued, so that late readings still get onto it; 0 to <see cref="MostGraceDays"/>.</summary>
    public int InvoiceGraceDays { get; init; }

    /// <summary>The most days of grace: a month's invoice is out before the next month is over.</summary>
    public const int MostGraceDays = 28;

    /// <summary>What late payment costs, or null when the terms say nothing of it.</summary>
    public LateInterest? LateInterest { get; init; }

    /// <summary>What the terms say of paying, in sentences without a full stop.</summary>
    public IEnumerable<string> Payment =>
    [
        $"invoices are due {Say.Days(NetDays)} after their date",
        .. InvoiceGraceDays == 0 ? Array.Empty<string>() : [$"a month is invoiced {Say.Days(InvoiceGraceDays)} after its end or later"],
        .. LateInterest is { } interest ? [interest.Says()] : Array.Empty<string>(),
    ];

    /// <summary>How revenue is recognised; printed with every figure of revenue.</summary>
    public RevenuePolicy Revenue { get; init; } = RevenuePolicy.AvailabilityThenStraightLine;

    /// <summary>The class of contracts that accounting policies are stated for; null for none of its own.</summary>
    public Slug? Class { get; init; }

    /// <summary>What is assumed rather than known.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>The documents that the terms were read from.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];

    /// <summary>Days by which pauses have put the end off since the terms were agreed; <see cref="Through"/> includes them. No part of the written terms.</summary>
    public int ExtendedDays { get; init; }

    /// <summary>The first date after the stated term.</summary>
    public LocalDate End => Through.PlusDays(1);

    /// <summary>The first day of the term that was agreed: of a part that was assigned, the clauses still speak of the days before it.</summary>
    public LocalDate AgreedFrom => Legs.Any(leg => leg is AssignedPart { Holds: DividedPart.Part }) ? LocalDate.MinIsoValue : From;

    /// <summary>What of the undivided terms is these terms' own on a date.</summary>
    internal Rational ShareOn(LocalDate date) => Legs.OfType<AssignedPart>().Aggregate(Rational.One, (share, part) => share * part.ShareOn(date));

    /// <summary>The rights to end early.</summary>
    public IEnumerable<Exit> Exits => Legs.OfType<Exit>();

    /// <summary>The rights to end early as events have made them by a date: the lock-in of each, and those that a change of control has opened, lapsed ones included.</summary>
    public IEnumerable<Exit> RightsOn(LocalDate on, IReadOnlyCollection<ContractEvent> events) =>
        Exits.Select(exit => exit.As(this, events, on)).Concat(Legs.OfType<ChangeOfControl>().SelectMany(leg => leg.Rights(events, on)));

    /// <summary>Every pool that the terms reserve, or of which GPUs may be called.</summary>
    public IEnumerable<Slug> Pools => Legs.OfType<Reserve>().Select(reserve => reserve.Pool).Concat(Legs.OfType<Backstop>().Select(backstop => backstop.Pool)).Distinct();

    /// <summary>The meters that clauses read.</summary>
    public IEnumerable<string> Meters => Legs.SelectMany(leg => leg.Meters).Distinct();

    /// <summary>The clauses that contradict each other or the term; empty when the terms hold together.</summary>
    public IEnumerable<Refusal> Check()
    {
        if (Through < From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "term.through", $"The term ends {Through:R} before it starts {From:R}.");
        else if (Through >= From.PlusYears(MostYears))
            yield return new Refusal(RefusalCode.OutOfRange, "term.through", $"A term of more than {MostYears} years is not accepted: {From:R} to {Through:R}.");
        if (Through > Latest)
            yield return new Refusal(RefusalCode.OutOfRange, "term.through", $"{Through:R} is after {Latest:R}, the last day that a term may have.");
        if (LateInterest is { } interest && (interest.Rate is < 0 or > 1 || interest.GraceDays is < 0 or > 90 || interest.Cap is < 0 or > 1))
            yield return new Refusal(RefusalCode.OutOfRange, "late-interest",
                $"A rate of {Say.Percent(interest.Rate)} after {interest.GraceDays} days of grace{(interest.Cap is { } cap ? $", capped at {Say.Percent(cap)}," : "")} is outside 0 to 100 percent and 0 to 90 days.");
        if (InvoiceGraceDays is < 0 or > MostGraceDays)
            yield return new Refusal(RefusalCode.OutOfRange, "invoice.grace-days", $"{InvoiceGraceDays} days of grace is outside 0 to {MostGraceDays}.");
        if (Seller == Buyer)
            yield return new Refusal(RefusalCode.InvalidTerms, "buyer", $"Seller and buyer are both '{Seller}'; a contract has two parties.");
        for (var i = 0; i < Legs.Length; i++)
        {
            foreach (var refusal in Legs[i].Check(this)) yield return refusal.Under($"legs[{i}]");
            if (Legs[i].IsCharge && (Legs[i].Name == Exit.FeeCharge || Contracts.LateInterest.IsCharge(Legs[i].Name) || Credit.IsCharge(Legs[i].Name)
                || Tax.IsCharge(Legs[i].Name)))
                yield return new Refusal(RefusalCode.InvalidTerms, $"legs[{i}]", $"'{Legs[i].Name}' is a name that invoices use themselves.");
            if (Legs[i] is not Exit && Legs.Take(i).Any(leg => leg.Name == Legs[i].Name && (leg.GetType() == Legs[i].GetType() || (leg.IsCharge && Legs[i].IsCharge))))
                yield return new Refusal(RefusalCode.InvalidTerms, $"legs[{i}]",
                    $"There are two legs '{Legs[i].Name}'; each needs a name of its own, since a charge is billed under it.");
        }
    }

    /// <summary>
    /// All that follows from the terms: legs resolve in the order of their tiers, each seeing what those before it made.
    /// </summary>
    /// <param name="earlier">What the versions before came to, when these terms amend others.</param>
    public Schedule Resolve(Observations observations, Notice? notice = null, Earlier? earlier = null)
    {
        var setting = new Setting(this, observations, notice, earlier);
        var agreed = Resolve(Schedule.Nothing, setting, Tier.Capacity, Tier.Exit - 1);
        var ended = notice is null ? agreed : RightUsed(notice, observations)?.Resolve(agreed, setting) ?? agreed.CutAt(notice.LastDay.PlusDays(1), Calendar);
        return Resolve(ended, setting, Tier.Exit + 1, LastTier);
    }

    /// <summary>What follows through the last day served of a notice, before any clause says what ending costs.</summary>
    internal Schedule CutShort(Observations observations, Notice notice)
    {
        var setting = new Setting(this, observations, notice);
        return Resolve(Resolve(Schedule.Nothing, setting, Tier.Capacity, Tier.Exit - 1).CutAt(notice.LastDay.PlusDays(1), Calendar), setting, Tier.Division, Tier.Division);
    }

    static readonly Tier LastTier = Enum.GetValues<Tier>().Max();

    // Tier by tier rather than sorted: every invoice asks for it, and there are few legs.
    Schedule Resolve(Schedule below, Setting setting, Tier first, Tier last)
    {
        for (var tier = first; tier <= last; tier++)
            foreach (var leg in Legs)
                if (leg.Tier == tier) below = leg.Resolve(below, setting);
        return below;
    }

    /// <summary>Of the rights to end, the one that was used: only that one ends the contract and may cost a fee.</summary>
    Leg? RightUsed(Notice notice, Observations observed) => notice.Ground switch
    {
        Ground.Cause => Legs.OfType<Cause>().FirstOrDefault(leg => leg.Name == notice.Clause),
        Ground.LateDelivery => null,
        _ => RightsOn(notice.Served, observed.Events).Where(exit => exit.IsFor(notice.By))
            .OrderBy(exit => !exit.CanServe(notice.Served)).ThenBy(exit => exit.LastDayIfServed(notice.Served) != notice.LastDay).ThenBy(exit => exit.FeeOn(notice.LastDay))
            .FirstOrDefault(),
    };
}

/// <summary>How revenue of a contract is recognised over time. All are computed side by side; one is the stated policy.</summary>
public enum RevenuePolicy
{
    /// <summary>Fees of the ramp by capacity-days within the ramp, later fees evenly by months: the pattern of a stand-ready obligation with phased availability.</summary>
    AvailabilityThenStraightLine,
    /// <summary>The total evenly over the enforceable term by days; each later day that no notice ended is a renewal at its own fee.</summary>
    StraightLineEnforceable,
    /// <summary>The total evenly over the stated term by months.</summary>
    StraightLineStated,
    /// <summary>The total of the enforceable term by capacity-months, later days at their own fee.</summary>
    CapacityOverTerm,
    /// <summary>As invoiced (right to invoice).</summary>
    AsInvoiced,
    /// <summary>
    /// The rents of an operating lease: all of the enforceable term evenly by days, cheap months of a ramp included; each later day is a renewal at its own rent.
    /// </summary>
    OperatingLease,
}
