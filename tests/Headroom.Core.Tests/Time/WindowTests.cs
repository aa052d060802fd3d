using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Time;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Time;

public sealed class WindowTests
{
    // Law: adjoining windows share no instant and lose none.
    [Fact]
    public void Every_instant_of_two_adjoining_windows_is_in_exactly_one() =>
        Prop.ForAll(Any.Instant.ToArbitrary(), Any.Instant.ToArbitrary(), Any.Instant.ToArbitrary(), (a, b, c) =>
        {
            var at = new[] { a, b, c }.Order().ToArray();
            if (at[0] == at[1] || at[1] == at[2]) return true;
            var (first, second) = (new Window(at[0], at[1]), new Window(at[1], at[2]));
            return at.All(instant => first.Contains(instant) ^ second.Contains(instant) ^ instant == at[2]);
        }).Check(Laws.Seeded);

    [Fact]
    public void The_first_instant_is_inside_and_the_end_is_not()
    {
        var may = new Window(At(2026, 5, 1), At(2026, 6, 1));

        Assert.True(may.Contains(At(2026, 5, 1)));
        Assert.False(may.Contains(At(2026, 6, 1)));
        Assert.Equal(Duration.FromDays(31), may.Length);
    }

    [Fact]
    public void An_empty_window_and_one_upside_down_are_bugs()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Window(At(2026, 5, 1), At(2026, 5, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Window(At(2026, 5, 2), At(2026, 5, 1)));
    }
}
