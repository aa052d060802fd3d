using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class NameBlockTests
{
    static readonly HandoverBlock Hall = new(Slug.Of("hall-a"), Colossus, new Gpus(200_000), ["a-1", "a-2"], "own fabric partition");

    [Fact]
    public void Each_reason_to_refuse_a_name()
    {
        var book = SignedBook.Told(At(2026, 4, 21), new NameBlock(Hall));
        void Refused(HandoverBlock block, RefusalCode code, string field) => book.Refuses(At(2026, 4, 22), new NameBlock(block), code, field);

        Refused(Hall, RefusalCode.AlreadyExists, "block");
        Refused(Hall with { Id = Slug.Of("hall-b"), Pool = Slug.Of("elsewhere") }, RefusalCode.NotFound, "pool");
        Refused(Hall with { Id = Slug.Of("hall-b"), Gpus = Gpus.Zero }, RefusalCode.OutOfRange, "gpus");
        Refused(Hall with { Id = Slug.Of("hall-b"), Gpus = new Gpus(20_001), Nodes = [] }, RefusalCode.OutOfRange, "gpus");
        Refused(Hall with { Id = Slug.Of("hall-b"), Gpus = new Gpus(8), Nodes = ["a-2"] }, RefusalCode.AlreadyExists, "nodes");
        Refused(Hall with { Id = Slug.Of("hall-b"), Gpus = new Gpus(8), Nodes = ["b-1", "b-1"] }, RefusalCode.AlreadyExists, "nodes");
    }

    // 220,000 are installed and 200,000 are named; the rest can be named and not one more.
    [Fact]
    public void A_pool_may_be_in_blocks_to_the_last_GPU()
    {
        var rest = new HandoverBlock(Slug.Of("hall-b"), Colossus, new Gpus(20_000), [], null);
        var book = SignedBook.Told(At(2026, 4, 21), new NameBlock(Hall), new NameBlock(rest));

        Assert.Equal([Hall.Id, rest.Id], book.Blocks.Keys);
        Assert.Equal("0", book.Refusing(At(2026, 4, 22), new NameBlock(rest with { Id = Slug.Of("hall-c"), Gpus = new Gpus(1) })).Numbers["left_gpus"]);
    }
}
