using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AddPoolTests
{
    static readonly Pool Good = Ready.Fleet.Pools[Colossus] with { Id = Slug.Of("c2") };

    [Fact]
    public void Each_reason_to_refuse_a_pool()
    {
        Refused(Good with { Id = Colossus }, RefusalCode.AlreadyExists, "pool");
        Refused(Good with { Site = Slug.Of("nowhere") }, RefusalCode.NotFound, "site");
        Refused(Good with { Block = Gpus.Zero }, RefusalCode.OutOfRange, "block");
        Refused(Good with { Spare = new Gpus(-1) }, RefusalCode.OutOfRange, "spare");
        Refused(Good with { Draw = new PowerDraw(new Kilowatts(1), Gpus.Zero) }, RefusalCode.OutOfRange, "draw.per-gpus");
        Refused(Good with { Draw = new PowerDraw(new Kilowatts(-1), new Gpus(1)) }, RefusalCode.OutOfRange, "draw.kilowatts");
        Refused(Good with { Class = Colossus }, RefusalCode.AlreadyExists, "class");
    }

    // Own demand has a pool or a class as its home; one word for both would count it twice.
    [Fact]
    public void A_class_needs_a_name_that_no_pool_has_or_gets()
    {
        Refused(Good with { Class = Good.Id }, RefusalCode.AlreadyExists, "class");

        var classed = Ready.Told(At(2026, 3, 2), new AddPool(Good with { Class = Slug.Of("hopper") }));
        classed.Refuses(At(2026, 3, 2), new AddPool(Good with { Id = Slug.Of("hopper") }), RefusalCode.AlreadyExists, "pool");
    }

    [Fact]
    public void A_pool_is_in_the_fleet_once_added() => Assert.Equal(Good, Ready.Told(At(2026, 3, 2), new AddPool(Good)).Fleet.Pools[Good.Id]);

    static void Refused(Pool pool, RefusalCode code, string field) => Ready.Refuses(At(2026, 3, 2), new AddPool(pool), code, field);
}
