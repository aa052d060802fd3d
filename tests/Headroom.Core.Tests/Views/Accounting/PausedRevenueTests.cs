using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PausedRevenueTests
{
    static readonly Pause Right = new("pause", Side.Buyer, 200, 15, 0.25m, Extends: true, Releases: false);

    static Terms Terms(Pause right) => With(RampCapacity, Fee((Start, 2_000m), (Day(2026, 7, 1), 4_000m)), right);

    // Law: a pause moves no revenue of the days before it under any policy, and in the end all that is due is earned.
    [Fact]
    public void A_pause_moves_nothing_before_it_and_all_that_is_due_is_earned() =>
        Prop.ForAll(Gen.Choose(20, 1_000).ToArbitrary(), Gen.Choose(1, 100).Two().ToArbitrary(), (start, n) =>
        {
            var terms = Terms(Right with { FeeShare = n.Item2 / 100m, Releases = n.Item1 % 2 == 0 });
            var (from, paused) = (Start.PlusDays(start), Paused(terms, Start.PlusDays(start), n.Item1));
            return Enum.GetValues<RevenuePolicy>().All(policy => Earned(paused, policy) is var earned
                && earned.At(from) == Earned(Signed(terms), policy).At(from) && earned.Total == paused.Schedule(null).Due.Total);
        }).Check(Laws.Thousand);

    // By hand: two months at 2,000 and 35 at 4,000 are 144,000, 3,891.89 a month. August 2026 at a quarter earns 972.97, and the 31 days after 31 May 2029 the other
    // three quarters: 2,918.92.
    [Fact]
    public void A_paused_month_earns_its_share_and_the_days_added_the_rest()
    {
        var earned = Earned(Paused(Terms(Right), Day(2026, 8, 1), 31), RevenuePolicy.StraightLineStated);

        Assert.Equal([3_891.89m, 972.97m, 3_891.89m, 3_891.89m], new[] { 7, 8, 9, 10 }.Select(month => earned.Over(Day(2026, month, 1), Day(2026, month + 1, 1)).Round(2)));
        Assert.Equal((3_891.89m, 2_918.92m), (earned.Over(Day(2029, 5, 1), Day(2029, 6, 1)).Round(2), earned.Over(Day(2029, 6, 1), Day(2029, 7, 2)).Round(2)));
    }

    // By hand: fees grow by a tenth each May, so the days that stand for August 2026 carry 4,000 x 1.1^3 x 3/4 = 3,993.00 where August does not carry 3,000.
    // The 993.00 are earned there.
    [Fact]
    public void Days_added_at_another_price_earn_the_difference_there()
    {
        var terms = With([.. Terms(Right).Legs, new Escalator("growth", 0.1m, Day(2027, 5, 1), 12)]);
        var (paused, unpaused) = (Paused(terms, Day(2026, 8, 1), 31), Signed(terms));

        Assert.Equal(993.00m, (paused.Schedule(null).Due.Total - unpaused.Schedule(null).Due.Total).Round(2));
        Assert.Equal(Earned(unpaused, RevenuePolicy.StraightLineStated).Total.Round(2) + 993.00m, Earned(paused, RevenuePolicy.StraightLineStated).Total.Round(2));
        Assert.Equal(Earned(unpaused, RevenuePolicy.StraightLineStated).At(Day(2026, 8, 1)), Earned(paused, RevenuePolicy.StraightLineStated).At(Day(2026, 8, 1)));
    }

    static Contract Paused(Terms terms, LocalDate from, int days) => Ready.Told(At(2026, 4, 20), new SignContract(terms))
        .Told(At(2026, 5, 1), new RecordEvent(Id, new ServicePaused(Day(2026, 5, 1), "pause", Side.Buyer, from, from.PlusDays(days - 1)))).Contracts[Id];

    static Cumulative Earned(Contract contract, RevenuePolicy policy) => Revenue.Earned(contract, policy, null);
}
