using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class TiersTests
{
    static readonly Instant Now = At(2026, 3, 2);

    /// <summary>A wave through the week on a level that changes from week to week, so that paths differ.</summary>
    internal static readonly ImmutableArray<int> Wave = [.. Enumerable.Range(0, 8 * 168).Select(hour => 20_000 + hour % 168 * 100 + hour / 168 % 3 * 3_000)];

    internal static readonly Book Busy = Ready.Told(Now, new SetPolicy(Policy.Default with { HandoverDays = 3 }), Using("grok", Wave));

    static readonly CapacityPicture Picture = new(Busy, Now);

    static readonly Pool Pool = Ready.Fleet.Pools[Colossus];

    static readonly Gen<TierAsk> Ask = from risk in Gen.Choose(0, 50)
                                       from notice in Gen.Choose(0, 200)
                                       from available in Gen.Choose(50, 100)
                                       select new TierAsk(risk / 100m) { NoticeDays = notice, Available = available / 100m };

    // Law: each tier holds the ones before it wherever the promise of the later is no stricter.
    [Fact]
    public void What_may_be_taken_back_sooner_is_never_less() => Prop.ForAll(Ask.ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), (ask, days) =>
    {
        var tiers = Of(ask, days);
        return Gpus.Zero <= tiers.Firm.Firm && tiers.Firm.Firm <= tiers.Recallable && tiers.Recallable <= tiers.Idle
            && (ask.Available > 1 - ask.Risk || tiers.Recallable <= tiers.Interruptible);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: nothing grows when the risk shrinks or the notice gets longer.
    [Fact]
    public void Recallable_never_grows_with_a_smaller_risk_or_a_longer_notice() => Prop.ForAll(Ask.ToArbitrary(), Ask.ToArbitrary(), (a, b) =>
    {
        var strict = a with { Risk = Math.Min(a.Risk, b.Risk), NoticeDays = Math.Max(a.NoticeDays, b.NoticeDays) };
        return Of(strict, 365).Recallable <= Of(a, 365).Recallable && Of(strict, 365).Firm.Firm <= Of(a, 365).Firm.Firm;
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: what is sold firm in a window is missing on no more than the stated share of paths, and a block more would be on more.
    [Fact]
    public void What_is_sold_firm_is_there_on_the_stated_share_of_paths() => Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), (percent, days) =>
    {
        var (risk, from) = (percent / 100m, Day(2026, 3, 3));
        var firm = Of(new(risk), days).Firm;
        decimal Short(Gpus sold) => Picture.LeastFree(Pool, Chicago.Between(from, from.PlusDays(days)), spare: true).Count(free => free < sold.Count) / 200m;
        return Short(firm.Firm) <= risk && Short(firm.Signed + new Gpus(1)) > risk;
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: survival falls with the time, for the probability and for the quantity.
    [Fact]
    public void Survival_falls_with_the_time() => Prop.ForAll(Ask.ToArbitrary(), ask =>
        Of(ask, 30).Survivals.Zip(Of(ask, 30).Survivals.Skip(1)).All(pair => pair.First.Probability >= pair.Second.Probability && pair.First.Lasting >= pair.Second.Lasting))
    .Check(Laws.Seeded.WithMaxTest(200));

    [Fact]
    public void Interruptible_is_there_in_its_first_hour_as_often_as_was_asked() =>
        Assert.InRange(Of(new(0.05m) { Available = 0.8m }, 30).Survivals[0].Probability, 0.8m, 1m);

    // By hand: nothing is used, all is sold from July on; until then half of it is free, whoever asks.
    [Fact]
    public void Where_nothing_is_uncertain_only_the_window_decides()
    {
        var tiers = Tiers.Of(new(SignedBook, At(2026, 4, 21)), Pool, Chicago.Between(Day(2026, 5, 1), Day(2026, 8, 1)), new(0.05m) { NoticeDays = 30 });

        Assert.Equal((0L, 110_000L, 110_000L), (tiers.Firm.Firm.Count, tiers.Recallable.Count, tiers.Interruptible.Count));
        Assert.Equal((Day(2026, 5, 30), new Gpus(110_000)), (tiers.HeldThrough, tiers.BesideFirm));
        Assert.All(tiers.Survivals, survival => Assert.Equal((1m, new Gpus(110_000)), (survival.Probability, survival.Lasting)));
    }

    // A notice of 30 days and three of handover: the last day for which it must stay free is the 33rd.
    [Fact]
    public void Recallable_capacity_must_stay_free_through_notice_and_handover() =>
        Assert.Equal(Day(2026, 4, 4), Of(new(0.05m) { NoticeDays = 30 }, 365).HeldThrough);

    static Tiers Of(TierAsk ask, int days) => Tiers.Of(Picture, Pool, Chicago.Between(Day(2026, 3, 3), Day(2026, 3, 3).PlusDays(days)), ask);
}
