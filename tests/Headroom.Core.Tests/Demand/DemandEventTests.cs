using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Demand;

public sealed class DemandEventTests
{
    static readonly Slug Chat = Slug.Of("chat");
    static readonly Launch Start = new(Slug.Of("start"), Chat, Day(2026, 6, 1), new Estimate(300, 400, 700), 20, 1, "");
    static readonly Growth Grows = new(Slug.Of("base"), Chat, Day(2026, 6, 1), new Estimate(0.01m, 0.035m, 0.06m), Day(2026, 6, 30), 0.5m, "");
    static readonly ImmutableArray<DemandEvent> All =
        [Start, Grows, new Retirement(Slug.Of("end"), Chat, Day(2026, 6, 1), 0, 1, ""), new Hardware(Slug.Of("racks"), Chat, Day(2026, 6, 1), Estimate.Certain(0.5m), 60, 1, "")];

    // Law: what is possible stands, whatever its certainty; what is not is refused.
    [Fact]
    public void A_certainty_is_above_nothing_and_at_most_one() => Prop.ForAll(Gen.Choose(-50, 150).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (percent, kind) =>
        (All[kind] with { Certainty = percent / 100m }).Check() is null == percent is > 0 and <= 100).Check(Laws.Seeded);

    [Fact]
    public void It_says_its_figures_in_a_few_words() =>
        Assert.Equal(["400 (300 to 700) GPUs over 20 days", "3.5% (1% to 6%) a month through 2026-06-30", "ends at once", "needs 0.5 of the GPUs over 60 days"],
            All.Select(planned => planned.Says));

    // Twenty days after the first; thirty days of June are twenty-nine after the first.
    [Fact]
    public void It_is_done_on_its_last_day() => Assert.Equal([Day(2026, 6, 21), Day(2026, 6, 30), Day(2026, 6, 1), Day(2026, 7, 31)], All.Select(planned => planned.Done));

    [Fact]
    public void More_need_scales_launches_and_nothing_that_multiplies()
    {
        Assert.Equal(new Estimate(390, 520, 910), ((Launch)Start.Scaled(1.3m)).Gpus);
        Assert.Equal(Grows, Grows.Scaled(1.3m));
    }
}
