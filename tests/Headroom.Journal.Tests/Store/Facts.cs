using System.Text;

namespace Headroom.Journal.Tests.Store;

/// <summary>Facts for the tests.</summary>
static class Facts
{
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(params string[] texts) =>
        [.. texts.Select(text => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(text)))];

    public static IReadOnlyList<ReadOnlyMemory<byte>> Numbered(int count) =>
        Of([.. Enumerable.Range(1, count).Select(number => $"fact {number}")]);

    public static string Text(this Entry entry) => Encoding.UTF8.GetString(entry.Bytes.Span);

    /// <summary>Appends where it must succeed.</summary>
    public static Head Add(this IJournal journal, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key = null) =>
        Assert.IsType<AppendResult.Appended>(journal.Append(journal.Head().Position, facts, key)).Head;

    public static IEnumerable<Entry> ReadAll(this IJournal journal) => journal.Read(0, long.MaxValue);
}
