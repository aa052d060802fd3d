namespace Headroom.Journal;

/// <summary>What became of an append. In every case but the first nothing was written.</summary>
public abstract record AppendResult
{
    private protected AppendResult() { }

    /// <summary>All facts are in the journal and on the disk; the journal now ends at the head.</summary>
    public sealed record Appended(Head Head) : AppendResult;

    /// <summary>Someone else appended meanwhile: catch up to the actual head and decide again.</summary>
    public sealed record Moved(Head Actual) : AppendResult;

    /// <summary>The key was used before; the batch that bears it begins at the position. It goes before <see cref="Moved"/>.</summary>
    public sealed record KeyTaken(long Position) : AppendResult;

    /// <summary>A fact is longer than <see cref="JournalLimits.FactBytes"/>.</summary>
    /// <param name="Index">Which of the batch, from 0.</param>
    public sealed record TooLong(int Index, int Bytes) : AppendResult;
}
