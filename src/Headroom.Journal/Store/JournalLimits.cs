namespace Headroom.Journal;

/// <summary>
/// The limits of a journal. Whoever takes input from people checks it before and refuses with a reason; what still
/// breaks a limit here is a caller's bug and ends as an <see cref="ArgumentException"/>.
/// </summary>
public static class JournalLimits
{
    /// <summary>The longest fact: 64 KiB.</summary>
    public const int FactBytes = 64 * 1024;

    /// <summary>The most facts in one batch: 1,000,000. The fewest is one.</summary>
    public const int BatchFacts = 1_000_000;

    /// <summary>The longest key: 200 characters. The shortest is one.</summary>
    public const int KeyCharacters = 200;

    /// <summary>The longest media type: 200 characters. The shortest is one.</summary>
    public const int MediaTypeCharacters = 200;

    /// <summary>The biggest exhibit: 256 MiB.</summary>
    public const int ExhibitBytes = 256 * 1024 * 1024;

    /// <summary>The length of every salt: 16 bytes.</summary>
    public const int SaltBytes = 16;

    internal static void CheckAppend(long expectedHead, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedHead);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Count is 0 or > BatchFacts)
            throw new ArgumentException($"A batch has 1 to {BatchFacts} facts, not {facts.Count}.", nameof(facts));
        if (key is not null) CheckText(key, KeyCharacters, nameof(key));
    }

    internal static void CheckRange(long after, long through)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(through);
    }

    internal static void CheckKey(string key) => CheckText(key, KeyCharacters, nameof(key));

    internal static void CheckExhibit(Exhibit exhibit)
    {
        ArgumentNullException.ThrowIfNull(exhibit);
        CheckText(exhibit.MediaType, MediaTypeCharacters, nameof(exhibit));
        if (exhibit.Content.Length > ExhibitBytes)
            throw new ArgumentException($"The exhibit has {exhibit.Content.Length} bytes; the limit is {ExhibitBytes}.", nameof(exhibit));
    }

    internal static void CheckUsage(IReadOnlyList<UsageRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count > IUsageTable.MostPut) throw new ArgumentException($"There are {records.Count} records; the limit is {IUsageTable.MostPut}.", nameof(records));
        foreach (var record in records)
        {
            foreach (var text in new[] { record.Source, record.Account, record.Id, record.Corrects ?? record.Id }) CheckText(text, KeyCharacters, nameof(records));
            if (record.To < record.From || record.Units < 0)
                throw new ArgumentException($"The record '{record.Id}' ends before it starts, or has fewer than no units.", nameof(records));
        }
    }

    internal static void CheckRefused(IReadOnlyList<RefusedUse> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count > IUsageTable.MostPut) throw new ArgumentException($"There are {records.Count} records; the limit is {IUsageTable.MostPut}.", nameof(records));
        foreach (var text in records.SelectMany(record =>
            new[] { record.Source, record.Month, record.Reason, record.Field, record.Says, record.Id.Length == 0 ? record.Source : record.Id }))
            CheckText(text, KeyCharacters, nameof(records));
    }

    // Control characters and halves of surrogate pairs are refused because the stores would not give them back alike.
    static void CheckText(string text, int most, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (text.Length is 0 || text.Length > most)
            throw new ArgumentException($"It has 1 to {most} characters, not {text.Length}.", parameter);
        if (text.Any(char.IsControl) || text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar))
            throw new ArgumentException("It holds control characters or is not well-formed Unicode.", parameter);
    }
}
