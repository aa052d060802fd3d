using System.Text;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Journal.Tests.Store;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

/// <summary>What the one writer of a book promises, on whichever store.</summary>
public abstract class BookkeeperSuite(TestBook book) : IDisposable
{
    static readonly LocalDate June = new(2026, 6, 1), July = new(2026, 7, 1);

    [Fact]
    public void The_same_request_under_the_same_key_is_carried_out_once()
    {
        using var keeper = Keeper();
        keeper.Begin();
        var key = new RequestKey("k", Digest.Of("sign a"u8));
        var first = keeper.Must(Saying.Sign("a", 100, June, June.PlusMonths(3)), key);
        keeper.Must(new MoveClock(Saying.At(June)));
        var head = keeper.Journal.Head();

        var again = keeper.Must(Saying.Sign("a", 100, June, June.PlusMonths(3)), key);

        Assert.Equal((first.First, first.Last, true), (again.First, again.Last, again.Replayed));
        Assert.False(first.Replayed);
        Assert.Equal(head, keeper.Journal.Head());
    }

    [Fact]
    public void A_batch_of_several_facts_is_given_again_as_a_whole()
    {
        using var keeper = Keeper();
        keeper.Begin();
        keeper.Must(Saying.Sign("a", 100, June, June.PlusMonths(3)));
        keeper.Must(Saying.Sign("b", 100, June, June.PlusMonths(3)));
        var key = new RequestKey("close", Digest.Of("close"u8));
        var first = keeper.Must(new CloseMonth(new YearMonth(2026, 6)), key);

        var again = keeper.Must(new CloseMonth(new YearMonth(2026, 6)), key);

        Assert.Equal(3, first.Last - first.First + 1);
        Assert.Equal((first.First, first.Last, true), (again.First, again.Last, again.Replayed));
    }

    [Fact]
    public void Another_request_under_the_same_key_is_refused()
    {
        using var keeper = Keeper();
        keeper.Begin();
        keeper.Must(Saying.Sign("a", 100, June, July), new RequestKey("k", Digest.Of("a"u8)));

        Assert.Equal(RefusalCode.KeyReused, keeper.MustNot(Saying.Sign("b", 100, June, July), new RequestKey("k", Digest.Of("b"u8))).Code);
    }

    [Fact]
    public void A_key_whose_command_was_refused_is_free_again()
    {
        using var keeper = Keeper();
        keeper.Begin();
        var key = new RequestKey("k", Digest.Of("a"u8));
        Assert.Equal(RefusalCode.Oversold, keeper.MustNot(Saying.Sign("a", Saying.Supply + 1, June, July), key).Code);

        Assert.False(keeper.Must(Saying.Sign("a", Saying.Supply, June, July), key).Replayed);
    }

    [Fact]
    public void The_clock_of_a_sandbox_follows_what_is_said_in_it()
    {
        using var keeper = Keeper();
        keeper.Begin();
        Assert.Equal(Saying.At(Saying.NewYear), keeper.Now(keeper.CatchUp()));

        keeper.Must(new MoveClock(Saying.At(June)));
        Assert.Equal(Saying.At(June), keeper.Now(keeper.CatchUp()));
        keeper.Must(Saying.Sign("a", 100, June, July.PlusDays(-1)));
        Assert.Equal(Saying.At(June), keeper.Now(keeper.CatchUp()));
        keeper.Must(new CloseMonth(new YearMonth(2026, 6)));
        Assert.Equal(Saying.At(July), keeper.Now(keeper.CatchUp()));
        keeper.Must(new NameParty(Slug.Of("buyer"), new string('0', 64)), notBefore: Saying.At(July.PlusDays(3)));
        Assert.Equal(Saying.At(July.PlusDays(3)), keeper.Now(keeper.CatchUp()));
        Assert.Equal(RefusalCode.DatesUpsideDown, keeper.MustNot(new MoveClock(Saying.At(July))).Code);
    }

    [Fact]
    public void A_real_book_refuses_the_future_and_a_moved_clock()
    {
        var clock = new SetClock(new(2025, 12, 31));
        using var keeper = Keeper(clock);
        keeper.Must(Saying.Open(sandbox: false));
        foreach (var command in Saying.Fleet[..3]) keeper.Must(command);

        Assert.Equal(RefusalCode.InTheFuture, keeper.MustNot(Saying.Fleet[3]).Code);
        Assert.Equal(RefusalCode.OutOfRange, keeper.MustNot(new MoveClock(Saying.At(June))).Code);
        clock.Now = Saying.At(Saying.NewYear);
        Assert.Equal(clock.Now, keeper.Must(Saying.Fleet[3]).Book.RecordedAt);
    }

