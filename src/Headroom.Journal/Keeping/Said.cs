using System.Collections;
using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Journal.Keeping;

/// <summary>
/// What was decided, on its way into the journal: each fact as the bytes that are stored, and as it will be read back. What cannot be read back must never get in, since a fact
/// is for ever: so it is written and read here, before anything is stored. What follows from facts before it, as an invoice does, holds nothing that was not read back
/// already; it is written when the journal asks for it, while the facts before it are being stored. A close says a hundred thousand of them.
/// </summary>
sealed class Said : IReadOnlyList<ReadOnlyMemory<byte>>
{
    readonly Func<int, ReadOnlyMemory<byte>> _write;
    readonly (ReadOnlyMemory<byte> Bytes, Fact? Read)?[] _known;

    /// <param name="before">The position that they follow.</param>
    /// <exception cref="JournalUnavailable">One of them cannot be read back.</exception>
    public Said(ImmutableArray<FactBody> facts, FactCodec codec, long before, Instant now, Slug actor, Digest? request, string? why)
    {
        _write = i => FactCodec.Write(facts[i], now, actor, i == 0 ? request : null, why);
        _known = new (ReadOnlyMemory<byte>, Fact?)?[facts.Length];
        for (var i = 0; i < facts.Length; i++)
            if (!facts[i].IsDerived && _write(i) is var bytes) // what is too long is not read: the journal refuses it
                _known[i] = (bytes, bytes.Length > JournalLimits.FactBytes ? null : codec.Read(new Entry(before + 1 + i, bytes, default, default, null)));
        Facts = facts.Select((fact, i) => _known[i]?.Read ?? new Fact(before + 1 + i, now, actor, fact) { Why = why });
    }

    /// <summary>The facts as they will be read back.</summary>
    public IEnumerable<Fact> Facts { get; }

    public int Count => _known.Length;

    public ReadOnlyMemory<byte> this[int index] => _known[index]?.Bytes ?? _write(index);

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
