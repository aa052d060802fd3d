using System.Collections.Immutable;

namespace Headroom.Journal;

/// <summary>
/// The proof that a leaf stands at an index in a tree of a size: at most one digest for each level (63).
/// It shows nothing of the other leaves. Whoever holds the leaf's bytes, its salt and a root printed on any invoice
/// can check it without the journal.
/// </summary>
/// <param name="Index">The leaf's place, counted from 0: journal position less one.</param>
/// <param name="Size">How many leaves the tree of the root has.</param>
/// <param name="Path">The siblings on the way up, from the leaf's own to the root's child.</param>
public sealed record InclusionProof(long Index, long Size, ImmutableArray<Digest> Path)
{
    /// <summary>Whether this proof leads from the leaf to the root (RFC 9162 section 2.1.3.2).</summary>
    public bool Verify(Digest leaf, Digest root)
    {
        if (Index < 0 || Index >= Size || Path.IsDefault) return false;
        var (index, last, node) = (Index, Size - 1, leaf);
        foreach (var sibling in Path)
        {
            if (last == 0) return false;
            if ((index & 1) == 1 || index == last)
            {
                node = MerkleHash.OfNode(sibling, node);
                while ((index & 1) == 0 && index != 0) (index, last) = (index >> 1, last >> 1);
            }
            else
            {
                node = MerkleHash.OfNode(node, sibling);
            }
            (index, last) = (index >> 1, last >> 1);
        }
        return last == 0 && node == root;
    }
}
