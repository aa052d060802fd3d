using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class OwnHoursTests
{
    // By hand: 400 of 5,000 GPUs for an hour before the record ends on 1 March; February has 672 hours of 5,000.
    [Fact]
    public void Own_use_rests_on_recorded_demand_and_then_on_the_forecast()
    {
        var book = Ready.Told(At(2026, 3, 2), Using("grok", 5_000));

        Assert.Equal((3_360_000m, OwnBasis.History), (Of(book, 2).OwnInAll.Round(0), Of(book, 2).Basis));
        Assert.Equal(OwnBasis.Forecast, Of(book, 4).Basis);
        Assert.True(Of(book, 4).OwnInAll > 0);
        Assert.Equal(OwnBasis.None, Of(Ready, 4).Basis);
    }

    // By hand: the whole pool of 220,000 is sold, so the 5,000 that own products want have no room.
    [Fact]
    public void Own_use_takes_no_more_than_the_room_there_is()
    {
        var terms = With(Reserving((Day(2026, 2, 1), 220_000))) with { From = Day(2026, 2, 1) };
        var book = Ready.Saying(At(2026, 3, 2), new ContractSigned(terms), new DemandRecorded(new string('a', 64), Using("grok", 5_000).History));

        Assert.Equal(Rational.Zero, Of(book, 2).OwnInAll);
        Assert.Equal(Of(book, 2).Installed, Of(book, 2).SoldInAll);
    }

    static PoolMonth Of(Book book, int month) => new CapacityHours(book, book.Calendar.DateOf(book.RecordedAt)).Of(Colossus, Month(2026, month));
}
