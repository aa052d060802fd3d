using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
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

    [Fact]
    public void What_cannot_be_sold_is_no_opening()
    {
        var full = Told([.. Enumerable.Range(0, 58 * 24).Select(hour => hour < 56 * 24 ? 240_000 : 230_000)]);

        Assert.Empty(full);
    }

    static readonly LocalDate Today = Day(2026, 3, 1);

    static List<Opening> Told(ImmutableArray<int> hourly)
    {
        var cost = new Assumption(Utilisation.CostPerGpuHour, 1.5m, "USD per GPU-hour", 1, 2, null, ImmutableSortedDictionary<string, decimal>.Empty, "a guess");
        var book = Ready.Told(At(2026, 3, 1), Using("grok", hourly), new MakeAssumption(cost));
        return [.. Opening.Of(book, Today, Today)];
    }
}
