using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// An amount on one date, with its reason: a set-up fee, consideration paid to the customer (negative), or whatever the operator has no
/// other clause for.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="On">The date it falls due for invoicing, inside the term.</param>
/// <param name="Amount">Positive for the buyer to pay, negative for the seller to give.</param>
/// <param name="Reason">Why, for the invoice's reader; 1 to 500 characters.</param>
public sealed record Once(string Name, LocalDate On, decimal Amount, string Reason) : Leg(Name)
{
    public override Tier Tier => Tier.Charges;

    public override string Says(Terms terms) => $"'{Name}': {Say.Money(Amount, terms)} on {Say.Date(On)}: {Reason.TrimEnd('.')}";

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (On < terms.From || On > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"{On:R} lies outside the term {terms.From:R} to {terms.Through:R}.");
    }

    public override Schedule Resolve(Schedule below, Setting setting) => below + new Charge(Name, Cumulative.On(On, Amount));

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) => IsOwn(charge) ? [Reason.TrimEnd('.')] : [];

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) =>
    [
        new Milestone(On, $"{Name} {(Amount < 0 ? "is given to the buyer" : "is charged")}: {Reason}")
        { Amount = schedule.DueUnder(Name).Amount(On, On.PlusDays(1), setting.Terms.Currency.Digits), AmountOf = AmountOf.Once },
    ];
}
