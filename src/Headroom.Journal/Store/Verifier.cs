using System.Collections.Immutable;

namespace Headroom.Journal;

/// <summary>
/// Recomputes a journal from its raw rows, in one pass and O(log facts) memory, whichever store they come from.
/// Arithmetic on stored numbers is unchecked here: they may be damaged, and damage is to be reported, not thrown.
/// </summary>
sealed class Verifier(Head? witness, IProgress<long>? progress)
{
    const long ProgressEvery = 10_000; // facts

    readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
    bool _more;
    MerkleFrontier _tree = MerkleFrontier.Empty;
    long _next = 1;       // the position that the next fact must have
    long _batchFrom = 1;  // the position that the next batch must begin with

    /// <summary>Both lists in order of position; a batch is checked as soon as its last fact was.</summary>
    public void CheckFacts(IEnumerable<StoredFact> facts, IEnumerable<StoredBatch> batches)
    {
        CheckWitness();
        using var rest = batches.GetEnumerator();
        var batch = rest.MoveNext() ? rest.Current : null;
        foreach (var fact in facts)
        {
            if (_more) return;
            CheckFact(fact);
            for (; batch is not null && batch.Last <= fact.Position; batch = rest.MoveNext() ? rest.Current : null) CheckBatch(batch);
            if (_tree.Size % ProgressEvery == 0) progress?.Report(_tree.Size);
        }
        for (; batch is not null && !_more; batch = rest.MoveNext() ? rest.Current : null) CheckBatch(batch);
        Expect(_batchFrom == _next, _next, "The facts do not end where the last batch ends.", unchecked(_batchFrom - 1), unchecked(_next - 1));
        if (witness is { } head)
            Expect(_tree.Size >= head.Position, head.Position, "The journal is shorter than the witness.", head.Position, _tree.Size);
        progress?.Report(_tree.Size);
    }

    public void CheckExhibits(IEnumerable<StoredExhibit> exhibits)
    {
        foreach (var exhibit in exhibits)
        {
            if (_more) return;
            CheckExhibit(exhibit);
        }
    }

    public void Add(Finding finding)
    {
        if (_findings.Count < Verification.MostFindings) _findings.Add(finding);
        else _more = true;
    }

    public Verification Result() =>
        _findings.Count == 0
            ? new Verification.Clean(new(_tree.Size, _tree.Root))
            : new Verification.Damaged(_findings.ToImmutable(), _more);

    void CheckFact(StoredFact fact)
    {
        Expect(fact.Position == _next, _next, "Positions must follow each other without a gap.", _next, fact.Position);
        Expect(fact.Bytes.Length <= JournalLimits.FactBytes, fact.Position, "The fact is too long.", JournalLimits.FactBytes, fact.Bytes.Length);
        // Without a fixed length a byte could wander from the salt into the fact, and the leaf would not show it.
        Expect(fact.Salt.Length == JournalLimits.SaltBytes, fact.Position, "The salt has a wrong length.", JournalLimits.SaltBytes, fact.Salt.Length);
        var leaf = MerkleHash.OfLeaf(fact.Salt, fact.Bytes);
        ExpectBytes(leaf.ToArray(), fact.Leaf, fact.Position, "The leaf is not the hash of the salt and the fact.");
        // The tree is grown from the stored leaves, so that a changed fact and a changed leaf are told apart.
        _tree = _tree.Append(fact.Leaf.Length == Digest.Length ? new Digest(fact.Leaf) : leaf);
        _next = unchecked(fact.Position + 1);
        CheckWitness();
    }

    void CheckBatch(StoredBatch batch)
    {
        Expect(batch.First == _batchFrom, batch.First, "The batch does not begin after the one before it.", _batchFrom, batch.First);
        Expect(batch.First <= batch.Last, batch.First, "The batch ends before it begins.", batch.First, batch.Last);
        Expect(batch.Last == _tree.Size, batch.First, "The batch does not end with its last fact.", _tree.Size, batch.Last);
        ExpectBytes(_tree.Root.ToArray(), batch.Root, batch.First, "The batch's tree head is not the root over the facts.");
        ExpectBytes(_tree.ToArray(), batch.Peaks, batch.First, "The batch's peaks are not those of the tree over the facts.");
        var seal = Seal.OfBatch(batch.First, batch.Last, batch.Key, batch.Root);
        ExpectBytes(seal.ToArray(), batch.Seal, batch.First, "The batch's seal does not fit its bounds, key and root.");
        // After a mismatch go on from what the batch claims: else one bad leaf would put every later batch in the list.
        if (MerkleFrontier.TryRead(batch.Last, batch.Peaks) is { } claimed && claimed.Root.ToArray().AsSpan().SequenceEqual(batch.Root)) _tree = claimed;
        _batchFrom = unchecked(batch.Last + 1);
    }

    void CheckExhibit(StoredExhibit exhibit)
    {
        var name = $"Exhibit {Convert.ToHexStringLower(exhibit.Digest)}: ";
        var seal = Seal.OfExhibit(exhibit.Digest, exhibit.Size, exhibit.MediaType);
        ExpectBytes(seal.ToArray(), exhibit.Seal, 0, name + "the seal does not fit its digest, media type and size.");
        Expect(exhibit.Erased is 0 or 1, 0, name + "the mark of erasure is neither 0 nor 1.", 0, exhibit.Erased);
        Expect(exhibit.Erased == (exhibit.Content is null ? 1 : 0), 0, name + "content is there if and only if it is not marked as erased.", exhibit.Content is null ? 1 : 0,
            exhibit.Erased);
        if (exhibit.Content is not { } content) return;
        ExpectBytes(content.Digest.ToArray(), exhibit.Digest, 0, name + "the digest is not the hash of the content.");
        Expect(content.Size == exhibit.Size, 0, name + "the size is not that of the content.", content.Size, exhibit.Size);
    }

    void CheckWitness()
    {
        if (witness is { } head && head.Position == _tree.Size)
            ExpectBytes(head.Root.ToArray(), _tree.Root.ToArray(), head.Position, "The journal contradicts the witness: another root at its position.");
    }

    void Expect(bool holds, long position, string what, long expected, long found)
    {
        if (!holds) Add(new(position, what, expected.ToString(), found.ToString()));
    }

    void ExpectBytes(byte[] expected, byte[] found, long position, string what)
    {
        if (!expected.AsSpan().SequenceEqual(found)) Add(new(position, what, Convert.ToHexStringLower(expected), Convert.ToHexStringLower(found)));
    }
}
