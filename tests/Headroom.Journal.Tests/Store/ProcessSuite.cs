namespace Headroom.Journal.Tests.Store;

/// <summary>Several processes on one book, and processes that die at any moment, on whichever store.</summary>
public abstract class ProcessSuite(TestBook book, int kills) : IDisposable
{
    const int EachAppends = 200;

    // Law: what two racing processes were told is there exactly once, and nothing else is.
    [Fact]
    public void Two_processes_race_and_every_acknowledged_fact_is_there_once()
    {
        using var left = WriterProcess.Start(["race", book.Name, "left", $"{EachAppends}"]);
        using var right = WriterProcess.Start(["race", book.Name, "right", $"{EachAppends}"]);
        Assert.Equal((0, 0), (left.WaitToEnd(), right.WaitToEnd()));

        using var journal = Journals.Open(book.Name, create: false);
        var entries = journal.ReadAll().ToArray();
        Assert.Equal(Enumerable.Range(1, 2 * EachAppends).Select(position => (long)position), entries.Select(entry => entry.Position));
        foreach (var (name, writer) in new[] { ("left", left), ("right", right) })
        {
            Assert.Equal(EachAppends, writer.Acknowledged.Count);
            Assert.Equal(
                writer.Acknowledged.Select((told, number) => (told.First, $"{name}/{number}")),
                entries.Where(entry => entry.Text().StartsWith(name)).Select(entry => (entry.Position, entry.Text())));
            Assert.All(writer.Acknowledged.Where((_, number) => number % 20 == 0), told => Assert.IsType<Verification.Clean>(journal.Verify(witness: told.Head)));
        }
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    // Law: after a kill at any moment every acknowledged batch is there, no batch is there by half, and all verifies.
    [Fact]
    public void A_killed_writer_loses_nothing_it_was_told_and_leaves_nothing_by_half()
    {
        var random = new Random(20);
        for (var round = 0; round < kills; round++)
        {
            using var writer = WriterProcess.Start(["flood", book.Name, $"round{round}"]);
            writer.KillAfterFirst(TimeSpan.FromMilliseconds(random.Next(150)));

            using var journal = Journals.Open(book.Name, create: false);
            var last = writer.Acknowledged[^1].Head;
            Assert.Equal(new Verification.Clean(journal.Head()), journal.Verify(witness: last));
            Assert.All(writer.Acknowledged, told => Assert.Equal(told.Head.Position, journal.LastOfBatch(told.First)));
            AssertWhole(journal.Read(writer.Acknowledged[0].First - 1, long.MaxValue), $"round{round}", writer.Acknowledged.Count);
        }
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }

    // A fact says which batch it is of, its place in it and how many there are. One batch more than acknowledged may be
    // there: the writer can die after the commit and before it tells.
    static void AssertWhole(IEnumerable<Entry> entries, string name, int acknowledged)
    {
        var said = entries.Select(entry => entry.Text()).ToArray();
        var batches = Enumerable.Range(0, acknowledged + 1).Select(batch =>
        {
            var count = 1 + batch * 7 % 50;
            return Enumerable.Range(0, count).Select(index => $"{name}/{batch}/{index}/{count}");
        }).ToArray();
        var told = batches[..acknowledged].SelectMany(batch => batch).ToArray();
        Assert.Equal(said.Length == told.Length ? told : [.. told, .. batches[acknowledged]], said);
    }
}
