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

    public override string Says(Terms terms) =>
        $"'{Name}': {string.Join(", ", Packs.Select(pack => $"{Say.Number(pack.Units)} units of '{Meter}' bought on {Say.Date(pack.On)} at {Say.Number(pack.Price)} {terms.Currency.Code}, good through {Say.Date(pack.Through)}"))}; "
        + $"further use {Say.Number(Beyond)} {terms.Currency.Code} a unit; what is left at the end is {(Refunds ? "given back" : "lost")}";

    public override IEnumerable<string> Meters => [Meter];

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        foreach (var refusal in Dated.Check("packs", [.. Packs.Select(pack => pack.On)], terms, "on").Concat(PaidAhead.Check(Name, terms))) yield return refusal;
        for (var i = 0; i < Packs.Length; i++)
            if (Packs[i].Through < Packs[i].On)
                yield return new Refusal(RefusalCode.DatesUpsideDown, $"packs[{i}].through",
                    $"The pack lapses {Say.Date(Packs[i].Through)}, before it is bought {Say.Date(Packs[i].On)}.");
        if (terms.Legs.Where(leg => leg is Usage or BulkCredits).Count(leg => leg.Meters.Contains(Meter)) > 1)
            yield return new Refusal(RefusalCode.InvalidTerms, "meter", $"Two legs charge the meter '{Meter}'.");
    }

    public override Schedule Resolve(Schedule below, Setting setting)
    {
        var end = EndOf(setting);
        return PaidAhead.Onto(below, Name, [.. Entries(setting.Terms.From, end, setting.Observations)], end.PlusDays(-1), setting);
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting)
    {
        var terms = setting.Terms;
        if (charge != PaidAhead.NameOf(Name) && !IsOwn(charge)
            || Months(terms.From, EndOf(setting), setting.Observations).FirstOrDefault(each => each.Month == month) is not { } here) return [];
        var isLast = here.Last == EndOf(setting).PlusDays(-1);
        if (!IsOwn(charge))
            return here.Bought.Select(pack =>
                $"{Say.Number(pack.Units)} units of '{Meter}' bought on {Say.Date(pack.On)} at {Say.Number(pack.Price)} {terms.Currency.Code}, good through {Say.Date(pack.Through)}")
            .Append($"what is used or lapses of packs is taken off here and stands under '{Name}'")
            .Concat(isLast && Refunds && !here.Left.Units.IsZero ? [Units(here.Left, "left at the end are given back", terms)] : []);
        return new[]
        {
            Units(here.Drawn, "from packs", terms), here.Beyond.IsZero ? "" : $"{Number(here.Beyond)} units that no pack covers at {Say.Number(Beyond)} {terms.Currency.Code}",
            Units(here.Lapsed, "lapse unused", terms), here.Left.Units.IsZero || isLast && Refunds ? ""
                : isLast ? Units(here.Left, "left at the end are lost", terms)
            : $"{Number(here.Left.Units)} units left, good through {Say.Date(here.Left.All.Min(lot => lot.Through))} at least",
        }.Where(words => words.Length > 0);
    }

    static string Units(Lots lots, string what, Terms terms) => lots.Units.IsZero ? ""
        : $"{Number(lots.Units)} units {what}: {Say.Money(lots.Value.Round(terms.Currency.Digits), terms)}";

    static string Number(Rational units) => Say.Number(units.Round(6));

    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting) => Packs.SelectMany(pack => new[]
    {
        new Milestone(pack.On, $"{Name}: {Milestone.Plain(pack.Units)} {Meter} are bought") { Amount = pack.Cost.Round(setting.Terms.Currency.Digits), AmountOf = AmountOf.Once },
        new Milestone(pack.Through, $"{Name}: what is left of {Milestone.Plain(pack.Units)} {Meter} lapses"),
    });

    LocalDate EndOf(Setting setting) => setting.Notice is { } notice ? LocalDate.Min(setting.Terms.End, notice.LastDay.PlusDays(1)) : setting.Terms.End;

    IEnumerable<PaidAhead> Entries(LocalDate first, LocalDate end, Observations observed)
    {
        var left = Lots.None;
        foreach (var month in Months(first, end, observed))
        {
            foreach (var pack in month.Bought) yield return new PaidAhead(pack.On, Rational.Zero, pack.Cost);
            yield return new PaidAhead(month.Last, month.Drawn.Value + Beyond * month.Beyond, -month.Drawn.Value);
            foreach (var lot in month.Lapsed.All) yield return new PaidAhead(lot.Through, lot.Units * lot.Price, -lot.Units * lot.Price);
            left = month.Left;
        }
        yield return new PaidAhead(end.PlusDays(-1), Refunds ? Rational.Zero : left.Value, -left.Value);
    }

    IEnumerable<PackMonth> Months(LocalDate first, LocalDate end, Observations observed)
    {
        var lots = Lots.None;
        for (var month = first.ToYearMonth(); month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
        {
            var next = LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), end);
            var bought = Packs.Where(pack => pack.On >= month.OnDayOfMonth(1) && pack.On < next).ToList();
            lots = bought.Aggregate(lots, (held, pack) => held.With(new Lot(pack.Through, pack.Units, pack.Price)));
            // A pack serves the whole month in which it is bought and the one in which it lapses: a reading is of a month.
            Rational used = observed.Read(Meter, month) ?? 0;
            (lots, var drawn) = lots.Draw(used);
            (lots, var lapsed) = lots.After(next.PlusDays(-1));
            yield return new PackMonth(month, next.PlusDays(-1), bought, drawn, used - drawn.Units, lapsed, lots);
        }
    }

    public override Cumulative Breakage(decimal share, Setting setting)
    {
        var (entries, of) = (new List<(LocalDate, Rational)>(), share / (1 - (Rational)share));
        foreach (var alike in Packs.GroupBy(pack => (pack.Through, pack.Price)))
        {
            var cost = alike.Aggregate(Rational.Zero, (sum, pack) => sum + pack.Cost);
            var (drawn, ahead, last) = (Rational.Zero, Rational.Zero, LocalDate.Min(alike.Key.Through, EndOf(setting).PlusDays(-1)));
            foreach (var month in Months(setting.Terms.From, EndOf(setting), setting.Observations).Where(month => month.Last < last))
            {
                drawn += month.Drawn.All.Where(lot => (lot.Through, lot.Price) == (alike.Key.Through, (Rational)alike.Key.Price))
                    .Aggregate(Rational.Zero, (sum, lot) => sum + lot.Units * lot.Price);
                var (left, now) = (cost - drawn, drawn * of);
                now = left < Rational.Zero ? Rational.Zero : now < left ? now : left;
                entries.Add((month.Last, now - ahead));
                ahead = now;
            }
            entries.Add((last, -ahead));
        }
        return Cumulative.OnDates(entries);
    }

    /// <summary>What a month does to the packs.</summary>
    sealed record PackMonth(YearMonth Month, LocalDate Last, IReadOnlyList<CreditPack> Bought, Lots Drawn, Rational Beyond, Lots Lapsed, Lots Left);
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
