namespace Headroom.Journal;

/// <summary>
/// The journal cannot be used now: it is not there, is no journal, is locked too long, cannot be written, is of a newer
/// version, is damaged, or its server is away. The message is written for the person who has to put it right.
/// After an append ended so, it is open whether it took place; the journal's head or the batch's key tells.
/// </summary>
public sealed class JournalUnavailable(string message, Exception? cause = null) : Exception(message, cause);
