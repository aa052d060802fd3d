using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store.Merkle;

public sealed class MerkleFrontierTests
{
    // Law: appending one by one, or any number at once, gives the root of the recursive definition, at every size.
    [Fact]
    public void The_root_is_the_recursive_one_at_every_size() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps =>
        {
            var leaves = Leaves.Numbered(steps.Sum(step => step % 9)).ToArray();
            var tree = new MerkleTree(leaves);
            var frontier = MerkleFrontier.Empty;
            return steps.All(step =>
            {
                frontier = frontier.Append(leaves.AsSpan((int)frontier.Size, step % 9));
                return frontier.Root == tree.RootAt((int)frontier.Size);
            });
        }).Check(Laws.Seeded);

    [Fact]
    public void One_by_one_is_the_same_as_all_at_once_up_to_70_leaves()
    {
        var leaves = Leaves.Numbered(70);
        var frontier = MerkleFrontier.Empty;
        for (var size = 1; size <= leaves.Count; size++)
        {
            frontier = frontier.Append(leaves[size - 1]);
            Assert.Equal(new MerkleTree(leaves).RootAt(size), frontier.Root);
            Assert.Equal(MerkleFrontier.Empty.Append(leaves.Take(size).ToArray()).ToArray(), frontier.ToArray());
        }
    }

    [Fact]
    public void Stored_peaks_are_read_back_and_grow_on()
    {
        var leaves = Leaves.Numbered(14);
        var kept = MerkleFrontier.Empty.Append(leaves.Take(13).ToArray());

        var read = MerkleFrontier.TryRead(13, kept.ToArray());

        Assert.NotNull(read);
        Assert.Equal(new MerkleTree(leaves).Root, read.Append(leaves[13]).Root);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public void Peaks_that_no_tree_of_the_size_has_are_refused(long size, int peaks) =>
        Assert.Null(MerkleFrontier.TryRead(size, new byte[peaks * Digest.Length]));

    [Fact]
    public void Appending_leaves_the_older_frontier_as_it_was()
    {
        var older = MerkleFrontier.Empty.Append(Leaves.Numbered(5).ToArray());
        var root = older.Root;

        _ = older.Append(Leaves.Numbered(3).ToArray());

        Assert.Equal((5, root), (older.Size, older.Root));
    }
}
