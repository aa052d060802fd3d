using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Tests;

/// <summary>Random inputs that are valid: dates of the deal's years, exact fractions, terms with every kind of leg.</summary>
static class Any
{
    static readonly LocalDate First = new(2026, 1, 1);
    static readonly Currency[] Currencies = [Currency.Usd, Currency.Of("JPY")!, Currency.Of("KWD")!];

    public static Gen<LocalDate> Date => Gen.Choose(0, 1500).Select(days => First.PlusDays(days));

    public static Gen<Proration> Proration => Gen.Elements(Enum.GetValues<Proration>());

    public static Gen<decimal> Fee => Gen.OneOf(
        Gen.Choose(0, 2_000_000).Select(amount => amount * 1000m), Gen.Choose(0, int.MaxValue).Select(amount => amount / 1000m));

    public static Gen<Rational> Fraction => from top in Gen.Choose(-1_000_000, 1_000_000) from bottom in Gen.Choose(1, 5000) select Rational.Of(top, bottom);

    /// <summary>Daily amounts that end in nothing: a few pieces, some negative.</summary>
    public static Gen<Cumulative> Cumulative =>
        from dates in Date.ArrayOf(5)
        from rates in Fraction.ArrayOf(5)
        let ordered = dates.Distinct().Order().ToList()
        select Core.Units.Cumulative.Daily(ordered.Select((date, i) => (date, i == ordered.Count - 1 ? Rational.Zero : rates[i])));

    public static Gen<Timeline<int>> Line =>
        from hours in Gen.Choose(-200, 200).ArrayOf(6)
        from values in Gen.Choose(-3, 3).ArrayOf(7)
        select Timeline<int>.Of(values[6], hours.Select((hour, i) => (Noon + Duration.FromHours(hour), values[i])));

    /// <summary>An instant near the changes of <see cref="Line"/>, often on one, sometimes just before.</summary>
    public static Gen<Instant> Instant =>
        from hour in Gen.Choose(-210, 210) from before in Gen.Choose(0, 3) select Noon + Duration.FromHours(hour) - Duration.FromNanoseconds(before / 3);

    static readonly Instant Noon = NodaTime.Instant.FromUtc(2026, 5, 1, 12, 0);

    /// <summary>Dated steps from the first day of a term on, ascending, with values.</summary>
    static Gen<(LocalDate From, T Value)[]> Steps<T>(LocalDate first, int days, Gen<T> value) =>
        from offsets in Gen.Choose(0, days - 1).ArrayOf(3)
        from starts in Gen.Elements(true, true, true, false)
        from values in value.ArrayOf(4)
        let dates = offsets.Concat(starts ? new[] { 0 } : offsets).Distinct().Order().ToList()
        select dates.Select((offset, i) => (first.PlusDays(offset), values[i])).ToArray();

    public static Gen<Reserve> Reserve(LocalDate first, int days) =>
        from steps in Steps(first, days, Gen.Choose(0, 27_500).Select(nodes => new Gpus(nodes * 8L)))
        from whole in Gen.Elements(true, false)
        select new Reserve(Deal.Colossus, whole ? Deal.Whole : null, [.. steps.Select(step => new ReserveStep(step.From, step.Value))]);

    public static Gen<Monthly> Monthly(LocalDate first, int days, string name = "fee") =>
        from steps in Steps(first, days, Fee)
        from proration in Proration
        select new Monthly(name, [.. steps.Select(step => new FeeStep(step.From, step.Value))], proration);

    public static Gen<NoticeLength> Length =>
        from months in Gen.Elements(true, false) from count in Gen.Choose(0, months ? 6 : 180) select new NoticeLength(count, months);

    public static Gen<Exit> Exit(LocalDate first, int days) =>
        from side in Gen.Elements(Side.Seller, Side.Buyer, Side.Either)
        from notice in Gen.Choose(0, days)
        from soon in Gen.Elements(true, false)
        from end in Gen.Choose(-days, days - 1)
        from length in Length
        from early in Gen.Elements(EarlyNotice.Refused, EarlyNotice.Deemed)
        from last in Gen.Elements(LastDayRule.DayServed, LastDayRule.EndExclusive)
        select new Exit(side, first.PlusDays(soon ? 0 : notice), end < 0 ? null : first.PlusDays(end), length, early, last);

    /// <summary>Terms that satisfy their own check. One in eight reserves nothing, one in three has no exit.</summary>
    public static Gen<Terms> Terms =>
        from start in Date
        from days in Gen.Choose(1, 900)
        from reserve in Reserve(start, days)
        from fee in Monthly(start, days)
        from extra in Monthly(start, days, "support")
        from exit in Exit(start, days)
        from kinds in Gen.Choose(0, 7).ArrayOf(4)
        from deadline in Gen.Choose(0, days - 1)
        from currency in Gen.Elements(Currencies)
        let legs = new Leg?[]
        {
            kinds[0] > 0 ? reserve : null, fee, kinds[1] > 4 ? extra : null, kinds[2] > 2 ? exit : null,
            kinds[0] > 0 && kinds[3] > 5 ? new ProRata(Deal.Colossus, start.PlusDays(deadline)) : null,
        }
        select new Terms(Deal.Id, Deal.Us, Deal.Buyer, Deal.Chicago, currency, start, start.PlusDays(days - 1), [.. legs.OfType<Leg>()]);

    /// <summary>New terms for a contract that keep its parties, currency and first day.</summary>
    public static Gen<Terms> Amendment(Terms signed) =>
        from days in Gen.Choose(1, 900)
        from reserve in Reserve(signed.From, days)
        from fee in Monthly(signed.From, days)
        from extra in Monthly(signed.From, days, "support")
        from more in Gen.Elements(true, false)
        select signed with { Through = signed.From.PlusDays(days - 1), Legs = more ? [reserve, fee, extra] : [reserve, fee] };
}
