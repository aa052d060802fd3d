using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// That a contract was divided: from a day on a part of all its capacity and charges is another contract's, and what is left is its own. Each of the two has the same clauses and
/// this one, and goes on by itself. Each calendar month's charge of the part is rounded; the rest is what that leaves, so that both always come to the whole to the cent.
/// </summary>
/// <param name="Name">The other contract's id.</param>
/// <param name="From">The first day of the division, not after the last of the term.</param>
/// <param name="Part">So many of <paramref name="Of"/> are the part, more than 0 and less than all; GPUs of which fractions remain stay with the rest.</param>
/// <param name="Of">What the part is taken of, at most 100,000,000.</param>
/// <param name="Holds">Which of the two these terms are.</param>
public sealed record AssignedPart(string Name, LocalDate From, long Part, long Of, DividedPart Holds) : Leg(Name)
{
    /// <remarks>After all others: whatever the undivided terms come to is divided.</remarks>
    public override Tier Tier => Tier.Division;

    public override bool ShapesCapacity => true;

    public override string Says(Terms terms) => Holds == DividedPart.Part
        ? $"of all that is said above, {Say.Number(Part)} of {Say.Number(Of)} parts hold here from {Say.Date(From)}; before that day and for the rest it is '{Name}' that holds"
        : $"of all that is said above, {Say.Number(Part)} of {Say.Number(Of)} parts are for '{Name}' from {Say.Date(From)}; the rest stays";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Part < 1 || Part >= Of || Of > Gpus.Most)
            yield return new Refusal(RefusalCode.OutOfRange, "part",
                $"{Say.Number(Part)} of {Say.Number(Of)} is not more than nothing and less than all, of {Say.Number(Gpus.Most)} at most.");
        if (From > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from", $"{Say.Date(From)} lies after the last day of the term, {Say.Date(terms.Through)}.");
    }

    /// <summary>What is its own of the whole on a date.</summary>
    public Rational ShareOn(LocalDate date) => date < From ? Holds == DividedPart.Rest ? Rational.One : Rational.Zero
        : Holds == DividedPart.Part ? Rational.Of(Part, Of) : Rational.Of(Of - Part, Of);

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var (instant, digits) = (setting.Terms.Calendar.StartOf(From), setting.Terms.Currency.Digits);
        return below with
        {
            Capacity = [.. below.Capacity.Select(commitment => commitment with { Gpus = Mine(commitment.Gpus, instant) })],
            Suspended = [.. below.Suspended.Select(commitment => commitment with { Gpus = Mine(commitment.Gpus, instant) })],
            Charges = [.. below.Charges.Select(charge => charge.Changed(due => Mine(due, digits)))],
            Given = Holds == DividedPart.Rest ? below.Given : [],
        };
    }

    Timeline<Gpus> Mine(Timeline<Gpus> held, Instant instant)
    {
        var part = Timeline<Gpus>.Always(Gpus.Zero).Splice(instant, held.Map(gpus => new Gpus(gpus.Count * Part / Of)));
        return Holds == DividedPart.Part ? part : held.Zip(part, (all, taken) => all - taken);
    }

    Cumulative Mine(Cumulative due, int digits)
    {
        var later = due.From(From);
        var part = later.Scale([.. Factors(later, digits)]);
        return Holds == DividedPart.Part ? part : due - part;
    }

    /// <summary>For each month, the first perhaps begun, what its part, rounded from the first day on, is of the whole of it.</summary>
    IEnumerable<(LocalDate From, Rational Factor)> Factors(Cumulative later, int digits)
    {
        var (share, last, taken) = (Rational.Of(Part, Of), later.Changes.LastOrDefault(From), 0m);
        for (var (start, end) = (From, From.ToYearMonth().PlusMonths(1).OnDayOfMonth(1)); start <= last; (start, end) = (end, end.PlusMonths(1)))
        {
            var (whole, rounded) = (later.Over(start, end), (later.At(end) * share).Round(digits));
            yield return (start, whole.IsZero ? share : (rounded - taken) / whole);
            taken = rounded;
        }
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) =>
        month >= From.ToYearMonth() && Changes(charge, setting.Terms)
        ? [$"{Say.Number(Holds == DividedPart.Part ? Part : Of - Part)} of {Say.Number(Of)} parts of what is due together with '{Name}'"] : [];

    /// <summary>
    /// A contract divided by this clause, which is the one of what stays: that, and the part as a contract of its own. A right of first refusal, a guarantor and consideration
    /// promised to the buyer stay with it.
    /// </summary>
    /// <param name="to">The buyer of the part.</param>
    public (Contract Kept, Contract Part) Divide(Contract whole, Slug to)
    {
        var (at, part, id) = (whole.SplitOn(From), new AssignedPart(whole.Id.ToString(), From, Part, Of, DividedPart.Part), Slug.Of(Name));
        TermsVersion Kept(TermsVersion version) =>
            version with { Treatment = version.Treatment ?? Treatment.Prospective, Terms = version.Terms with { Legs = version.Terms.Legs.Add(this) } };
        TermsVersion Taken(TermsVersion version, int i) => version with
        {
            Treatment = i == 0 ? null : version.Treatment,
            Terms = version.Terms with
            {
                Contract = id,
                Buyer = to,
                From = From,
                Legs = [.. version.Terms.Legs.Where(leg => leg is not (FirstRefusal or Support or CustomerConsideration)), part]
            },
        };
        return (at with { Versions = [.. at.Versions.Select(version => version.From < From ? version : Kept(version))] },
            (whole with
            {
                Id = id,
                Versions = [.. at.Versions.Where(version => version.From >= From).Select(Taken)],
                Credits = [],
                Taxes = [],
                References = [],
                Leases = []
            }).InService([], []));
    }

    /// <summary>The day of the division.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) =>
        Holds == DividedPart.Rest ? [new Milestone(From, $"{Say.Number(Part)} of {Say.Number(Of)} parts are '{Name}' from then on")] : [];
}

/// <summary>The two contracts that a divided one has become.</summary>
public enum DividedPart
{
    /// <summary>What was assigned to another party.</summary>
    Part,
    /// <summary>What stayed with the party that it was of.</summary>
    Rest,
}
