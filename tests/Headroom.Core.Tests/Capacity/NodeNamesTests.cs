using Headroom.Core.Capacity;

namespace Headroom.Core.Tests.Capacity;

public sealed class NodeNamesTests
{
    [Theory]
    [InlineData("n1", "n1", true), InlineData("n1", "n11", false), InlineData("row-1-[1-576]", "row-1-576", true), InlineData("row-1-[1-576]", "row-1-577", false),
        InlineData("row-1-[1-576]", "row-1-01", false)]
    [InlineData("row-2-[01-32]", "row-2-07", true), InlineData("row-2-[01-32]", "row-2-7", false), InlineData("n[1-3,7]x", "n7x", true), InlineData("n[1-3,7]x", "n5x", false),
        InlineData("n[1-3", "n2", false)]
    [InlineData("n[a-c]", "nb", false), InlineData("n[1-3]", "n", false), InlineData("n[1-3]", "n-2", false)]
    public void A_range_names_the_nodes_that_a_scheduler_would_read_in_it(string name, string node, bool named) => Assert.Equal(named, NodeNames.Name(name, node));
}
