using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Capacity;

public sealed class SupplyBlockTests
{
    static readonly SupplyBlock Planned = new(Slug.Of("hall-2"), Colossus, new Gpus(30_000), Day(2026, 7, 1), null, Day(2030, 7, 1));

    // Law: a block is in service exactly from the day it serves to the day it retires, however late it was energised.
    [Fact]
    public void A_block_serves_from_its_date_to_its_retirement_and_never_else() =>
        Prop.ForAll(Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), (energised, retires, at) =>
        {
            var block = Planned with { Energised = energised, Retires = retires };
            var inService = at >= energised && at < retires ? 30_000 : 0;
            return block.Steps(Chicago).Where(step => step.At <= Chicago.StartOf(at)).Sum(step => step.Change) == inService;
        }).Check(Laws.Seeded);

    [Fact]
    public void Until_it_is_energised_the_plan_counts_from_the_planned_date()
    {
        Assert.Equal(Day(2026, 7, 1), Planned.ServesFrom);
        Assert.Equal(Day(2026, 7, 20), (Planned with { Energised = Day(2026, 7, 20) }).ServesFrom);
    }

    [Fact]
    public void It_is_late_from_the_day_after_its_date_until_it_is_energised()
    {
        Assert.False(Planned.IsLate(Day(2026, 7, 1)));
        Assert.True(Planned.IsLate(Day(2026, 7, 2)));
        Assert.False((Planned with { Energised = Day(2026, 7, 20) }).IsLate(Day(2026, 8, 1)));
    }
}
