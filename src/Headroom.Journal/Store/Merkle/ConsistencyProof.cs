using System.Collections.Immutable;
using System.Numerics;

namespace Headroom.Journal;

/// <summary>
/// The proof that a newer tree extends an older one: the first leaves are the same, in the same order, and the rest
/// was only added. Whoever kept an older root can check with it that no fact was changed or taken away since.
/// </summary>
/// <param name="OlderSize">How many leaves the older tree has.</param>
/// <param name="NewerSize">How many leaves the newer tree has; not less.</param>
/// <param name="Path">The digests of RFC 9162 section 2.1.4.1; empty when nothing was added and from the empty tree.</param>
public sealed record ConsistencyProof(long OlderSize, long NewerSize, ImmutableArray<Digest> Path)
{
    /// <summary>Whether this proof leads to both roots (RFC 9162 section 2.1.4.2).</summary>
    public bool Verify(Digest olderRoot, Digest newerRoot)
    {
        if (OlderSize < 0 || OlderSize > NewerSize || Path.IsDefault) return false;
        if (OlderSize == NewerSize) return Path.IsEmpty && olderRoot == newerRoot;
        if (OlderSize == 0) return Path.IsEmpty && olderRoot == MerkleHash.Empty;
        // An older tree that is perfect is itself the first node of the way up; the path then leaves it out.
        var nodes = BitOperations.IsPow2(OlderSize) ? Path.Insert(0, olderRoot) : Path;
        return !nodes.IsEmpty && Climb(nodes, olderRoot, newerRoot);
    }

    bool Climb(ImmutableArray<Digest> nodes, Digest olderRoot, Digest newerRoot)
    {
        var (index, last) = (OlderSize - 1, NewerSize - 1);
        while ((index & 1) == 1) (index, last) = (index >> 1, last >> 1);
        var (older, newer) = (nodes[0], nodes[0]);
        foreach (var sibling in nodes.AsSpan()[1..])
        {
            if (last == 0) return false;
            if ((index & 1) == 1 || index == last)
            {
                older = MerkleHash.OfNode(sibling, older);
                newer = MerkleHash.OfNode(sibling, newer);
                while ((index & 1) == 0 && index != 0) (index, last) = (index >> 1, last >> 1);
            }
            else
            {
                newer = MerkleHash.OfNode(newer, sibling);
            }
            (index, last) = (index >> 1, last >> 1);
        }
        return last == 0 && older == olderRoot && newer == newerRoot;
    }
}
