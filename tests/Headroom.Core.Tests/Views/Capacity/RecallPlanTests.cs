using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using NodaTime.Text;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RecallPlanTests
{
    static readonly LocalDate Today = Day(2026, 5, 20);

    static readonly Gen<List<Recallable>> Items = (from days in Gen.Choose(0, 5) from gpus in Gen.Choose(0, 12) from cost in Gen.Choose(0, 6) select (days, gpus, cost)).ListOf()
        .Select(all => all.Take(9).Select((each, i) => new Recallable($"c{i}", Today.PlusDays(each.days), new(each.gpus), each.cost)).ToList());

    // Law: as good as the best of all choices tried one by one.
    [Fact]
    public void The_cheapest_choice_is_the_cheapest_of_all() =>
    Prop.ForAll(Items.ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (items, need, days) =>
    {
        var by = Today.PlusDays(days);
        var chosen = Enumerable.Range(0, 1 << items.Count)
            .Select(bits => items.Where((item, i) => (bits >> i & 1) == 1 && item.Usable <= by).ToList()).Where(some => some.Sum(item => item.Gpus.Count) >= need)
            .Select(some => (Cost: some.Sum(item => item.Cost), Gpus: some.Sum(item => item.Gpus.Count))).DefaultIfEmpty((-1, -1)).Min();
        return RecallPlan.Cheapest(new(need), by, items) is var plan && (plan?.Cost ?? -1, plan?.Gpus.Count ?? -1) == chosen && plan?.IsCheapest != false;
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: within no days only what is idle is back, and with more days never less.
    [Fact]
    public void Within_no_days_only_what_is_idle_is_back() =>
    Prop.ForAll(Items.ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (items, idle, days) =>
    {
        var later = items.Select(item => item with { Usable = item.Usable.PlusDays(1) }).ToList();
        return RecallPlan.BackBy(Today, new(idle), later) == new Gpus(idle)
            && RecallPlan.BackBy(Today.PlusDays(days), new(idle), later) <= RecallPlan.BackBy(Today.PlusDays(days + 1), new(idle), later);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    [Theory]
    [InlineData("H10")]
    [InlineData("H11")]
    [InlineData("H13")]
    public void Reference_case_of_the_day_it_is_back(string id)
    {
        var (inputs, expected) = HeadroomVectors.Of(id);
        LocalDate? DateOf(string name) => inputs.GetProperty(name).GetString() is { } text ? LocalDatePattern.Iso.Parse(text).Value : null;

        var usable = Recallable.UsableAfter(DateOf("notice_given")!.Value, DateOf("earliest_notice"), inputs.GetProperty("notice_days").GetInt32(), DateOf("contract_end")!.Value,
            inputs.GetProperty("reclaim_days").GetInt32());

        Assert.Equal(expected.GetProperty("usable").GetString(), LocalDatePattern.Iso.Format(usable));
        Assert.Equal(expected.GetProperty("first_full_month").GetString(), YearMonthPattern.Iso.Format(new Recallable("A", usable, Gpus.Zero, 0).FirstWholeMonth));
    }

    [Theory]
    [InlineData("H14-5", "2026-05-20")]
    [InlineData("H14-90", "2026-08-19")]
    [InlineData("H14-200", null)]
    public void Reference_case_of_the_earliest_date(string id, string? date)
    {
        var inputs = HeadroomVectors.Of(id).Inputs;

        var earliest = RecallPlan.Earliest(new(inputs.GetProperty("need").GetInt64()), new(inputs.GetProperty("idle").GetInt64()), Contracts(id), Today);

        Assert.Equal(date, earliest is { } found ? LocalDatePattern.Iso.Format(found) : null);
    }

    [Theory]
    [InlineData("H15-35")]
    [InlineData("H15-100")]
    public void Reference_case_of_the_cheapest_notices(string id)
    {
        var (inputs, expected) = HeadroomVectors.Of(id);

        var plan = RecallPlan.Cheapest(new(inputs.GetProperty("need").GetInt64()), LocalDatePattern.Iso.Parse(inputs.GetProperty("deadline").GetString()!).Value, Contracts(id))!;

        Assert.Equal((expected[0].GetDecimal(), expected[1].GetInt64()), (plan.Cost, plan.Gpus.Count));
        Assert.Equal(expected[2].EnumerateArray().Select(name => name.GetString()), plan.Chosen.Select(item => item.Name));
    }

    static IEnumerable<Recallable> Contracts(string id) => HeadroomVectors.Of(id).Inputs.GetProperty("contracts").EnumerateArray().Select(each => new Recallable(
        each.GetProperty("id").GetString()!, LocalDatePattern.Iso.Parse(each.GetProperty("usable").GetString()!).Value, new(each.GetProperty("qty").GetInt64()),
        each.TryGetProperty("cost", out var cost) ? cost.GetDecimal() : 0));
}
