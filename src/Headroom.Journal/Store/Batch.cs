using System.Security.Cryptography;
using System.Text;

namespace Headroom.Journal;

/// <summary>
/// Facts on their way into a store, salted and hashed. That does not depend on where the journal ends, so it is done before any lock is taken; of a large batch other cores make
/// the later facts ready while the first are being stored, and no more of them than are soon needed.
/// </summary>
sealed class Batch
{
    const int Together = 512; // facts that one core makes ready before it takes the next
    const int Ahead = 16; // so many times those are ready, or being made ready, at a time

    // The core that stores is left to it: were it to wait for its turn, all would.
    static readonly TaskFactory Others = new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Math.Max(1, Environment.ProcessorCount - 1)).ConcurrentScheduler);

    readonly IReadOnlyList<ReadOnlyMemory<byte>> _facts;
    readonly Queue<Task<Run>> _ready = new();
    int _taken;

    public Batch(IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key)
    {
        (_facts, Key) = (facts, key);
        MakeReady();
    }

    public int Count => _facts.Count;
    public string? Key { get; }

    /// <summary>Has a store take all facts, run after run, behind the last one of a tree; their record, or which of them may not be stored. Once.</summary>
    /// <param name="store">Takes a run, the first fact of which stands at a position.</param>
    /// <param name="told">Told how many facts are taken, of how many.</param>
    public (StoredBatch? Record, AppendResult.TooLong? Refused) Store(MerkleFrontier tree, Action<Run, long> store, Action<int, int>? told)
    {
        var (grown, done) = (Task.FromResult(tree), 0);
        while (_ready.TryDequeue(out var making))
        {
            var run = making.GetAwaiter().GetResult(); // what a fact could not be made for is thrown here as it was there
            MakeReady();
            if (run.TooLong is { } refused) return (null, refused);
            // Not by the others, whose turn comes only after the runs that wait for them: it would be left for the end.
            grown = IsSmall ? Task.FromResult(tree.Append(run.Leaves)) : grown.ContinueWith(before => before.Result.Append(run.Leaves), TaskScheduler.Default);
            store(run, tree.Size + 1 + done);
            done += run.Count;
            told?.Invoke(done, Count);
        }
        return (Record(tree, grown.Result), null);
    }

    bool IsSmall => Count <= Together;

    void MakeReady()
    {
        for (; _taken < Count && _ready.Count < Ahead; _taken += Together)
        {
            var from = _taken;
            _ready.Enqueue(IsSmall ? Task.FromResult(new Run(_facts, 0, Count)) : Others.StartNew(() => new Run(_facts, from, Math.Min(Together, Count - from))));
        }
    }

    StoredBatch Record(MerkleFrontier before, MerkleFrontier after)
    {
        var key = Key is null ? null : Encoding.UTF8.GetBytes(Key);
        var root = after.Root.ToArray();
        var first = before.Size + 1;
        return new(first, after.Size, key, root, after.ToArray(), Seal.OfBatch(first, after.Size, key, root).ToArray());
    }

    /// <summary>Some facts of a batch, one after another.</summary>
    public sealed class Run
    {
        readonly byte[] _salts;
        readonly ReadOnlyMemory<byte>[] _bytes;
        readonly Digest[] _leaves;

        /// <param name="from">The index of its first fact in the batch.</param>
        public Run(IReadOnlyList<ReadOnlyMemory<byte>> facts, int from, int count)
        {
            // The salts must be unguessable, or whoever sees a proof could try out short facts until a leaf fits:
            // so they come from the system's cryptographic source and from no seed, and no run repeats them.
            _salts = RandomNumberGenerator.GetBytes(count * JournalLimits.SaltBytes);
            (_bytes, _leaves) = (new ReadOnlyMemory<byte>[count], new Digest[count]);
            for (var i = 0; i < count; i++)
            {
                _bytes[i] = facts[from + i];
                if (_bytes[i].Length > JournalLimits.FactBytes) TooLong ??= new(from + i, _bytes[i].Length);
                _leaves[i] = MerkleHash.OfLeaf(Salt(i).Span, _bytes[i].Span);
            }
        }

        public int Count => _bytes.Length;
        public ReadOnlyMemory<byte> Bytes(int index) => _bytes[index];
        public ReadOnlyMemory<byte> Salt(int index) => _salts.AsMemory(index * JournalLimits.SaltBytes, JournalLimits.SaltBytes);
        public ReadOnlySpan<Digest> Leaves => _leaves;

        /// <summary>The first of them that may not be stored; null for nearly all.</summary>
        public AppendResult.TooLong? TooLong { get; }
    }
}
