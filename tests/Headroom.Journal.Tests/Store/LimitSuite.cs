namespace Headroom.Journal.Tests.Store;

/// <summary>The limits: what stands on the line is taken, what is beyond it is a caller's bug, on whichever store.</summary>
public abstract class LimitSuite(TestBook book) : IDisposable
{
    [Fact]
    public void The_longest_and_the_shortest_fact_are_kept_and_a_longer_one_is_refused_with_all_of_its_batch()
    {
        using var journal = book.Open();
        var longest = new byte[JournalLimits.FactBytes];
        new Random(1).NextBytes(longest);

        journal.Add([longest, ReadOnlyMemory<byte>.Empty]);

        Assert.Equal([longest, []], journal.ReadAll().Select(entry => entry.Bytes.ToArray()));
        var tooLong = new byte[JournalLimits.FactBytes + 1];
        Assert.Equal(new AppendResult.TooLong(1, tooLong.Length), journal.Append(2, [longest, tooLong], null));
        // Of a large batch most is stored already when the fact comes to light.
        var many = Enumerable.Repeat(new ReadOnlyMemory<byte>([1]), 3_000).ToArray();
        many[2_900] = tooLong;
        Assert.Equal(new AppendResult.TooLong(2_900, tooLong.Length), journal.Append(2, many, "large"));
        Assert.Equal(2, journal.Head().Position);
        Assert.Null(journal.FindKey("large"));
        many[2_900] = longest;
        Assert.Equal(3_002, Assert.IsType<AppendResult.Appended>(journal.Append(2, many, "large")).Head.Position);
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    [Fact]
    public void A_batch_has_at_least_one_fact_and_at_most_a_million()
    {
        using var journal = book.Open();

        Assert.Throws<ArgumentException>(() => journal.Append(0, [], null));
        Assert.Throws<ArgumentException>(() => journal.Append(0, new ReadOnlyMemory<byte>[JournalLimits.BatchFacts + 1], null));
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Append(-1, Facts.Of("a"), null));
        Assert.Equal(0, journal.Head().Position);
    }

    [Fact]
    public void The_longest_key_is_kept_and_what_no_store_could_keep_alike_is_a_bug()
    {
        using var journal = book.Open();
        var longest = new string('k', JournalLimits.KeyCharacters);

        journal.Add(Facts.Of("a"), longest);

        Assert.Equal(1, journal.FindKey(longest)!.Position);
        foreach (var key in new[] { "", longest + "k", "line\nbreak", "nul\0", "half \ud800 pair" })
        {
            Assert.Throws<ArgumentException>(() => journal.Append(1, Facts.Of("b"), key));
            Assert.Throws<ArgumentException>(() => journal.FindKey(key));
        }
    }

    [Fact]
    public void An_exhibit_beyond_256_MiB_is_a_bug()
    {
        using var journal = book.Open();
        var tooBig = new Exhibit("text/plain", new byte[JournalLimits.ExhibitBytes + 1]);

        Assert.Throws<ArgumentException>(() => journal.PutExhibit(tooBig));
        Assert.Throws<ArgumentException>(() => journal.PutExhibit(new("", "a"u8.ToArray())));
        Assert.Throws<ArgumentException>(() => journal.PutExhibit(new(new('m', JournalLimits.MediaTypeCharacters + 1), "a"u8.ToArray())));
    }

    [Fact]
    public void A_range_with_a_negative_end_is_a_bug()
    {
        using var journal = book.Open();

        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Read(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Read(0, -1));
    }

    [Fact]
    public void A_closed_journal_answers_nothing()
    {
        var journal = book.Open();
        journal.Dispose();
        journal.Dispose();

        Assert.Throws<ObjectDisposedException>(() => journal.Head());
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }
}
