namespace Headroom.Journal;

/// <summary>
/// A journal that begins where another stands and keeps what is said to it in memory: whatever can be asked of a book can be tried on it, and nothing of it ever reaches the trunk.
/// What others append to the trunk meanwhile is not seen. Safe for several threads, as every journal is.
/// </summary>
/// <param name="trunk">The journal that is only read from; whoever opened it closes it.</param>
/// <param name="from">The position at which the branch leaves the trunk.</param>
public sealed class BranchJournal(IJournal trunk, long from) : IJournal
{
    readonly Lock _gate = new();
    readonly List<Entry> _own = [];
    readonly Dictionary<long, long> _batches = [];
    readonly Dictionary<string, Entry> _keys = new(StringComparer.Ordinal);
    readonly Dictionary<Digest, ExhibitContent> _exhibits = [];
    readonly HashSet<Digest> _erased = [];

    /// <summary>The position at which it leaves the trunk.</summary>
    public long From => from;

    public Head Head()
    {
        lock (_gate) return new(from + _own.Count, new MerkleTree([.. trunk.Read(0, from).Concat(_own).Select(entry => entry.Leaf)]).Root);
    }

    public IEnumerable<Entry> Read(long after, long through)
    {
        foreach (var entry in after < from ? trunk.Read(after, Math.Min(through, from)) : []) yield return entry;
        Entry[] own;
        lock (_gate) own = [.. _own.Where(entry => entry.Position > after && entry.Position <= through)];
        foreach (var entry in own) yield return entry;
    }

    public Entry? FindKey(string key)
    {
        lock (_gate) return _keys.GetValueOrDefault(key) ?? (trunk.FindKey(key) is { } known && known.Position <= from ? known : null);
    }

    public long? LastOfBatch(long firstPosition)
    {
        lock (_gate) return firstPosition <= from ? trunk.LastOfBatch(firstPosition) : _batches.TryGetValue(firstPosition, out var last) ? last : null;
    }

    public AppendResult Append(long expectedHead, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key, Action<int, int>? stored = null)
    {
        lock (_gate)
        {
            if (key is not null && FindKey(key) is { } taken) return new AppendResult.KeyTaken(taken.Position);
            var end = from + _own.Count;
            if (expectedHead != end) return new AppendResult.Moved(new(end, default));
            // The salt hides facts from those who hold a proof; nobody is given one of a branch.
            var salt = new byte[16];
            var entries = facts.Select((fact, i) => new Entry(end + 1 + i, fact, salt, MerkleHash.OfLeaf(salt, fact.Span), i == 0 ? key : null)).ToList();
            if (entries.FindIndex(entry => entry.Bytes.Length > JournalLimits.FactBytes) is var index and >= 0) return new AppendResult.TooLong(index, entries[index].Bytes.Length);
            _own.AddRange(entries);
            _batches[end + 1] = end + facts.Count;
            if (key is not null) _keys[key] = _own[(int)(end - from)];
            return new AppendResult.Appended(new(from + _own.Count, default));
        }
    }

    public void PutExhibit(Exhibit exhibit)
    {
        lock (_gate)
        {
            _erased.Remove(exhibit.Digest);
            _exhibits[exhibit.Digest] = new(exhibit.Digest, exhibit.MediaType, exhibit.Content.Length, exhibit.Content);
        }
    }

    public ExhibitContent? GetExhibit(Digest digest)
    {
        lock (_gate)
        {
            var found = _exhibits.GetValueOrDefault(digest) ?? trunk.GetExhibit(digest);
            return found is not null && _erased.Contains(digest) ? found with { Content = null } : found;
        }
    }

    public bool EraseExhibit(Digest digest)
    {
        lock (_gate) return GetExhibit(digest) is { Erased: false } && _erased.Add(digest);
    }

    /// <summary>Never given: what is only tried is done to nothing beside the book.</summary>
    public IDisposable? Alone(string what) => null;

    /// <summary>The trunk's usage to read; records put to a branch are forgotten.</summary>
    public IUsageTable Usage { get; } = new Reading(trunk.Usage);

    /// <summary>Of the trunk; what the branch holds was never stored.</summary>
    public Verification Verify(IProgress<long>? progress = null, Head? witness = null) => trunk.Verify(progress, witness);

    public void Dispose() { }

    sealed class Reading(IUsageTable trunk) : IUsageTable
    {
        public IReadOnlyList<UsageKept> Put(IReadOnlyList<UsageRecord> records) => [.. records.Select(_ => UsageKept.New)];

        public IReadOnlyList<UsageRecord> Read(string source, long from, long end) => trunk.Read(source, from, end);

        public UsageRecord? Last(string source, long by) => trunk.Last(source, by);

        public void Refuse(IReadOnlyList<RefusedUse> records) { }

        public void Unlist(string source, IReadOnlyCollection<string> ids) { }

        public IReadOnlyList<RefusedUse> Refused(string source, string month) => trunk.Refused(source, month);
    }
}
