using System.Runtime.Intrinsics;
using Headroom.Core.Demand;

namespace Headroom.Core.Valuation;

/// <summary>
/// A seeded stream of independent standard normal numbers, eight at a time: xoshiro128++ (D. Blackman and S. Vigna) in each of eight lanes, turned
/// normal by G. Box and M. Muller's formula. Streams of other numbers under one seed are independent, so that chunks of paths can be drawn in any order.
/// </summary>
sealed class Shocks
{
    Vector256<uint> _a, _b, _c, _d;

    internal Shocks(ulong seed, int stream)
    {
        // SplitMix64 fills the lanes' states, as xoshiro's authors advise. Its starts must be mixed themselves: starts that lie a step apart
        // would give neighbouring streams the same lanes.
        var start = new Draws(Draws.Mixed(unchecked(Draws.Mixed(seed) + (ulong)stream * 0xD1342543DE82EF95)));
        Span<uint> words = stackalloc uint[32];
        for (var i = 0; i < words.Length; i++) words[i] = (uint)(start.Next() >> 32);
        (_a, _b, _c, _d) = (Vector256.Create<uint>(words), Vector256.Create<uint>(words[8..]), Vector256.Create<uint>(words[16..]), Vector256.Create<uint>(words[24..]));
    }

    /// <summary>Two times eight independent standard normal numbers.</summary>
    internal (Vector256<float> First, Vector256<float> Second) Pair()
    {
        var radius = Vector256.Sqrt(Vector256.Create(-2f) * Vector256.Log(Unit()));
        var (sin, cos) = Vector256.SinCos(Vector256.Create(2 * MathF.PI) * Unit());
        return (radius * cos, radius * sin);
    }

    /// <summary>Evenly between 0 and 1, never 0.</summary>
    Vector256<float> Unit() => (Vector256.ConvertToSingle(Vector256.ShiftRightLogical(Bits(), 8).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(1f / (1 << 24));

    Vector256<uint> Bits()
    {
        var result = Turned(_a + _d, 7) + _a;
        var shifted = Vector256.ShiftLeft(_b, 9);
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = Turned(_d, 11);
        return result;
    }

    static Vector256<uint> Turned(Vector256<uint> bits, int by) => Vector256.ShiftLeft(bits, by) | Vector256.ShiftRightLogical(bits, 32 - by);
}
