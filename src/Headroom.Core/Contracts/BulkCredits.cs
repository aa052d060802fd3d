using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Packs of units of a meter, bought ahead. A pack is billed when it is bought and earned at its unit price as it is used, the oldest pack first;
/// what a pack still holds when it lapses is earned then (breakage). Use that no pack covers costs a price of its own.
/// </summary>
/// <param name="Name">The charge on the invoice.</param>
/// <param name="Meter">The meter read.</param>
/// <param name="Packs">What is bought when; dates ascend inside the term.</param>
/// <param name="Beyond">Per unit that no pack covers, 0 or more.</param>
/// <param name="Refunds">Whether what is left when the contract ends is given back; else it is lost to the buyer.</param>
public sealed record BulkCredits(string Name, string Meter, ImmutableArray<CreditPack> Packs, decimal Beyond, bool Refunds) : Leg(Name)
{
    // After whatever changes prices: a pack keeps the price at which it was bought.
    public override Tier Tier => Tier.Means;

    public override string Says(Terms terms) => $"'{Name}': {string.Join(", ", Packs.Select(pack => $"{Say.Number(pack.Units)} units of '{Meter}' bought on {Say.Date(pack.On)} at {Say.Number(pack.Price)} {terms.Currency.Code}, good through {Say.Date(pack.Through)}"))}; "
        + $"further use {Say.Number(Beyond)} {terms.Currency.Code} a unit; what is left at the end is {(Refunds ? "given back" : "lost")}";

    public override IEnumerable<string> Meters => [Meter];

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Dated.Check("packs", [.. Packs.Select(pack => pack.On)], terms, "on").Concat(PaidAhead.Check(Name, terms))) yield return refusal;
        for (var i = 0; i < Packs.Length; i++)
            if (Packs[i].Through < Packs[i].On)
                yield return new Refusal(RefusalCode.DatesUpsideDown, $"packs[{i}].through", $"The pack lapses {Say.Date(Packs[i].Through)}, before it is bought {Say.Date(Packs[i].On)}.");
        if (terms.Legs.Where(leg => leg is Usage or BulkCredits).Count(leg => leg.Meters.Contains(Meter)) > 1)
            yield return new Refusal(RefusalCode.InvalidTerms, "meter", $"Two legs charge the meter '{Meter}'.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var terms = setting.Terms;
        var end = setting.Notice is { } notice ? LocalDate.Min(terms.End, notice.LastDay.PlusDays(1)) : terms.End;
        return PaidAhead.Onto(below, Name, [.. Entries(terms.From, end, setting.Observations)], end.PlusDays(-1), setting);
    }

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Packs.SelectMany(pack => new[]
    {
        new Milestone(pack.On, $"{Name}: {Milestone.Plain(pack.Units)} {Meter} are bought") { Amount = pack.Cost.Round(setting.Terms.Currency.Digits), AmountOf = AmountOf.Once },
        new Milestone(pack.Through, $"{Name}: what is left of {Milestone.Plain(pack.Units)} {Meter} lapses"),
    });

    IEnumerable<PaidAhead> Entries(LocalDate first, LocalDate end, Observations observed)
    {
        var lots = Lots.None;
        for (var month = first.ToYearMonth(); month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
        {
            var next = LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), end);
            foreach (var pack in Packs.Where(pack => pack.On >= month.OnDayOfMonth(1) && pack.On < next))
            {
                lots = lots.With(new Lot(pack.Through, pack.Units, pack.Price));
                yield return new PaidAhead(pack.On, Rational.Zero, pack.Cost);
            }
            // A pack serves the whole month in which it is bought and the one in which it lapses: a reading is of a month.
            Rational used = observed.Read(Meter, month) ?? 0;
            (lots, var drawn) = lots.Draw(used);
            yield return new PaidAhead(next.PlusDays(-1), drawn.Value + Beyond * (used - drawn.Units), -drawn.Value);
            (lots, var lapsed) = lots.After(next.PlusDays(-1));
            foreach (var lot in lapsed.All) yield return new PaidAhead(lot.Through, lot.Units * lot.Price, -lot.Units * lot.Price);
        }
        yield return new PaidAhead(end.PlusDays(-1), Refunds ? Rational.Zero : lots.Value, -lots.Value);
    }
}

/// <summary>Units of a meter that are bought together, at one price and with one last day.</summary>
/// <param name="On">The date on which it is bought and billed.</param>
/// <param name="Units">Units of the meter, more than 0.</param>
/// <param name="Price">Per unit, 0 or more.</param>
/// <param name="Through">The last day of its life.</param>
public readonly record struct CreditPack(LocalDate On, decimal Units, decimal Price, LocalDate Through)
{
    internal Rational Cost => (Rational)Units * Price;
}
