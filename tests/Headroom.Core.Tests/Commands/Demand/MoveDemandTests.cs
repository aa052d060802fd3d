using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class MoveDemandTests
{
    [Fact]
    public void The_workload_and_the_pool_must_be_known()
    {
        var book = Ready.Told(At(2026, 3, 2), Using("grok", 8));

        book.Refuses(At(2026, 3, 2), new MoveDemand(Slug.Of("search"), Colossus, Start), RefusalCode.NotFound, "workload");
        book.Refuses(At(2026, 3, 2), new MoveDemand(Slug.Of("grok"), Slug.Of("nowhere"), Start), RefusalCode.NotFound, "to");
    }

    [Fact]
    public void A_move_in_the_future_holds_from_its_date()
    {
        var book = Ready.Told(At(2026, 3, 2), Using("grok", 8),
            new AddPool(Ready.Fleet.Pools[Colossus] with { Id = Slug.Of("c2") }), new MoveDemand(Slug.Of("grok"), Slug.Of("c2"), Start));
        var runs = book.Demand[Slug.Of("grok")].Runs;

        Assert.Equal((Colossus, Slug.Of("c2")), (runs.At(At(2026, 4, 30)), runs.At(At(2026, 5, 1))));
    }
}
