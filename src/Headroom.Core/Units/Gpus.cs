namespace Headroom.Core.Units;

/// <summary>A number of accelerators (whole GPUs). Differences may be negative; what is asked for may not. Arithmetic is checked.</summary>
public readonly record struct Gpus(long Count) : IComparable<Gpus>
{
    /// <summary>The most that one figure of input may say: a hundred million GPUs, some hundred times the largest fleet known.</summary>
    public const long Most = 100_000_000;

    public static Gpus Zero => default;

    public static Gpus operator +(Gpus a, Gpus b) => new(a.Count + b.Count);
    public static Gpus operator -(Gpus a, Gpus b) => new(a.Count - b.Count);
    public static bool operator <(Gpus a, Gpus b) => a.Count < b.Count;
    public static bool operator >(Gpus a, Gpus b) => a.Count > b.Count;
    public static bool operator <=(Gpus a, Gpus b) => a.Count <= b.Count;
    public static bool operator >=(Gpus a, Gpus b) => a.Count >= b.Count;

    public static Gpus Min(Gpus a, Gpus b) => a < b ? a : b;
    public static Gpus Max(Gpus a, Gpus b) => a > b ? a : b;

    /// <summary>The whole blocks in it: rounds toward minus infinity to a multiple of <paramref name="block"/> (1 or more).</summary>
    public Gpus FloorTo(Gpus block) => new(Count - (Count % block.Count + block.Count) % block.Count);

    public int CompareTo(Gpus other) => Count.CompareTo(other.Count);

    public override string ToString() => $"{Count:N0} GPUs";
}
