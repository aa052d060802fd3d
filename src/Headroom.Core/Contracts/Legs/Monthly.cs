using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>A fee per calendar month, in dated steps, from the first step to the end of the term.</summary>
/// <param name="Name">The charge on the invoice, such as "fee".</param>
/// <param name="Steps">The monthly amount from each date on, 0 to <see cref="Money.Most"/>; a step inside a month splits that month.</param>
/// <param name="Proration">How months that are not whole are charged.</param>
public sealed record Monthly(string Name, ImmutableArray<FeeStep> Steps, Proration Proration) : Leg(Name)
{
    public override Tier Tier => Tier.Charges;

    public override string Says(Terms terms) =>
        $"'{Name}': {string.Join(", then ", Steps.Select(step => $"{terms.Currency.Agreed(step.Amount)} {terms.Currency} a month from {Say.Date(step.From)}"))}{Proration.Says()}";

    public override IEnumerable<Refusal> Check(Terms terms) => Dated.Check("steps", [.. Steps.Select(step => step.From)], terms);

    public override Schedule Resolve(Schedule below, Setting setting) =>
        below + new Charge(Name, Proration == Proration.ActualDays ? InMonths(setting.Terms.End) : ByDays(setting.Terms.End));

    Cumulative InMonths(LocalDate end)
    {
        var steps = new (LocalDate From, Rational AMonth)[Steps.Length];
        for (var i = 0; i < steps.Length; i++) steps[i] = (Steps[i].From, Steps[i].Amount);
        return Cumulative.Monthly(steps, end);
    }

    Cumulative ByDays(LocalDate end) => Cumulative.Daily(
        Steps.SelectMany((step, i) => Proration.Daily(step.From, i + 1 < Steps.Length ? Steps[i + 1].From : end, step.Amount)).Append((end, Rational.Zero)));

    /// <summary>Its days and fee are read off the schedule.</summary>
    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => [];

    /// <summary>Whether a charge is one of those named, or when none is, a monthly one.</summary>
    internal static bool Moves(ImmutableArray<string> named, string charge, Terms terms) =>
        named.Length > 0 ? named.Contains(charge) : terms.Legs.OfType<Monthly>().Any(leg => leg.Name == charge);

    /// <summary>What those named, or when none is, all monthly charges of a schedule come to together.</summary>
    internal static Cumulative FeesOf(Schedule schedule, ImmutableArray<string> named, Terms terms) => terms.Legs.OfType<Monthly>().Select(leg => leg.Name)
        .Where(name => Moves(named, name, terms)).Aggregate(Cumulative.Zero, (sum, name) => sum + schedule.DueUnder(name));

    /// <summary>
    /// What fees come to a month from a date on: those of the first whole calendar month, since parts of two months of other lengths come to no month's fee; where the term ends
    /// before that, those of the days to the same day of the next month.
    /// </summary>
    internal static decimal AMonth(Cumulative fees, LocalDate from, Terms terms)
    {
        var first = from.Day == 1 ? from : from.ToYearMonth().PlusMonths(1).OnDayOfMonth(1);
        return first.PlusMonths(1) > terms.End ? fees.Amount(from, from.PlusMonths(1), terms.Currency.Digits) : fees.Amount(first, first.PlusMonths(1), terms.Currency.Digits);
    }

    /// <summary>A refusal for each name that is no monthly charge of the terms.</summary>
    internal static IEnumerable<Refusal> Unknown(IEnumerable<string> charges, Terms terms) => charges.Except(terms.Legs.OfType<Monthly>().Select(leg => leg.Name))
        .Select(charge => new Refusal(RefusalCode.InvalidTerms, "charges", $"There is no monthly charge '{charge}'."));

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Steps
        .Select(step => (step.From, Amount: (setting.Terms.ShareOn(step.From) * step.Amount).Round(setting.Terms.Currency.Digits)))
        .Select(step => new Milestone(step.From, $"{Name} becomes {Milestone.Text(step.Amount)} a month") { Amount = step.Amount, AmountOf = AmountOf.Monthly });
}

/// <summary>From this date on the fee is so much a month, in the currency of the terms.</summary>
public readonly record struct FeeStep(LocalDate From, decimal Amount);
