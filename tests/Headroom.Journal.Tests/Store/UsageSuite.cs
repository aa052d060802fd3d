using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store;

/// <summary>What keeping usage records means, on whichever store.</summary>
public abstract class UsageSuite(TestBook book) : IDisposable
{
    static UsageRecord Record(string id, long from = 0, long units = 8, string? corrects = null, string source = "slurm") =>
        new(source, id, "tenant_a", from, from + 3600, units, corrects);

    public void Dispose() => book.Dispose();

    // Law: records sent in any order and any number of times are there once each, as they were sent first.
    [Fact]
    public void A_record_is_kept_once_however_often_and_in_whatever_order_it_comes()
    {
        using var journal = book.Open();
        var first = new Dictionary<string, UsageRecord>();
        Prop.ForAll((from id in Gen.Choose(0, 30) from units in Gen.Choose(1, 2) select Record($"r{id}", units: units)).ListOf().ToArbitrary(), sent =>
        {
            var kept = journal.Usage.Put(sent);
            return sent.Zip(kept, (record,
                outcome) => outcome == (first.TryAdd(record.Id, record) ? UsageKept.New : first[record.Id] == record ? UsageKept.Repeated : UsageKept.OtherContent))
                .All(right => right)
                && journal.Usage.Read("slurm", 0, 1).SequenceEqual(first.Values.OrderBy(record => record.Id, StringComparer.Ordinal));
        }).Check(Laws.Seeded.WithMaxTest(25));
        Assert.IsType<Verification.Clean>(journal.Verify());
    }

    [Fact]
    public void Only_records_of_the_source_and_window_are_read_and_none_that_was_corrected()
    {
        using var journal = book.Open();
        Assert.Empty(journal.Usage.Read("slurm", 0, 100));

        journal.Usage.Put([Record("early", -3600), Record("late", 3600), Record("in"), Record("wrong"), Record("right", units: 4, corrects: "wrong"),
            Record("other", source: "dcgm")]);
        Assert.Equal(["in", "right"], journal.Usage.Read("slurm", 0, 3600).Select(record => record.Id));
    }

    [Fact]
    public void The_last_record_is_the_one_that_ended_last_by_an_instant()
    {
        using var journal = book.Open();
        Assert.Null(journal.Usage.Last("slurm", long.MaxValue));

        journal.Usage.Put([Record("b", 0), Record("a", 7200), Record("ahead", 999_999), Record("other", 9000, source: "dcgm")]);
        Assert.Equal("a", journal.Usage.Last("slurm", 20_000)?.Id);
        Assert.Null(journal.Usage.Last("slurm", 3599));
    }

    static RefusedUse Refused(string id, string reason = "malformed", string month = "2026-06", string source = "slurm") =>
        new(source, month, id, reason, "data.units", "'-8' is not a plain number.");

    // Law: records refused in any order and any number of times are listed once each, as they were refused first.
    [Fact]
    public void A_record_that_is_not_kept_is_listed_once_until_its_id_is_kept()
    {
        using var journal = book.Open();
        Assert.Empty(journal.Usage.Refused("slurm", "2026-06"));
        var first = new HashSet<RefusedUse>();
        Prop.ForAll((from id in Gen.Choose(0, 9) from reason in Gen.Elements("malformed", "account-name") select Refused($"r{id}", reason)).ListOf().ToArbitrary(), sent =>
        {
            journal.Usage.Refuse(sent);
            first.UnionWith(sent);
            return journal.Usage.Refused("slurm", "2026-06")
                .SequenceEqual(first.OrderBy(record => record.Id, StringComparer.Ordinal).ThenBy(record => record.Reason, StringComparer.Ordinal));
        }).Check(Laws.Seeded.WithMaxTest(25));

        journal.Usage.Refuse([Refused("other", month: "2026-07"), Refused("other", source: "dcgm")]);
        journal.Usage.Put([.. first.Select(record => Record(record.Id))]);
        Assert.Empty(journal.Usage.Refused("slurm", "2026-06"));
        Assert.Equal("other", Assert.Single(journal.Usage.Refused("slurm", "2026-07")).Id);
        Assert.Equal("other", Assert.Single(journal.Usage.Refused("dcgm", "2026-06")).Id);
    }

    [Fact]
    public void What_was_kept_elsewhere_is_taken_off_the_list()
    {
        using var journal = book.Open();
        journal.Usage.Unlist("slurm", ["a"]);
        journal.Usage.Refuse([Refused("a"), Refused("a", "account-name", "2026-07"), Refused("b"), Refused("a", source: "dcgm")]);
        journal.Usage.Unlist("slurm", ["a", "never"]);
        Assert.Equal(["b"], journal.Usage.Refused("slurm", "2026-06").Select(record => record.Id));
        Assert.Empty(journal.Usage.Refused("slurm", "2026-07"));
        Assert.Single(journal.Usage.Refused("dcgm", "2026-06"));
    }

    [Fact]
    public void Without_an_id_and_beyond_what_is_listed_refused_records_are_counted_under_their_reason()
    {
        using var journal = book.Open();
        journal.Usage.Refuse([.. Enumerable.Range(0, IUsageTable.MostListed + 5).Select(i => Refused($"r{i}")), Refused("")]);
        journal.Usage.Refuse([Refused("", "account-name")]);
        var listed = journal.Usage.Refused("slurm", "2026-06");
        Assert.Equal([("account-name", 1L), ("malformed", 6L)], listed.Where(record => record.Id.Length == 0).Select(record => (record.Reason, record.Times)));
        Assert.Equal(IUsageTable.MostListed, listed.Count(record => record.Id.Length > 0));
    }

    [Fact]
    public void What_breaks_a_limit_is_a_bug_of_the_caller()
    {
        using var journal = book.Open();
        Assert.Throws<ArgumentException>(() => journal.Usage.Refuse([Refused("a\n")]));
        Assert.Throws<ArgumentException>(() => journal.Usage.Refuse([Refused("a") with { Says = new string('x', JournalLimits.KeyCharacters + 1) }]));
        Assert.Throws<ArgumentException>(() => journal.Usage.Put([Record("")]));
        Assert.Throws<ArgumentException>(() => journal.Usage.Put([Record("x") with { To = -1 }]));
        Assert.Throws<ArgumentException>(() => journal.Usage.Put([.. Enumerable.Repeat(Record("x"), IUsageTable.MostPut + 1)]));
    }
}
