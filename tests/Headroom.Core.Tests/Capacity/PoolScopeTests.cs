using Headroom.Core.Capacity;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Capacity;

public sealed class PoolScopeTests
{
    static readonly Pool Hopper = new(Colossus, Memphis, Slug.Of("hopper"), new Gpus(8), Whole, Gpus.Zero);

    [Fact]
    public void It_covers_one_pool_or_a_class_or_all()
    {
        var other = Hopper with { Id = Slug.Of("colossus-2"), Class = null };

        Assert.Equal((true, false), Covered(new(Colossus, null)));
        Assert.Equal((true, false), Covered(new(null, Slug.Of("hopper"))));
        Assert.Equal((true, true), Covered(new(null, null)));
        (bool, bool) Covered(PoolScope scope) => (scope.Covers(Hopper), scope.Covers(other));
    }

    [Fact]
    public void It_says_what_it_covers() => Assert.Equal(["pool 'colossus-1'", "class 'hopper'", "any pool"],
        new PoolScope[] { new(Colossus, null), new(null, Slug.Of("hopper")), new(null, null) }.Select(scope => scope.ToString()));
}
