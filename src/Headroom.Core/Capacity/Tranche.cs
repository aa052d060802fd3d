using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Capacity;

/// <summary>
/// Units that come together and perhaps late, in numbered periods: by how many periods, how likely that is, and in which shares they come up once they are there.
/// </summary>
/// <param name="Units">How many they are in all, 0 or more.</param>
/// <param name="Ready">The period they are planned for.</param>
/// <param name="Delay">By how many periods they come late, 0 or more.</param>
/// <param name="Ramp">The share that runs in the period they come, the next, and so on; the last one stays. At least one, each 0 to 1.</param>
public sealed record Tranche(long Units, int Ready, Distribution Delay, ImmutableArray<Rational> Ramp)
{
    /// <summary>The most tranches of one table; their delays are independent, and outcomes multiply.</summary>
    public const int Most = 12;

    /// <summary>The units that run in a period, whole ones.</summary>
    public Distribution In(int period) => Delay.Map(delay =>
    {
        var since = period - Ready - delay;
        return since < 0 ? 0 : (Ramp[(int)Math.Min(since, Ramp.Length - 1)] * Units).Floor();
    });
}
