using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OpeningTests
{
    // Law: every day since a fall lies below every day of the four weeks before it, and no earlier day of those told starts one.
    [Fact]
    public void A_fall_lies_below_the_four_weeks_before_it() => Prop.ForAll(Gen.Choose(0, 60).ArrayOf(45).ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), (levels, drop) =>
    {
        var peaks = levels.Select((level, day) => (Today.PlusDays(day), 100 + level - (day >= 33 ? drop * 3 : 0))).ToList();
        int[] values = [.. peaks.Select(day => day.Item2)];
        bool Falls(int first) => values[first..].Max() < values[(first - 28)..first].Min();
        return Opening.Fall(peaks) is var (first, before, peak)
            ? Falls(first) && before == values[(first - 28)..first].Min() && peak == values[first..].Max() && !Enumerable.Range(28, first - 28).Any(Falls)
            : !Enumerable.Range(28, values.Length - 28).Any(Falls);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // A week's wave opens nothing: last week's low day is as low.
    [Fact]
    public void A_usual_weekend_opens_nothing() =>
        Assert.Empty(Told([.. Enumerable.Range(0, 60 * 24).Select(hour => hour / 24 % 7 < 2 ? 20_000 : 60_000)]));

    // 60,000 for eight weeks, then 40,000 for two days: 20,000 are open since the first of them, at 1.50 an hour 720,000 a day.
    [Fact]
    public void A_fall_is_told_with_the_day_it_began_and_its_cost_a_day()
    {
        var opening = Told([.. Enumerable.Range(0, 58 * 24).Select(hour => hour < 56 * 24 ? 60_000 : 40_000)]).Single();

        Assert.Equal((Day(2026, 2, 27), 60_000L, 40_000L, 20_000L), (opening.Since, opening.Before.Count, opening.Peak.Count, opening.Gpus.Count));
        Assert.Equal((new Gpus(20_000), 720_000m), (opening.Sellable, opening.CostADay));
    }

    // Law: weeks that are all alike hold no decline, whatever a week looks like, and nothing less than a tenth is one.
    [Fact]
    public void A_decline_is_a_tenth_of_a_level_that_weeks_had_before() =>
    Prop.ForAll(Gen.Choose(100, 900).ArrayOf(7).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (week, percent) =>
    {
        var peaks = Enumerable.Range(0, 140).Select(day => (Today.PlusDays(day), week[day % 7] * (day < 112 ? 100 : 100 - percent))).ToList();
        return Opening.Decline(peaks) is var (first, _, before, peak)
            ? percent >= 10 && before == week.Max() * 100 && peak == week.Max() * (100 - percent) && peaks.Skip(first).All(day => day.Item2 < before)
            : percent < 10;
    }).Check(Laws.Seeded.WithMaxTest(300));

    // Sixteen weeks of five busy days, each week 1,000 GPUs below the one before, and quiet weekends: no day falls out of four weeks, yet 12,000 are open beside twelve weeks ago.
    [Fact]
    public void A_slow_decline_is_told_beside_the_level_of_weeks_ago()
    {
        var opening = Told([.. Enumerable.Range(0, 16 * 168).Select(hour => hour % 168 < 120 ? 60_000 - hour / 168 * 1_000 : 20_000)]).Single();

        Assert.Equal((84, 57_000L, 45_000L, 12_000L), (opening.LookBackDays, opening.Before.Count, opening.Peak.Count, opening.Gpus.Count));
        Assert.Equal((Today.PlusDays(26 - 112), "assumption cost-per-gpu-hour"), (opening.Since, opening.CostRests));
    }

    // 163,460,000 a month over the 220,000 GPUs of the 743 hours of March in Chicago is one dollar an hour.
    [Fact]
    public void Costs_that_were_said_come_before_the_assumption()
    {
        var staff = new Expense(Slug.Of("staff"), new(CostHomeKind.Site, Memphis), "operations", Month(2026, 1), null, 163_460_000m, Currency.Usd, false);
        var opening = Told([.. Enumerable.Range(0, 58 * 24).Select(hour => hour < 56 * 24 ? 60_000 : 40_000)], new RecordExpense(staff)).Single();

        Assert.Equal((480_000m, "costs said for 2026-03"), (opening.CostADay, opening.CostRests));
    }

    [Fact]
    public void What_cannot_be_sold_is_no_opening()
    {
        var full = Told([.. Enumerable.Range(0, 58 * 24).Select(hour => hour < 56 * 24 ? 240_000 : 230_000)]);

        Assert.Empty(full);
    }

    static readonly LocalDate Today = Day(2026, 3, 1);

    static List<Opening> Told(ImmutableArray<int> hourly, params Command[] more)
    {
        var cost = new Assumption(Utilisation.CostPerGpuHour, 1.5m, "USD per GPU-hour", 1, 2, null, ImmutableSortedDictionary<string, decimal>.Empty, "a guess");
        var book = Ready.Told(At(2026, 3, 1), [Using("grok", hourly), new MakeAssumption(cost), .. more]);
        return [.. Opening.Of(book, Today, Today)];
    }
}
