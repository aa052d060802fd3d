using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store;

/// <summary>What appending and reading mean, on whichever store.</summary>
public abstract class AppendSuite(TestBook book) : IDisposable
{
    // Law: what was appended is read back, byte for byte, in order, numbered from 1, and the head's root is the tree's over it.
    [Fact]
    public void What_was_appended_is_read_back_and_the_root_covers_it()
    {
        using var journal = book.Open();
        var said = new List<byte[]>();
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<byte[]>>(), batch =>
        {
            var head = journal.Add([.. batch.Get.Select(bytes => new ReadOnlyMemory<byte>(bytes ?? []))]);
            said.AddRange(batch.Get.Select(bytes => bytes ?? []));
            var entries = journal.ReadAll().ToArray();
            return head == journal.Head()
                && head.Position == said.Count
                && entries.Select(entry => entry.Position).SequenceEqual(Enumerable.Range(1, said.Count).Select(position => (long)position))
                && entries.Zip(said).All(pair => pair.First.Bytes.Span.SequenceEqual(pair.Second))
                && entries.All(entry => entry.Leaf == MerkleHash.OfLeaf(entry.Salt.Span, entry.Bytes.Span))
                && head.Root == new MerkleTree([.. entries.Select(entry => entry.Leaf)]).Root;
        }).Check(Laws.Seeded.WithMaxTest(25));
    }

    [Fact]
    public void A_new_journal_is_empty_and_has_the_root_of_nothing()
    {
        using var journal = book.Open();

        Assert.Equal(Head.Empty, journal.Head());
        Assert.Equal(new Head(0, Digest.Of([])), journal.Head());
        Assert.Empty(journal.ReadAll());
    }

    [Fact]
    public void A_journal_opened_again_ends_where_it_ended()
    {
        Head head;
        Entry[] entries;
        using (var journal = book.Open())
        {
            head = journal.Add(Facts.Of("one", "two"), "first");
            entries = [.. journal.ReadAll()];
        }

        using var again = Journals.Open(book.Name, create: false);

        Assert.Equal(head, again.Head());
        Assert.Equal(entries, again.ReadAll());
        Assert.Equal(head.Position + 1, again.Add(Facts.Of("three")).Position);
    }

    [Fact]
    public void Two_that_decided_on_the_same_head_cannot_both_append()
    {
        using var here = book.Open();
        using var there = book.Open();
        var decidedOn = here.Head().Position;
        var head = there.Add(Facts.Of("sold to A"));

        var result = here.Append(decidedOn, Facts.Of("sold to B"), null);

        Assert.Equal(new AppendResult.Moved(head), result);
        Assert.Equal(["sold to A"], here.ReadAll().Select(entry => entry.Text()));
    }

    [Fact]
    public void A_head_that_is_not_reached_yet_is_refused_too()
    {
        using var journal = book.Open();
        Assert.Equal(new AppendResult.Moved(Head.Empty), journal.Append(5, Facts.Of("too early"), null));
    }

    [Fact]
    public void A_key_is_taken_once_and_that_is_said_before_the_head_is_looked_at()
    {
        using var journal = book.Open();
        journal.Add(Facts.Of("a"));
        journal.Add(Facts.Of("b", "c"), "order-1");

        Assert.Equal(new AppendResult.KeyTaken(2), journal.Append(0, Facts.Of("b", "c"), "order-1"));
        Assert.Equal(new AppendResult.KeyTaken(2), journal.Append(3, Facts.Of("other"), "order-1"));
        Assert.Equal(3, journal.Head().Position);
    }

    [Fact]
    public void A_key_finds_its_batch_and_stands_on_its_first_entry_only()
    {
        using var journal = book.Open();
        journal.Add(Facts.Of("a"));
        journal.Add(Facts.Of("b", "c"), "order-1 ü 訂");

        var found = journal.FindKey("order-1 ü 訂");

        Assert.Equal((2, "b", "order-1 ü 訂"), (found!.Position, found.Text(), found.Key));
        Assert.Equal([null, "order-1 ü 訂", null], journal.ReadAll().Select(entry => entry.Key));
        Assert.Null(journal.FindKey("order-2"));
        Assert.Null(journal.FindKey("ORDER-1 Ü 訂"));
    }

    [Fact]
    public void A_batch_is_known_by_the_position_where_it_begins()
    {
        using var journal = book.Open();
        journal.Add(Facts.Of("a"));
        journal.Add(Facts.Of("b", "c", "d"));

        Assert.Equal([1L, 4L, null, null, null], new long[] { 1, 2, 3, 5, 0 }.Select(journal.LastOfBatch));
    }

    [Theory]
    [InlineData(0, 2000, 1, 1500)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(511, 513, 512, 2)]
    [InlineData(512, 1024, 513, 512)]
    [InlineData(1499, long.MaxValue, 1500, 1)]
    [InlineData(1500, long.MaxValue, 0, 0)]
    [InlineData(900, 100, 0, 0)]
    public void A_range_leaves_its_beginning_out_and_takes_its_end_in(long after, long through, long first, int count)
    {
        using var journal = book.Open();
        journal.Add(Facts.Numbered(1500));

        var read = journal.Read(after, through).ToArray();

        Assert.Equal(count, read.Length);
        if (count > 0) Assert.Equal((first, $"fact {first}"), (read[0].Position, read[0].Text()));
        Assert.Equal(read.Select((_, index) => first + index), read.Select(entry => entry.Position));
    }

    [Fact]
    public void Who_reads_does_not_hold_up_who_appends()
    {
        using var journal = book.Open();
        journal.Add(Facts.Numbered(600));

        var read = 0;
        foreach (var _ in journal.Read(0, 700))
            if (read++ is 0 or 599) journal.Add(Facts.Numbered(50));

        Assert.Equal(650, read); // what came while the last page was read is for the next call
        Assert.Equal(700, journal.Head().Position);
    }

    [Fact]
    public void A_customer_can_be_proved_its_fact_and_that_the_book_only_grew()
    {
        using var journal = book.Open();
        var printed = journal.Add(Facts.Numbered(10));
        var now = journal.Add(Facts.Numbered(13));
        var tree = new MerkleTree([.. journal.ReadAll().Select(entry => entry.Leaf)]);
        var mine = journal.Read(6, 7).Single();

        Assert.True(tree.ProveInclusion((int)mine.Position - 1).Verify(MerkleHash.OfLeaf(mine.Salt.Span, mine.Bytes.Span), now.Root));
        Assert.True(tree.ProveConsistency((int)printed.Position).Verify(printed.Root, now.Root));
    }

    [Fact]
    public void Equal_facts_have_different_leaves_because_no_salt_comes_twice()
    {
        using var journal = book.Open();
        journal.Add(Facts.Of("same", "same"));
        journal.Add(Facts.Of("same"));

        Assert.Equal(3, journal.ReadAll().Select(entry => entry.Leaf).Distinct().Count());
        Assert.All(journal.ReadAll(), entry => Assert.Equal(JournalLimits.SaltBytes, entry.Salt.Length));
    }

    [Fact]
    public void A_hundred_thousand_facts_are_one_batch()
    {
        using var journal = book.Open();
        var facts = Facts.Numbered(100_000);

        var head = journal.Add(facts);

        Assert.Equal(100_000, head.Position);
        Assert.Equal(new Verification.Clean(head), journal.Verify());
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }
}
