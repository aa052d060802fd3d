using System.Text;

namespace Headroom.Journal.Tests;

public sealed class BranchJournalTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("headroom-branch-").FullName;

    static IReadOnlyList<ReadOnlyMemory<byte>> Facts(params string[] facts) => [.. facts.Select(fact => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(fact))];

    // Law: whatever is said to a branch, the trunk's head, entries, keys and exhibits stay; the branch goes on from them.
    [Fact]
    public void A_branch_reads_the_trunk_and_writes_nothing_to_it()
    {
        using var trunk = Journals.Open(_folder, create: true);
        trunk.Append(0, Facts("one", "two"), "first");
        var (head, entries) = (trunk.Head(), trunk.Read(0, long.MaxValue).ToList());
        using var branch = new BranchJournal(trunk, 2);
        var exhibit = new Exhibit("text/plain", Encoding.UTF8.GetBytes("said"));

        Assert.Equal(head, branch.Head());
        Assert.IsType<AppendResult.Appended>(branch.Append(2, Facts("three", "four"), "second"));
        Assert.IsType<AppendResult.Moved>(branch.Append(2, Facts("late"), null));
        Assert.IsType<AppendResult.KeyTaken>(branch.Append(4, Facts("again"), "first"));
        Assert.IsType<AppendResult.KeyTaken>(branch.Append(4, Facts("again"), "second"));
        branch.PutExhibit(exhibit);

        Assert.Equal(["one", "two", "three", "four"], branch.Read(0, long.MaxValue).Select(entry => Encoding.UTF8.GetString(entry.Bytes.Span)));
        Assert.Equal(["two", "three"], branch.Read(1, 3).Select(entry => Encoding.UTF8.GetString(entry.Bytes.Span)));
        Assert.Equal((3L, 4L, 2L), (branch.FindKey("second")!.Position, branch.LastOfBatch(3), branch.LastOfBatch(1)));
        Assert.Equal(4, branch.Head().Position);
        Assert.False(branch.GetExhibit(exhibit.Digest)!.Erased);
        Assert.True(branch.EraseExhibit(exhibit.Digest) && branch.GetExhibit(exhibit.Digest)!.Erased);
        Assert.Equal((head, entries, null, null),
            (trunk.Head(), trunk.Read(0, long.MaxValue).ToList() is var now && now.SequenceEqual(entries) ? entries : now, trunk.FindKey("second"),
                trunk.GetExhibit(exhibit.Digest)));
    }

    // What others append to the trunk after the branch began is not part of it.
    [Fact]
    public void A_branch_does_not_see_what_the_trunk_is_told_later()
    {
        using var trunk = Journals.Open(_folder, create: true);
        trunk.Append(0, Facts("one"), null);
        using var branch = new BranchJournal(trunk, 1);
        trunk.Append(1, Facts("later"), "key");

        Assert.Single(branch.Read(0, long.MaxValue));
        Assert.Null(branch.FindKey("key"));
        Assert.Equal(1, branch.Head().Position);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
