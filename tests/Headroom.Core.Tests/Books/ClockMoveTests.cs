using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Tests.Books;

public sealed class ClockMoveTests
{
    static readonly Calendar Chicago = Calendar.In("America/Chicago")!;
    static readonly Instant June = Chicago.StartOf(new(2026, 6, 30)), August = Chicago.StartOf(new(2026, 8, 1));

    static Book Opened(bool sandbox) => Book.Empty with { Opened = new(Slug.Of("acme"), sandbox, Chicago, "2026a") };

    [Fact]
    public void A_sandboxs_clock_that_went_on_tells_both_ends_in_the_zone_of_the_book()
    {
        Assert.Equal("from 2026-06-30 to 2026-08-01", ClockMove.Between(Opened(sandbox: true), June, August)!.Says);
        Assert.Equal("from 2026-06-30 09:30:00 to 2026-08-01", ClockMove.Between(Opened(sandbox: true), June + Duration.FromMinutes(570), August)!.Says);
    }

    [Fact]
    public void There_is_no_move_where_the_clock_stood_still_before_the_first_fact_or_in_a_real_book()
    {
        Assert.Null(ClockMove.Between(Opened(sandbox: true), June, June));
        Assert.Null(ClockMove.Between(Opened(sandbox: true), Instant.MinValue, August));
        Assert.Null(ClockMove.Between(Opened(sandbox: false), June, August));
    }
}
