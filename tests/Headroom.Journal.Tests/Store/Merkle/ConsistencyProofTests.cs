using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store.Merkle;

public sealed class ConsistencyProofTests
{
    const int Largest = 70; // leaves: every shape up to beyond 64

    // Law: every tree is proved to extend every one of its own beginnings.
    [Fact]
    public void Every_tree_extends_every_one_of_its_beginnings()
    {
        var leaves = Leaves.Numbered(Largest);
        for (var newer = 0; newer <= Largest; newer++)
        {
            var tree = new MerkleTree([.. leaves.Take(newer)]);
            for (var older = 0; older <= newer; older++)
                Assert.True(tree.ProveConsistency(older).Verify(tree.RootAt(older), tree.Root), $"{older} to {newer}");
        }
    }

    // Law: no byte of either root or of the path can be changed, and neither size claimed to be another.
    [Fact]
    public void A_proof_with_any_byte_altered_fails() =>
        Prop.ForAll(Gen.Choose(1, Largest).ToArbitrary(), ArbMap.Default.ArbFor<ushort>(), (size, choice) =>
        {
            var tree = new MerkleTree(Leaves.Numbered(size));
            var proof = tree.ProveConsistency(1 + choice % size);
            var (older, newer) = (tree.RootAt((int)proof.OlderSize), tree.Root);
            return Enumerable.Range(0, Digest.Length).All(at =>
                !proof.Verify(older.Flipped(at), newer)
                && !proof.Verify(older, newer.Flipped(at))
                && Enumerable.Range(0, proof.Path.Length).All(step =>
                    !(proof with { Path = proof.Path.SetItem(step, proof.Path[step].Flipped(at)) }).Verify(older, newer)
                    && !(proof with { Path = proof.Path.RemoveAt(step) }).Verify(older, newer)));
        }).Check(Laws.Seeded);

    // Law: a tree in which one older leaf was changed has no proof that it extends the older root.
    [Fact]
    public void A_rewritten_past_has_no_proof() =>
        Prop.ForAll(Gen.Choose(2, Largest).ToArbitrary(), ArbMap.Default.ArbFor<ushort>(), (size, choice) =>
        {
            var leaves = Leaves.Numbered(size).ToArray();
            var older = 1 + choice % (size - 1);
            var witness = new MerkleTree(leaves).RootAt(older);
            leaves[choice % older] = leaves[choice % older].Flipped(choice);
            var forged = new MerkleTree(leaves);
            return !forged.ProveConsistency(older).Verify(witness, forged.Root);
        }).Check(Laws.Seeded);

    [Fact]
    public void Sizes_that_cannot_be_fail_and_do_not_throw()
    {
        Assert.False(new ConsistencyProof(2, 1, []).Verify(MerkleHash.Empty, MerkleHash.Empty));
        Assert.False(new ConsistencyProof(-1, 1, []).Verify(MerkleHash.Empty, MerkleHash.Empty));
        Assert.False(new ConsistencyProof(3, 4, []).Verify(MerkleHash.Empty, MerkleHash.Empty));
        Assert.False(new ConsistencyProof(1, 1, default).Verify(MerkleHash.Empty, MerkleHash.Empty));
    }
}
