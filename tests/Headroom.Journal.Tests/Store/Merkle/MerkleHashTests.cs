using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store.Merkle;

public sealed class MerkleHashTests
{
    // Law: the leaf of a fact is the plain leaf of the salt followed by the bytes, however long they are.
    [Fact]
    public void A_salted_leaf_is_the_leaf_of_salt_and_bytes_together() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<ushort>(), (salt, length) =>
        {
            var bytes = new byte[length];
            bytes.AsSpan().Fill(7);
            return MerkleHash.OfLeaf(salt, bytes) == MerkleHash.OfLeaf([.. salt, .. bytes])
                && MerkleHash.OfLeaf(salt, bytes) == Digest.Of([0, .. salt, .. bytes]);
        }).Check(Laws.Seeded);

    [Fact]
    public void A_leaf_that_looks_like_a_node_has_another_hash()
    {
        var (left, right) = (Digest.Of([1]), Digest.Of([2]));

        Assert.Equal(Digest.Of([1, .. left.ToArray(), .. right.ToArray()]), MerkleHash.OfNode(left, right));
        Assert.NotEqual(MerkleHash.OfLeaf([.. left.ToArray(), .. right.ToArray()]), MerkleHash.OfNode(left, right));
    }
}
