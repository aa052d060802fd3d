using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class PlanSupplyTests
{
    static readonly SupplyBlock Good = Block("c2", 8_000) with { Planned = Day(2026, 9, 1) };

    [Fact]
    public void Each_reason_to_refuse_a_plan()
    {
        Refused(Good with { Pool = Slug.Of("nowhere") }, RefusalCode.NotFound, "pool");
        Refused(Good with { Gpus = Gpus.Zero }, RefusalCode.OutOfRange, "gpus");
        Refused(Good with { Retires = Good.Planned }, RefusalCode.DatesUpsideDown, "retires");
        Refused(Good with { Id = Slug.Of("c1") }, RefusalCode.AlreadyExists, "block");
    }

    [Fact]
    public void A_slip_is_planned_anew_until_the_block_is_energised()
    {
        var slipped = Ready.Told(At(2026, 3, 2), new PlanSupply(Good), new PlanSupply(Good with { Planned = Day(2026, 10, 1) }));
        var pool = slipped.Fleet.Pools[Colossus];

        Assert.Equal(220_000, slipped.Fleet.Planned(pool).At(At(2026, 9, 30)));
        Assert.Equal(228_000, slipped.Fleet.Planned(pool).At(At(2026, 10, 1)));
    }

    static void Refused(SupplyBlock block, RefusalCode code, string field) => Ready.Refuses(At(2026, 3, 2), new PlanSupply(block), code, field);
}
