using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What the seller gives the buyer beside the invoices, in cash, shares or warrants: no price of a service of the buyer's, so that it reduces revenue. It falls on the
/// revenue of the days that it is for, in the pattern of that revenue, whenever it is given. What is given after the contract has ended early is not given.
/// </summary>
/// <param name="Name">Tells it from others; nothing is billed under it.</param>
/// <param name="Kind">What is given. Shares and warrants count at their fair value when they were granted, which the amounts state.</param>
/// <param name="Payments">What is given on which date, dates ascending inside the term; amounts 0 or more.</param>
/// <param name="From">The first day whose revenue it reduces; null for the first of the term.</param>
/// <param name="Through">The last day whose revenue it reduces; null for the last of the term.</param>
public sealed record CustomerConsideration(string Name, ConsiderationKind Kind, ImmutableArray<(LocalDate On, decimal Amount)> Payments, LocalDate? From, LocalDate? Through)
    : Leg(Name)
{
    public override Tier Tier => Tier.Means;

    public override bool IsCharge => false;

    public override string Says(Terms terms) =>
        $"'{Name}': the seller gives {string.Join(", ", Payments.Select(payment => $"{Say.Money(payment.Amount, terms)} on {Say.Date(payment.On)}"))} "
        + $"{(Kind == ConsiderationKind.Cash ? "in cash" : $"in {Kind.ToString().ToLowerInvariant()}")}, which reduces revenue from {Say.Date(From ?? terms.From)} through {Say.Date(Through ?? terms.Through)}";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Dated.Check("give", [.. Payments.Select(payment => payment.On)], terms, "on")) yield return refusal;
        if (From > (Through ?? terms.Through) || From < terms.From || Through > terms.Through || Through < terms.From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "reduces",
                $"{From ?? terms.From:R} to {Through ?? terms.Through:R} is no span of the term {terms.From:R} to {terms.Through:R}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var end = setting.Notice is { } notice ? LocalDate.Min(setting.Terms.End, notice.LastDay.PlusDays(1)) : setting.Terms.End;
        var given = Cumulative.OnDates(Payments.Where(payment => payment.On < end).Select(payment => (payment.On, (Rational)payment.Amount)));
        return below with { Given = below.Given.Add(new Consideration(Name, given, From ?? setting.Terms.From, Through?.PlusDays(1) ?? setting.Terms.End)) };
    }

    /// <summary>Every date on which something is given.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Payments.Select(payment =>
        new Milestone(payment.On, $"{Name}: the seller gives {Kind.ToString().ToLowerInvariant()} to the buyer") { Amount = payment.Amount, AmountOf = AmountOf.Once });
}

/// <summary>In what consideration is given.</summary>
public enum ConsiderationKind { Cash, Equity, Warrants }

/// <summary>What is given to the buyer beside the invoices, and the days whose revenue it reduces.</summary>
/// <param name="Due">What has been given by the start of each date.</param>
/// <param name="From">The first date whose revenue it reduces.</param>
/// <param name="End">The first date after the last of them.</param>
public sealed record Consideration(string Name, Cumulative Due, LocalDate From, LocalDate End)
{
    /// <summary>This until a date and another from then on, each missing one as nothing; the days are those of the later one.</summary>
    internal static IEnumerable<Consideration> Spliced(ImmutableArray<Consideration> before, LocalDate from, ImmutableArray<Consideration> after) => before.Concat(after)
        .Select(each => each.Name).Distinct().Select(name =>
    {
        var (was, next) = (before.FirstOrDefault(each => each.Name == name), after.FirstOrDefault(each => each.Name == name));
        return (next ?? was!) with { Due = (was?.Due ?? Cumulative.Zero).Splice(from, next?.Due ?? Cumulative.Zero) };
    });
}
