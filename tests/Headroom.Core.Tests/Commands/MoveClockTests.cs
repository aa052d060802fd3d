using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class MoveClockTests
{
    [Fact]
    public void Only_a_sandbox_moves_and_only_forwards()
    {
        var real = Book.Empty.Told(At(2026, 3, 1), new OpenBook(Us, "UTC", false, null));

        real.Refuses(At(2026, 3, 2), new MoveClock(At(2026, 4, 1)), RefusalCode.OutOfRange, "book");
        Ready.Refuses(At(2026, 3, 2), new MoveClock(At(2026, 2, 1)), RefusalCode.DatesUpsideDown, "to");
    }

    [Fact]
    public void The_clock_stands_where_it_was_moved_to()
    {
        var move = new MoveClock(At(2026, 6, 30));

        Assert.Equal(At(2026, 6, 30), move.NotBefore(Ready));
        Assert.Equal(At(2026, 6, 30), Ready.Told(move.NotBefore(Ready), move).RecordedAt);
    }
}
