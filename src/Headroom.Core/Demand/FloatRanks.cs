namespace Headroom.Core.Demand;

/// <summary>
/// The order of numbers by size, found by sorting their bits a byte at a time: equal ones keep the order in which they came, so that the order is the same on every
/// machine and every release of the framework.
/// </summary>
/// <param name="most">The most numbers.</param>
sealed class FloatRanks(int most)
{
    const int Digit = 256, Digits = 4, Place = 32;

    readonly int[] _starts = new int[Digits * Digit];
    ulong[] _keys = new ulong[most], _spare = new ulong[most];

    /// <summary>Where the number of a rank stands among those that were ranked last; the least has rank 0.</summary>
    internal int this[int rank] => (int)(_keys[rank] & int.MaxValue);

    /// <summary>Ranks some numbers, none of them not a number.</summary>
    internal void Rank(ReadOnlySpan<float> values)
    {
        Array.Clear(_starts);
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[i]);
            // The bits of what is negative run the other way, and below all others.
            var key = (bits & 0x80000000) == 0 ? bits | 0x80000000 : ~bits;
            _keys[i] = (ulong)key << Place | (uint)i;
            for (var digit = 0; digit < Digits; digit++) _starts[digit * Digit + (int)(key >> digit * 8 & 255)]++;
        }
        for (var digit = 0; digit < Digits; digit++) Order(_starts.AsSpan(digit * Digit, Digit), Place + digit * 8, values.Length);
    }

    void Order(Span<int> starts, int shift, int count)
    {
        // Nothing to order where all share the digit.
        if (starts[(int)(_keys[0] >> shift & 255)] == count) return;
        for (int value = 0, sum = 0; value < Digit; value++) (starts[value], sum) = (sum, sum + starts[value]);
        foreach (var key in _keys.AsSpan(0, count)) _spare[starts[(int)(key >> shift & 255)]++] = key;
        (_keys, _spare) = (_spare, _keys);
    }
}
