namespace Headroom.Journal;

/// <summary>Reads a digest from a stored column, where damage is no caller's bug.</summary>
static class StoredDigest
{
    public static Digest Read(byte[] stored, string what) =>
        stored.Length == Digest.Length
            ? new(stored)
            : throw new JournalUnavailable($"The journal is damaged: {what} has {stored.Length} bytes. Verify the journal and restore it from a backup.");
}
