namespace Headroom.Core.Demand;

/// <summary>SplitMix64: a seeded stream whose numbers are the same on every machine and every release of the framework.</summary>
struct Draws(ulong state)
{
    ulong _state = state;

    /// <summary>The stream of one path: the multiplier spreads neighbouring paths over the whole state.</summary>
    internal static Draws Of(ulong seed, int path) { unchecked { return new(seed ^ ((ulong)path + 1) * 0xD1342543DE82EF95); } }

    /// <summary>64 even bits.</summary>
    internal ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Evenly between 0 and 1, never either.</summary>
    internal double Unit() => ((Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>Standard normal, by Box and Muller.</summary>
    internal double Normal() => Math.Sqrt(-2 * Math.Log(Unit())) * Math.Cos(2 * Math.PI * Unit());
}
