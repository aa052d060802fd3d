using NodaTime;

namespace Headroom.Core.Time;

/// <summary>
/// A right-open stretch of time: <see cref="From"/> belongs to it, <see cref="End"/> does not. Never empty or upside down.
/// </summary>
public readonly record struct Window
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> is not after <paramref name="from"/>.</exception>
    public Window(Instant from, Instant end)
    {
        if (end <= from) throw new ArgumentOutOfRangeException(nameof(end), $"A window ends after it starts: {from} .. {end}.");
        (From, End) = (from, end);
    }

    /// <summary>The first instant inside.</summary>
    public Instant From { get; }

    /// <summary>The first instant after.</summary>
    public Instant End { get; }

    public Duration Length => End - From;

    public bool Contains(Instant instant) => From <= instant && instant < End;

    public override string ToString() => $"[{From} .. {End})";
}
