using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class EnergiseSupplyTests
{
    [Fact]
    public void Each_reason_to_refuse()
    {
        var book = Ready.Told(At(2026, 3, 2), new PlanSupply(Block("c2", 8) with { Planned = Day(2026, 3, 1) }));

        book.Refuses(At(2026, 3, 2), new EnergiseSupply(Slug.Of("c9"), Day(2026, 3, 1)), RefusalCode.NotFound, "block");
        book.Refuses(At(2026, 3, 2), new EnergiseSupply(Slug.Of("c2"), Day(2026, 3, 3)), RefusalCode.InTheFuture, "on");
        book.Refuses(At(2026, 3, 2), new EnergiseSupply(Slug.Of("c1"), Day(2026, 3, 1)), RefusalCode.AlreadyExists, "block");
    }

    [Fact]
    public void It_serves_from_the_day_it_was_energised()
    {
        var book = Ready.Told(At(2026, 3, 20), new PlanSupply(Block("c2", 8) with { Planned = Day(2026, 3, 10) }), new EnergiseSupply(Slug.Of("c2"), Day(2026, 3, 15)));

        Assert.Equal(220_000, book.Fleet.Planned(book.Fleet.Pools[Colossus]).At(At(2026, 3, 14)));
        Assert.Equal(220_008, book.Fleet.Planned(book.Fleet.Pools[Colossus]).At(At(2026, 3, 15)));
        Assert.Equal(At(2026, 3, 15), new EnergiseSupply(Slug.Of("c2"), Day(2026, 3, 15)).NotBefore(book));
    }
}