    // Law: facts are recorded in the order of time, whatever the machine's clock does.
    [Fact]
    public void What_is_recorded_never_goes_back_in_time()
    {
        var (clock, random) = (new SetClock(June), new Random(3));
        using var keeper = Keeper(clock);
        keeper.Begin(sandbox: false);
        for (var i = 0; i < 30; i++)
        {
            clock.Now = Saying.At(June.PlusDays(random.Next(60)));
            keeper.Must(Saying.Sign($"c{i}", 1, July.PlusMonths(3), July.PlusMonths(4)));
        }

        var times = keeper.Facts(0, long.MaxValue).Select(fact => fact.RecordedAt).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(times.Distinct().Count() > 3);
    }

    // Law: the book at a position is the book as it was when that was the head.
    [Fact]
    public void Every_earlier_position_can_be_read()
    {
        using var keeper = Keeper();
        var then = new List<(long Position, Instant RecordedAt, int Contracts, int Pools)>();
        keeper.Must(Saying.Open());
        foreach (var command in (Command[])[.. Saying.Fleet, Saying.Sign("a", 100, June, July), new MoveClock(Saying.At(June)), Saying.Sign("b", 100, June, July)])
        {
            then.Add(Seen(keeper.Must(command).Book));
        }

        Assert.Equal(then, then.Select(seen => Seen(keeper.At(seen.Position))));
        Assert.Null(keeper.At(0).Opened);
        Assert.Equal(then[^1], Seen(keeper.At(long.MaxValue)));

        static (long, Instant, int, int) Seen(Core.Books.Book book) => (book.Position, book.RecordedAt, book.Contracts.Count, book.Fleet.Pools.Count);
    }

    [Fact]
    public void What_another_bookkeeper_says_is_seen()
    {
        using var left = Keeper();
        using var right = Keeper();
        left.Begin();
        right.Must(Saying.Sign("a", 600, June, July));

        Assert.Equal(RefusalCode.Oversold, left.MustNot(Saying.Sign("b", 600, June, July)).Code);
        Assert.True(left.CatchUp().Contracts.ContainsKey(Slug.Of("a")));
    }

    [Fact]
    public void A_fact_above_64_KiB_is_refused_and_one_below_is_not()
    {
        using var keeper = Keeper();
        keeper.Begin();
        static IEnumerable<Source> Sources(int count) => Enumerable.Range(0, count).Select(i => new Source(June, $"document {i}", new string('x', 1000)));

        Assert.Equal(RefusalCode.TooLarge, keeper.MustNot(Saying.Sign("a", 1, June, July, Sources(66))).Code);
        keeper.Must(Saying.Sign("a", 1, June, July, Sources(49)));
        using var other = Keeper();
        Assert.Equal(49, other.CatchUp().Contracts[Slug.Of("a")].Terms.Sources.Length);
    }

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("{}")]
    [InlineData("""{"kind":"contract.signed.v9","at":"2026-06-01T00:00:00Z","actor":"a","body":{}}""")]
    [InlineData("""{"kind":"policy.set.v1","at":"yesterday","actor":"a","body":{}}""")]
    [InlineData("""{"kind":"policy.set.v1","at":"2026-06-01T00:00:00Z","actor":"A B","body":{}}""")]
    [InlineData("""{"kind":"policy.set.v1","at":"2026-06-01T00:00:00Z","actor":"a","body":[]}""")]
    [InlineData("""{"kind":7,"at":"2026-06-01T00:00:00Z","actor":"a","body":{}}""")]
    [InlineData("""{"kind":"policy.set.v1","at":"2026-06-01T00:00:00Z","actor":"a","body":{"risk":5}}""")]
    [InlineData("""{"kind":"demand.recorded.v1","at":"2026-06-01T00:00:00Z","actor":"a","body":{"exhibit":"zz"}}""")]
    public void A_fact_that_cannot_be_read_makes_the_book_unavailable_and_is_named(string stored)
    {
        using var keeper = Keeper();
        keeper.Begin();
        var position = keeper.Journal.Head().Position + 1;
        keeper.Journal.Append(position - 1, [new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(stored))], null);

        var unavailable = Assert.Throws<JournalUnavailable>(() => keeper.CatchUp());
        Assert.Contains($"position {position} ", unavailable.Message);
        Assert.Throws<JournalUnavailable>(() => keeper.Execute(new MoveClock(Saying.At(June)), Saying.Actor));
        Assert.Equal(position - 1, keeper.At(position - 1).Position);
        Assert.Equal(position, keeper.Journal.Head().Position);
    }

    public void Dispose()
    {
        book.Dispose();
        GC.SuppressFinalize(this);
    }

    Bookkeeper Keeper(IClock? clock = null) => new(book.Open(), clock ?? new SetClock(June));
}
