using System.Collections.Immutable;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Expenditure;

public sealed class OutlaysTests
{
    [Fact]
    public void The_latest_policy_that_has_begun_holds()
    {
        CostPolicy From(int month) => new(Month(2026, month), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty, new TransferAtPrice(month, Currency.Usd));
        var outlays = Outlays.None with { Policies = Outlays.None.Policies.Add(Month(2026, 3), From(3)).Add(Month(2026, 6), From(6)) };

        Assert.Equal(CostPolicy.Default, outlays.PolicyIn(Month(2026, 2)));
        Assert.Equal(From(3), outlays.PolicyIn(Month(2026, 5)));
        Assert.Equal(From(6), outlays.PolicyIn(Month(2027, 1)));
    }

    [Fact]
    public void An_expense_is_spent_in_every_month_of_its_run_and_in_no_other()
    {
        var staff = new Expense(Slug.Of("staff"), new(CostHomeKind.Site, Memphis), "staff", Month(2026, 3), Month(2026, 5), 100m, Currency.Usd, true);

        Assert.Equal([0m, 100m, 300m, 300m], new[] { 2, 3, 5, 9 }.Select(month => staff.SpentThrough(Month(2026, month)).Round(2)));
        Assert.Equal(700m, (staff with { Through = null }).SpentThrough(Month(2026, 9)).Round(2));
    }

    [Fact]
    public void Tariffs_meet_when_they_share_a_day()
    {
        Tariff From(int day, int? through) => new(Slug.Of("grid"), Memphis, Day(2026, 1, day), through is { } last ? Day(2026, 1, last) : null, 0.08m, Currency.Usd, new AtDraw(1));

        Assert.True(From(1, 10).Meets(From(10, null)));
        Assert.False(From(1, 10).Meets(From(11, null)));
        Assert.True(From(5, null).Meets(From(1, null)));
    }
}
