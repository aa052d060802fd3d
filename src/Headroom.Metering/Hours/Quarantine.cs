namespace Headroom.Metering.Hours;

/// <summary>Why a record was set aside. Words are those of reports.</summary>
public enum Doubt
{
    /// <summary>A column is missing or holds what it cannot hold.</summary>
    Malformed,

    /// <summary>The account is no name that a scheduler gives: letters, digits, dot, dash, underscore, 1 to 100.</summary>
    AccountName,

    /// <summary>It ends before it starts.</summary>
    EndsBeforeStart,

    /// <summary>It starts after the record was read, or ends after it: the clocks differ.</summary>
    ClockSkew,

    /// <summary>More units at once than the source has.</summary>
    MoreThanThereAre,

    /// <summary>A local time that the clock change made twice or skipped.</summary>
    AmbiguousTime,

    /// <summary>Its id was there before with other content.</summary>
    OtherContent,

    /// <summary>More accounts than a source may have.</summary>
    TooManyAccounts,
}

/// <summary>A record set aside: its line (from 1), why, and what stands in the field.</summary>
public sealed record SetAside(long Line, Doubt Doubt, string Field, string Value);

/// <summary>Records that were not counted, each with its reason. The first <see cref="Kept"/> are kept, all are counted.</summary>
public sealed class Quarantine
{
    /// <summary>How many records are kept to look at.</summary>
    public const int Kept = 1000;

    readonly List<SetAside> _records = [];
    readonly SortedDictionary<Doubt, long> _counts = [];

    /// <summary>The first records, in order of line.</summary>
    public IReadOnlyList<SetAside> Records => _records;

    /// <summary>How many there are for each reason.</summary>
    public IReadOnlyDictionary<Doubt, long> Counts => _counts;

    /// <summary>How many there are in all.</summary>
    public long Count => _counts.Values.Sum();

    /// <summary>A value for a list: at most 60 characters, none of them a control character.</summary>
    public static string Short(string text) => string.Concat((text.Length <= 60 ? text : text[..57] + "...").Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>Sets a record aside, which may stand for several.</summary>
    public void Add(SetAside record, long times = 1)
    {
        _counts[record.Doubt] = _counts.GetValueOrDefault(record.Doubt) + times;
        if (_records.Count < Kept) _records.Add(record);
    }

    /// <summary>Takes over what a later part of the same file set aside, whose lines began after so many.</summary>
    internal void Append(Quarantine part, long linesBefore)
    {
        foreach (var (doubt, count) in part._counts) _counts[doubt] = _counts.GetValueOrDefault(doubt) + count;
        foreach (var record in part._records.Take(Kept - _records.Count)) _records.Add(record with { Line = record.Line + linesBefore });
    }
}
