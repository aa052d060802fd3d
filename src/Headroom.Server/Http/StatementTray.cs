using Headroom.Journal;

namespace Headroom.Server.Http;

/// <summary>
/// Bank statements that were handed in to be looked at, by a digest of their bytes. They are held in memory alone, the last few of them, and never
/// written: what a statement leads to are facts, which bear the bank's references. Safe for several threads.
/// </summary>
sealed class StatementTray
{
    /// <summary>How many statements are held; the oldest gives way.</summary>
    public const int Most = 4;

    /// <summary>How many digits of the digest name a statement.</summary>
    const int Digits = 16;

    readonly Lock _gate = new();
    readonly LinkedList<(string Name, byte[] Bytes)> _held = [];

    /// <summary>Holds a statement, and gives the name under which it can be had.</summary>
    public string Put(byte[] bytes)
    {
        var name = Digest.Of(bytes).ToString()[..Digits];
        lock (_gate)
        {
            if (_held.FirstOrDefault(held => held.Name == name) is { Bytes: not null } known) _held.Remove(known);
            _held.AddFirst((name, bytes));
            if (_held.Count > Most) _held.RemoveLast();
        }
        return name;
    }

    /// <summary>The bytes of a statement, or null when it is held no longer or never was.</summary>
    public byte[]? Get(string name)
    {
        lock (_gate) return _held.FirstOrDefault(held => held.Name == name).Bytes;
    }
}
