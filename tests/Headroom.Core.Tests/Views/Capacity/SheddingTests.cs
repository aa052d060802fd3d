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

public sealed class SheddingTests
{
    static readonly Slug Dear = Slug.Of("dear"), Cheap = Slug.Of("cheap"), Flexible = Slug.Of("flexible");
    static readonly Instant July = At(2026, 7, 1);

    /// <summary>220,000 GPUs at 300 MW: 100,000 sold firm at two prices, 50,000 of which half may be interrupted and half recalled by a week's notice.</summary>
    public static readonly Book Sold = Ready.Told(At(2026, 4, 20),
        new SignContract(Of(Dear, 60_000, 60_000_000m)), new SignContract(Of(Cheap, 40_000, 20_000_000m)),
        new SignContract(Of(Flexible, 50_000, 10_000_000m, new Reclaim("spot", Colossus, new(25_000), 0, "interruptible", 0, []),
            new Reclaim("recall", Colossus, new(25_000), 7, "recallable", 0, []))));

    static Terms Of(Slug id, long gpus, decimal fee, params Leg[] more) =>
        With([new Reserve(Colossus, null, [new(Start, new(gpus))]), Fee((Start, fee)), .. more]) with { Contract = id, Buyer = id };

    public static Incident Gone(long gpus, long kilowatts = 0) =>
        new(Slug.Of("i"), IncidentKind.Incident, kilowatts > 0 ? Memphis : Colossus, new(gpus), new(kilowatts), July, null, "pumps");

    static Book Hit(Incident incident) => Sold.Told(July, new OpenIncident(incident));

    static (ShedStep, Slug?, long)[] Shed(Book book) =>
        [.. Shedding.Of(book, July, July).Lines.Where(line => line.Shed > Gpus.Zero).Select(line => (line.Step, line.Contract, line.Shed.Count))];

    // Law: what is shed is exactly what is missing, nobody loses more than it holds, and no later line loses anything while an earlier one holds something.
    [Fact]
    public void What_is_missing_is_shed_in_order_and_no_more() =>
        Prop.ForAll(Gen.Choose(1, 220_000).ToArbitrary(), gone =>
        {
            var lines = Shedding.Of(Hit(Gone(gone)), July, July).Lines;
            var first = lines.Select((line, i) => (line, i)).FirstOrDefault(each => each.line.Shed < each.line.Held).i;
            return lines.Sum(line => line.Shed.Count) == gone && lines.All(line => line.Shed <= line.Held && line.Shed >= Gpus.Zero)
                && (lines.All(line => line.Shed == line.Held) || lines.Skip(first + 1).All(line => line.Shed == Gpus.Zero));
        }).Check(Laws.Seeded);

    // Law: for power, what is left drawing fits what is left of the limit, and one GPU more would not be needed.
    [Fact]
    public void Power_that_is_cut_is_shed_to_within_a_GPU() =>
        Prop.ForAll(Gen.Choose(1, 300_000).ToArbitrary(), kilowatts =>
        {
            var lines = Shedding.Of(Hit(Gone(0, kilowatts)), July, July).Lines;
            var drawn = lines.Where(line => line.Step != ShedStep.Idle).Aggregate(Rational.Zero, (sum, line) => sum + Whole.Exact(line.Held - line.Shed));
            var shed = lines.Any(line => line.Step != ShedStep.Idle && line.Shed > Gpus.Zero);
            return !(drawn > 300_000 - kilowatts) && (!shed || drawn + Whole.Exact(new(1)) > 300_000 - kilowatts);
        }).Check(Laws.Seeded);

    // By hand: 70,000 are idle; then 25,000 interruptible; then 25,000 recallable; then firm, the cheaper first.
    [Fact]
    public void Idle_interruptible_recallable_and_firm_give_way_in_this_order_the_cheapest_first()
    {
        Assert.Equal([(ShedStep.Idle, null, 70_000)], Shed(Hit(Gone(70_000))));
        Assert.Equal([(ShedStep.Idle, null, 70_000), (ShedStep.Interruptible, Flexible, 10_000)], Shed(Hit(Gone(80_000))));
        Assert.Equal([(ShedStep.Idle, null, 70_000), (ShedStep.Interruptible, Flexible, 25_000), (ShedStep.Recallable, Flexible, 25_000), (ShedStep.Firm, Cheap, 40_000),
            (ShedStep.Firm, Dear, 5_000)], Shed(Hit(Gone(165_000))));
    }

