namespace Headroom.Journal;

/// <summary>
/// Usage that sources sent record by record, kept beside the journal and not in it: what a month came to is sealed by a fact. A record stands under its source
/// and id and never changes; one that corrects another names it.
/// </summary>
public interface IUsageTable
{
    /// <summary>The most records of one call, and of one reading.</summary>
    const int MostPut = 10_000, MostRead = 5_000_000;

    /// <summary>The most records of a month that are listed one by one as not kept.</summary>
    const int MostListed = 1000;

    /// <summary>Keeps records, all of them on the disk when the call returns, and says of each what became of it, in the same order.</summary>
    IReadOnlyList<UsageKept> Put(IReadOnlyList<UsageRecord> records);

    /// <summary>
    /// The records of a source that overlap [from, end) in seconds since 1970, in order of their ids, without those that another record corrects; at most
    /// <see cref="MostRead"/>, and one more when there are more.
    /// </summary>
    IReadOnlyList<UsageRecord> Read(string source, long from, long end);

    /// <summary>The record of a source that ended last, at or before a second since 1970; null when there is none.</summary>
    UsageRecord? Last(string source, long by);

    /// <summary>
    /// Lists records that a source sent and that were not kept, each once by its source, id, reason and month. Beyond <see cref="MostListed"/> of a month, and without an id,
    /// they are counted under their reason alone. One whose id is kept later is no longer listed.
    /// </summary>
    void Refuse(IReadOnlyList<RefusedUse> records);

    /// <summary>Takes ids of a source off the list of what was not kept, whatever their month and reason.</summary>
    void Unlist(string source, IReadOnlyCollection<string> ids);

    /// <summary>What is listed of a source's month, in order of ids.</summary>
    IReadOnlyList<RefusedUse> Refused(string source, string month);
}

/// <summary>What became of a record that was to be kept.</summary>
public enum UsageKept
{
    /// <summary>It is kept.</summary>
    New,

    /// <summary>It was there already with the same content.</summary>
    Repeated,

    /// <summary>Its id was there already with other content; what was there stays.</summary>
    OtherContent,
}

/// <summary>So many units held by an account from one second to another (right-open, seconds since 1970).</summary>
/// <param name="Source">The source's id, 1 to 100 characters.</param>
/// <param name="Id">What tells the record apart at its source, 1 to 200 characters.</param>
/// <param name="Corrects">The id of the record in whose place it stands, or null.</param>
public sealed record UsageRecord(string Source, string Id, string Account, long From, long To, long Units, string? Corrects);

/// <summary>A record that a source sent and that was not kept.</summary>
/// <param name="Month">The month of the book to which it belongs, as 2026-06.</param>
/// <param name="Id">What tells the record apart at its source, at most 200 characters; empty where it has none, and for those that are counted alone.</param>
/// <param name="Reason">Why, in a word, 1 to 200 characters.</param>
/// <param name="Field">The field at fault, 1 to 200 characters.</param>
/// <param name="Says">What stands there and what would be right, 1 to 200 characters.</param>
/// <param name="Times">How many records it stands for.</param>
public sealed record RefusedUse(string Source, string Month, string Id, string Reason, string Field, string Says, long Times = 1);
