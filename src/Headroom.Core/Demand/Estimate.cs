namespace Headroom.Core.Demand;

/// <summary>
/// A figure about the future as a person states it: one in ten times it turns out below <see cref="Low"/>, half the time below <see cref="Likely"/>, one in ten above
/// <see cref="High"/>. Between them it is linear in the chance, and beyond them it goes straight on, so that the utmost lies a quarter further out.
/// </summary>
public readonly record struct Estimate(decimal Low, decimal Likely, decimal High)
{
    const double OuterChance = 0.1;

    /// <summary>Whether the three ascend.</summary>
    public bool Ascends => Low <= Likely && Likely <= High;

    /// <summary>A figure that is certain.</summary>
    public static Estimate Certain(decimal value) => new(value, value, value);

    /// <summary>The same, so many times as much.</summary>
    public Estimate Times(decimal factor) => new(Low * factor, Likely * factor, High * factor);

    /// <summary>The value that is not exceeded with a chance between 0 and 1.</summary>
    public double At(double chance)
    {
        var (near, far) = chance < 0.5 ? (Likely, Low) : (Likely, High);
        return (double)near + (double)(far - near) * Math.Abs(chance - 0.5) / (0.5 - OuterChance);
    }
}
