namespace Headroom.Journal.Tests.Store;

/// <summary>What a verification must find, on whichever store.</summary>
public abstract class VerifySuite(TestBook book) : IDisposable
{
    // Law: no byte of any stored value can be changed without a finding, and putting it back makes the journal clean again.
    [Fact]
    public void Any_single_changed_byte_is_found()
    {
        using var journal = book.Open();
        var head = Fill(journal);
        using var raw = book.OpenRaw();
        var changes = 0;
        foreach (var change in Tampering.AllOf(book, raw))
        {
            change.Apply(raw);
            Assert.True(journal.Verify() is Verification.Damaged { Findings.Length: > 0 }, $"not found: {change}");
            change.Revert(raw);
            changes++;
        }
        Assert.True(changes > 1500, $"only {changes} changes were tried");
        Assert.Equal(new Verification.Clean(head), journal.Verify());
    }

    [Fact]
    public void A_journal_as_it_was_written_is_clean_up_to_its_head()
    {
        using var journal = book.Open();
        Assert.Equal(new Verification.Clean(Head.Empty), journal.Verify());

        var head = Fill(journal);

        Assert.Equal(new Verification.Clean(head), journal.Verify());
    }

    [Theory]
    [InlineData("DELETE FROM {0}facts WHERE position=6")]
    [InlineData("DELETE FROM {0}facts WHERE position=1")]
    [InlineData("DELETE FROM {0}facts WHERE position=2")]
    [InlineData("DELETE FROM {0}facts")]
    [InlineData("DELETE FROM {0}batches WHERE first=5")]
    [InlineData("DELETE FROM {0}batches WHERE first=1")]
    [InlineData("DELETE FROM {0}batches")]
    [InlineData("INSERT INTO {0}facts SELECT 7, bytes, salt, leaf FROM {0}facts WHERE position=6")]
    [InlineData("INSERT INTO {0}facts SELECT 0, bytes, salt, leaf FROM {0}facts WHERE position=6")]
    [InlineData("INSERT INTO {0}batches SELECT 7, 6, NULL, root, peaks, seal FROM {0}batches WHERE first=5")]
    [InlineData("UPDATE {0}batches SET key=NULL WHERE first=1")]
    [InlineData("UPDATE {0}batches SET key='new' WHERE first=4")]
    public void Rows_taken_away_or_added_are_found(string sql)
    {
        using var journal = book.Open();
        Fill(journal);

        book.Execute(string.Format(sql, book.Schema));

        Assert.IsType<Verification.Damaged>(journal.Verify());
    }

    // Whoever may write the file may also cut it off cleanly. Only a head that was printed elsewhere shows that.
    [Fact]
    public void A_batch_cut_off_the_end_is_found_with_a_witness_and_only_so()
    {
        using var journal = book.Open();
        var witness = Fill(journal);
        book.Execute($"DELETE FROM {book.Schema}facts WHERE position>=5");
        book.Execute($"DELETE FROM {book.Schema}batches WHERE first>=5");

        Assert.Equal(4, Assert.IsType<Verification.Clean>(journal.Verify()).Head.Position);
        var finding = Assert.Single(Assert.IsType<Verification.Damaged>(journal.Verify(witness: witness)).Findings);
        Assert.Equal(("6", "4"), (finding.Expected, finding.Found));
    }

    [Fact]
    public void A_past_that_was_written_anew_contradicts_the_witness()
    {
        using var journal = book.Open();
        var witness = journal.Add(Facts.Of("the truth"));
        book.Execute($"DELETE FROM {book.Schema}facts");
        book.Execute($"DELETE FROM {book.Schema}batches");
        journal.Add(Facts.Of("a tale"));
        journal.Add(Facts.Of("more"));

        Assert.IsType<Verification.Clean>(journal.Verify());
        Assert.IsType<Verification.Damaged>(journal.Verify(witness: witness));
    }

    [Fact]
    public void Every_head_that_the_journal_ever_had_is_a_witness_it_agrees_with()
    {
        using var journal = book.Open();
        var witnesses = new List<Head> { Head.Empty };
        for (var count = 1; count <= 5; count++) witnesses.Add(journal.Add(Facts.Numbered(count)));

        Assert.All(witnesses, witness => Assert.Equal(new Verification.Clean(witnesses[^1]), journal.Verify(witness: witness)));
        Assert.All(witnesses, witness => Assert.IsType<Verification.Damaged>(journal.Verify(witness: witness with { Root = Digest.Of([1]) })));
    }

    [Fact]
    public void One_changed_fact_is_one_finding_at_its_position()
    {
        using var journal = book.Open();
        Fill(journal);
        journal.Add(Facts.Numbered(50));

        book.Execute($"UPDATE {book.Schema}facts SET bytes=salt WHERE position=2");

        var finding = Assert.Single(Assert.IsType<Verification.Damaged>(journal.Verify()).Findings);
        Assert.Equal(2, finding.Position);
        Assert.Equal(journal.Read(1, 2).Single().Leaf.ToString(), finding.Found);
    }

    [Fact]
    public void The_list_of_findings_ends_at_a_hundred_and_says_that_there_is_more()
    {
        using var journal = book.Open();
        journal.Add(Facts.Numbered(1000));

        book.Execute($"UPDATE {book.Schema}facts SET bytes=salt");

        var damaged = Assert.IsType<Verification.Damaged>(journal.Verify());
        Assert.Equal((Verification.MostFindings, true), (damaged.Findings.Length, damaged.More));
    }

    [Fact]
    public void Progress_ends_with_the_last_position()
    {
        using var journal = book.Open();
        journal.Add(Facts.Numbered(25_000));
        var progress = new Heard();

        journal.Verify(progress);

        Assert.Equal([10_000, 20_000, 25_000], progress.Positions);
    }

    [Fact]
    public void Nothing_is_appended_to_a_journal_whose_last_record_contradicts_itself()
    {
        using var journal = book.Open();
        Fill(journal);
        book.Execute($"UPDATE {book.Schema}batches SET root=seal WHERE first=5");

        var refusal = Assert.Throws<JournalUnavailable>(() => journal.Append(6, Facts.Of("more"), null));

        Assert.Contains("damaged", refusal.Message);
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }

    static Head Fill(IJournal journal)
    {
        journal.Add(Facts.Of("alpha", "beta", "gamma"), "order-1");
        journal.Add(Facts.Of("delta"));
        journal.PutExhibit(new("text/csv", "1,2,3"u8.ToArray()));
        journal.PutExhibit(new("text/plain", "to be erased"u8.ToArray()));
        journal.EraseExhibit(Digest.Of("to be erased"u8));
        return journal.Add(Facts.Of("epsilon", "zeta"), "order-2");
    }

    sealed class Heard : IProgress<long>
    {
        public List<long> Positions { get; } = [];
        public void Report(long value) => Positions.Add(value);
    }
}
