using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Tests;

/// <summary>Random clauses of the usual kinds beside the fee, terms that hold all of them, and what their meters read.</summary>
static class Clauses
{
    public const string Used = "gpu-hours", Down = "down-minutes", Excluded = "excluded-minutes";

    static Gen<T> Days<T>(int days, Func<int, T> make) => Gen.Choose(0, days - 1).Select(make);

    public static Gen<Once> Once(LocalDate first, int days) =>
        from date in Days(days, first.PlusDays)
        from amount in Gen.Choose(0, int.MaxValue)
        select new Once("set-up", date, amount / 100m, "works before the first day");

    public static Gen<Usage> Usage =>
        from price in Gen.Choose(0, 5_000)
        from commit in Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 1_000_000))
        from every in Gen.Choose(1, 7)
        from overage in Gen.Choose(0, 8_000)
        select new Usage("compute", Used, price / 1000m, commit, every, overage / 1000m);

    public static Gen<Escalator> Escalator(LocalDate first, int days) =>
        from after in Gen.Choose(1, days - 1)
        from percent in Gen.Choose(-50, 100)
        from every in Gen.Choose(1, 14)
        select new Escalator("rise", percent / 100m, first.PlusDays(after), every);

    public static Gen<Sla> Sla =>
        from bounds in Gen.Choose(1, 1000).ArrayOf(4)
        from credits in Gen.Choose(0, 100).ArrayOf(4)
        from month in Gen.Choose(0, 100)
        from year in Gen.OneOf(Gen.Constant(-1), Gen.Choose(0, 2_000_000_000))
        let distinct = bounds.Distinct().OrderDescending().ToList()
        let tiers = credits.Order().Take(distinct.Count).Select((credit, i) => new SlaTier(distinct[i] / 1000m, credit / 100m))
        select new Sla("credit", Down, Excluded, [.. tiers], month / 100m, year < 0 ? null : year / 100m);

    public static Gen<Prepayment> Prepayment(LocalDate first, int days) =>
        from dates in Days(days, first.PlusDays).ArrayOf(2)
        from amounts in Gen.Choose(0, int.MaxValue).ArrayOf(2)
        let paid = dates.Distinct().Order().Select((date, i) => (date, amounts[i] / 100m)).ToImmutableArray()
        let most = Months(paid[^1].date, first.PlusDays(days - 1))
        from skip in Gen.Choose(0, most - 1)
        from months in Gen.Choose(1, most - skip)
        from percent in Gen.Elements(0, 0, 8, 25)
        select new Prepayment("advance", paid, paid[^1].date.ToYearMonth().PlusMonths(skip), months) { Financing = percent == 0 ? null : new Financing(percent / 100m) };

    /// <summary>Terms of 40 to 500 days from the deal's first day or soon after it, with each of the usual clauses and a fee for leaving early.</summary>
    public static Gen<Terms> Terms => TermsOf(40, 500);

    /// <summary>The same of so many days.</summary>
    public static Gen<Terms> TermsOf(int leastDays, int mostDays) =>
        from offset in Gen.Choose(0, 40)
        from days in Gen.Choose(leastDays, mostDays)
        let first = Deal.Start.PlusDays(offset)
        from reserve in Any.Reserve(first, days)
        from fee in Any.Monthly(first, days)
        from once in Once(first, days)
        from usage in Usage
        from deadline in Gen.Choose(0, days - 1)
        from rise in Escalator(first, days)
        from sla in Sla
        from advance in Prepayment(first, days)
        from exit in Any.Exit(first, days)
        from share in Gen.Choose(0, 100)
        from policy in Gen.Elements(Enum.GetValues<RevenuePolicy>())
        select new Terms(Deal.Id, Deal.Us, Deal.Buyer, Deal.Chicago, Currency.Usd, first, first.PlusDays(days - 1),
            [advance, exit with { FeeShare = share / 100m }, sla, rise, new ProRata(Deal.Colossus, first.PlusDays(deadline)), usage, once, fee, reserve])
        { Revenue = policy };

    /// <summary>A reading of every meter in some of the months of terms.</summary>
    public static Gen<ImmutableArray<Quantity>> Readings(Terms terms) =>
        from used in Gen.Choose(-300_000, 1_500_000).ArrayOf(Months(terms.From, terms.Through))
        from down in Gen.Choose(-10_000, 30_000).ArrayOf(used.Length)
        from excluded in Gen.Choose(-20_000, 20_000).ArrayOf(used.Length)
        select Read(terms, Used, used).Concat(Read(terms, Down, down)).Concat(Read(terms, Excluded, excluded)).ToImmutableArray();

    public static Gen<(Terms Terms, ImmutableArray<Quantity> Readings)> Observed =>
        from terms in Terms from readings in Readings(terms) select (terms, readings);

    /// <summary>The schedule of terms with these readings, seen when all is over.</summary>
    public static Schedule Resolve(this Terms terms, IEnumerable<Quantity> readings, Notice? notice = null) =>
        terms.Resolve(Observations.None with
        {
            Quantities = readings.Aggregate(Observations.None.Quantities, (known, read) => known.SetItem((read.Meter, read.Month), read.Amount)),
        }, notice);

    public static Quantity Reading(string meter, YearMonth month, decimal amount) => new(meter, month, amount, "export");

    /// <summary>What stands under one charge.</summary>
    public static Cumulative Of(this Schedule schedule, string charge) => schedule.Charges.Single(each => each.Name == charge).Due;

    /// <summary>The rounded amount of one charge in a month.</summary>
    public static decimal Month(this Schedule schedule, string charge, YearMonth month) =>
        schedule.Of(charge).Amount(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1), 2);

    /// <summary>The calendar months that a stretch of days touches.</summary>
    public static IEnumerable<YearMonth> MonthsOf(Terms terms) =>
        Enumerable.Range(0, Months(terms.From, terms.Through)).Select(terms.From.ToYearMonth().PlusMonths);

    // Below zero nothing was read in the month.
    static IEnumerable<Quantity> Read(Terms terms, string meter, int[] amounts) =>
        MonthsOf(terms).Zip(amounts).Where(pair => pair.Second >= 0).Select(pair => Reading(meter, pair.First, pair.Second));

    static int Months(LocalDate first, LocalDate last) => (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
}
