using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store.Merkle;

public sealed class InclusionProofTests
{
    const int Largest = 70; // leaves: every shape up to beyond 64

    // Law: the proof of every leaf of every tree holds, and for no other leaf and no other index.
    [Fact]
    public void Every_leaf_of_every_tree_is_proved_at_its_index_and_at_no_other()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var leaves = Leaves.Numbered(size);
            var tree = new MerkleTree(leaves);
            var root = tree.Root;
            for (var index = 0; index < size; index++)
            {
                var proof = tree.ProveInclusion(index);
                Assert.True(proof.Verify(leaves[index], root));
                for (var other = -1; other <= size; other++)
                {
                    if (other == index) continue;
                    Assert.False((proof with { Index = other }).Verify(leaves[index], root));
                    if (other >= 0 && other < size) Assert.False(proof.Verify(leaves[other], root));
                }
            }
        }
    }

    // Law: no byte of the leaf, the root or the path can be changed, and no digest of the path left out or added.
    [Fact]
    public void A_proof_with_any_byte_altered_fails() =>
        Prop.ForAll(Gen.Choose(1, Largest).ToArbitrary(), ArbMap.Default.ArbFor<ushort>(), (size, choice) =>
        {
            var leaves = Leaves.Numbered(size);
            var tree = new MerkleTree(leaves);
            var index = choice % size;
            var proof = tree.ProveInclusion(index);
            return Enumerable.Range(0, Digest.Length).All(at =>
                !proof.Verify(leaves[index].Flipped(at), tree.Root)
                && !proof.Verify(leaves[index], tree.Root.Flipped(at))
                && Enumerable.Range(0, proof.Path.Length).All(step =>
                    !(proof with { Path = proof.Path.SetItem(step, proof.Path[step].Flipped(at)) }).Verify(leaves[index], tree.Root)
                    && !(proof with { Path = proof.Path.RemoveAt(step) }).Verify(leaves[index], tree.Root)
                    && !(proof with { Path = proof.Path.Insert(step, proof.Path[step]) }).Verify(leaves[index], tree.Root)));
        }).Check(Laws.Seeded);

    [Fact]
    public void The_only_leaf_is_its_own_root_and_needs_no_path()
    {
        var leaf = MerkleHash.OfLeaf("alone"u8);
        var proof = new MerkleTree([leaf]).ProveInclusion(0);

        Assert.Empty(proof.Path);
        Assert.True(proof.Verify(leaf, leaf));
    }

    [Fact]
    public void A_proof_without_a_path_at_all_fails_and_does_not_throw() =>
        Assert.False(new InclusionProof(0, 1, default).Verify(MerkleHash.Empty, MerkleHash.Empty));
}
