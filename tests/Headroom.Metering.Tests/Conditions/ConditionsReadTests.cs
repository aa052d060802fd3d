using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Metering.Conditions;
using NodaTime;

namespace Headroom.Metering.Tests.Conditions;

public sealed class ConditionsReadTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0), Later = Start + Duration.FromHours(5);
    static readonly NodeCondition Seen = new("a", Slug.Of("hall"), "n1", new(8), Slug.Of("xid-79"), Start, null);

    static ConditionNews Against(Book book, params NodeCondition[] seen) => new ConditionsRead([.. seen.Select(each => (each.Id, each))], []).Against(book, Later);

    static Book Book(params NodeCondition[] known)
    {
        var site = new Site(Slug.Of("site"), null, "UTC", null);
        var pool = new Pool(Slug.Of("hall"), site.Id, null, new(8), new PowerDraw(new Kilowatts(10), new(8)), Gpus.Zero);
        FactBody[] facts = [new BookOpened(Slug.Of("us"), false, Core.Time.Calendar.Utc, ""), new SiteAdded(site), new PoolAdded(pool),
            new SupplyPlanned(new(Slug.Of("block"), pool.Id, new(64), new(2025, 1, 1), null, null)), .. known.Select(condition => new ConditionRecorded(condition))];
        return facts.Aggregate(Core.Books.Book.Empty, (book, fact) => book.With(new Fact(book.Position + 1, Start, Slug.Of("us"), fact)));
    }

    [Fact]
    public void What_comes_twice_is_said_once_and_a_late_beginning_does_not_reopen_what_has_ended()
    {
        var ended = Seen with { End = Later };
        Assert.Equal((1, 0), Counts(Against(Book(), Seen, Seen)));
        Assert.Equal((0, 1), Counts(Against(Book(Seen), Seen)));
        Assert.Equal((1, 0), Counts(Against(Book(Seen), ended)));
        Assert.Equal((0, 1), Counts(Against(Book(ended), Seen)));
        Assert.Equal(Later, Against(Book(), ended, Seen).Commands[0].Conditions[0].End);

        static (int, int) Counts(ConditionNews news) => (news.New, news.Known);
    }

    [Theory]
    [InlineData("nowhere", 8, 0, 1, "pool")]
    [InlineData("hall", 65, 0, 1, "gpus")]
    [InlineData("hall", 8, 2, 1, "to")]
    [InlineData("hall", 8, 0, 6, "to")]
    public void A_pool_that_is_not_there_more_gpus_than_it_has_an_end_before_the_start_and_clock_skew_are_set_aside(string pool, int gpus, int from, int to, string field)
    {
        var news = Against(Book(), Seen with { Pool = Slug.Of(pool), Gpus = new(gpus), From = Start + Duration.FromHours(from), End = Start + Duration.FromHours(to) });
        Assert.Equal((0, field), (news.New, Assert.Single(news.SetAside).Why.Field));
    }
}
