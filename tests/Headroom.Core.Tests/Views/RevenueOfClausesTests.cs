using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

/// <summary>Amounts that depend on what happened belong to the month in which it happened, whatever pattern the fees follow.</summary>
public sealed class RevenueOfClausesTests
{
    // By hand: 37 months at 100; June was down and credits ten, all of it revenue of June.
    [Theory]
    [InlineData(RevenuePolicy.AsInvoiced)]
    [InlineData(RevenuePolicy.StraightLineStated)]
    [InlineData(RevenuePolicy.AvailabilityThenStraightLine)]
    public void A_credit_lowers_the_revenue_of_the_month_of_the_failure(RevenuePolicy policy)
    {
        var sla = new Sla("credit", Clauses.Down, Clauses.Excluded, [new(0.99m, 0.1m)], 1m, null);

        Assert.Equal((100m, 90m, 100m), FirstMonths(policy, [Fee((Start, 100m)), sla], Clauses.Reading(Clauses.Down, Month(2026, 6), 10_000m)));
    }

    // By hand: 37 months at 100 and 15 units at 2 in June: use is earned as it is used.
    [Theory]
    [InlineData(RevenuePolicy.AsInvoiced)]
    [InlineData(RevenuePolicy.StraightLineStated)]
    [InlineData(RevenuePolicy.AvailabilityThenStraightLine)]
    public void Use_is_revenue_of_the_month_in_which_it_was_used(RevenuePolicy policy) =>
        Assert.Equal((100m, 130m, 100m),
            FirstMonths(policy, [Fee((Start, 100m)), new Usage("compute", Clauses.Used, 2m, 0, 1, 2m)], Clauses.Reading(Clauses.Used, Month(2026, 6), 15m)));

    static (decimal, decimal, decimal) FirstMonths(RevenuePolicy policy, Leg[] legs, Quantity reading)
    {
        var earned = Revenue.Earned(Signed(With(legs)) with { Observed = [reading] }, policy, Through);
        decimal Of(int month) => earned.Over(Day(2026, month, 1), Day(2026, month + 1, 1)).Round(2);
        return (Of(5), Of(6), Of(7));
    }
}
