namespace Headroom.Core.Demand;

/// <summary>SplitMix64: a seeded stream whose numbers are the same on every machine and every release of the framework.</summary>
struct Draws(ulong state)
{
    /// <summary>What the state grows by with each number: 2 to the power of 64 by the golden ratio, made odd.</summary>
    const ulong Step = 0x9E3779B97F4A7C15;

    ulong _state = state;

    /// <summary>The seed of a thing with a name (FNV-1a): things of different names are drawn independently of each other, and one of them alike in every process.</summary>
    internal static ulong SeedOf(string name, ulong seed) { unchecked { return name.Aggregate(14695981039346656037 ^ seed, (hash, letter) => (hash ^ letter) * 1099511628211); } }

    /// <summary>The stream of one path: the multiplier spreads neighbouring paths over the whole state.</summary>
    internal static Draws Of(ulong seed, int path) { unchecked { return new(seed ^ ((ulong)path + 1) * 0xD1342543DE82EF95); } }

    /// <summary>
    /// For each path its place among them in the order of their draws, evenly between 0 and 1: what has so much chance comes on that share of the paths, to the nearest path,
    /// and not on one that strays from it by the luck of the draw.
    /// </summary>
    internal static double[] Places(ulong seed, int paths)
    {
        var (draws, drawn, order, places) = (new Draws(seed), new ulong[paths], new int[paths], new double[paths]);
        for (var path = 0; path < paths; path++) (drawn[path], order[path]) = (draws.Next(), path);
        Array.Sort(drawn, order);
        for (var i = 0; i < paths; i++) places[order[i]] = (i + 0.5) / paths;
        return places;
    }

    /// <summary>64 even bits.</summary>
    internal ulong Next() { unchecked { return Mixed(_state += Step); } }

    /// <summary>Evenly between 0 and 1, never either.</summary>
    internal double Unit() => ((Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>Standard normal, by Box and Muller.</summary>
    internal double Normal() => Math.Sqrt(-2 * Math.Log(Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>A number whose every bit hangs on every bit of another.</summary>
    internal static ulong Mixed(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