    // By hand: 150,000 sold draw 204,545 kW; 150,000 kW of 300,000 are left, so 54,545.45 kW are missing: 40,000 GPUs.
    [Fact]
    public void A_cut_of_power_spares_what_is_idle_since_it_draws_none() =>
        Assert.Equal([(ShedStep.Interruptible, Flexible, 25_000), (ShedStep.Recallable, Flexible, 15_000)], Shed(Hit(Gone(0, 150_000))));

    [Fact]
    public void What_is_recallable_gives_way_by_right_only_when_it_was_announced_as_long_before_as_the_clause_asks()
    {
        Assert.False(IsByRight(null));
        Assert.False(IsByRight(July - Duration.FromDays(6)));
        Assert.True(IsByRight(July - Duration.FromDays(7)));

        static bool IsByRight(Instant? noticed) =>
            Shedding.Of(Hit(Gone(100_000) with { Noticed = noticed }), July, July).Lines.Single(line => line.Step == ShedStep.Recallable).IsByRight;
    }

    [Fact]
    public void Quotas_lower_what_may_be_interrupted_and_nothing_else_of_a_customer()
    {
        var quotas = Quotas.Of(Hit(Gone(200_000)), July);
        Assert.Equal([60_000L, 40_000, 25_000, 0],
            new[] { (Dear, QuotaTier.Firm), (Cheap, QuotaTier.Firm), (Flexible, QuotaTier.Recallable),
                (Flexible, QuotaTier.Interruptible) }.Select(line => quotas.At(new(Colossus, line.Item1, line.Item2), July).Count));
        Assert.Equal(25_000, quotas.At(new(Colossus, Flexible, QuotaTier.Interruptible), July - Duration.FromSeconds(1)).Count);
        Assert.Equal(0, quotas.At(new(Colossus, Us, QuotaTier.Firm), July).Count);
    }

    // By hand: 40,000 GPUs must go for want of power: 25,000 interruptible ones and 15,000 that keep their quota. What is idle may not be taken into use meanwhile.
    [Fact]
    public void While_power_is_cut_own_work_may_not_grow_into_what_is_idle()
    {
        var quotas = Quotas.Of(Hit(Gone(0, 150_000) with { End = At(2026, 7, 2) }), July);
        Assert.Equal((0, 0), (quotas.At(new(Colossus, Us, QuotaTier.Firm), July).Count, quotas.At(new(Colossus, Flexible, QuotaTier.Interruptible), July).Count));
        Assert.Equal(Gpus.Zero, quotas.At(new(Colossus, Us, QuotaTier.Interruptible), July));
        Assert.True(quotas.At(new(Colossus, Us, QuotaTier.Interruptible), At(2026, 7, 2)) > Gpus.Zero);
        Assert.Equal((70_000, 25_000),
            (quotas.At(new(Colossus, Us, QuotaTier.Firm), At(2026, 7, 2)).Count, quotas.At(new(Colossus, Flexible, QuotaTier.Interruptible), At(2026, 7, 2)).Count));
    }

    [Fact]
    public void Headroom_takes_what_is_gone_into_account_while_it_lasts_also_what_is_planned()
    {
        var planned = Gone(50_000) with { Kind = IncidentKind.Maintenance, From = At(2026, 8, 1), End = At(2026, 8, 3) };
        var picture = new CapacityPicture(Hit(planned), July);
        var pool = picture.Book.Fleet.Pools[Colossus];
        Assert.Equal([220_000L, 170_000, 170_000, 220_000], new[] { At(2026, 7, 31), At(2026, 8, 1), At(2026, 8, 2), At(2026, 8, 3) }.Select(picture.Supply(pool).At));
        Assert.Equal((Rational)200_000, new CapacityPicture(Ready.Told(July, new OpenIncident(Gone(0, 100_000))), July).FreePower(picture.Book.Fleet.Sites[Memphis]).At(July));
    }
}
