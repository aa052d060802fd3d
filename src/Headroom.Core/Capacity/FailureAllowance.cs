using System.Numerics;
using Headroom.Core.Units;

namespace Headroom.Core.Capacity;

/// <summary>
/// N+k: how many of N like units are held back so that more than k of them are out at once with no more than the accepted probability. Units fail independently
/// of each other in this count, so k is never less than the largest group that fails together (a row, a pod, a transformer).
/// </summary>
/// <param name="Units">How many units there are, 0 to <see cref="MostUnits"/>.</param>
/// <param name="Unavailable">The share of time for which a unit is out, 0 to 1.</param>
/// <param name="Risk">The accepted probability, above 0 and at most 1.</param>
/// <param name="LargestGroup">Units that fail together, 0 or more.</param>
public readonly record struct FailureAllowance(int Units, Rational Unavailable, Rational Risk, int LargestGroup)
{
    /// <summary>The most units that are counted.</summary>
    public const int MostUnits = 20_000;

    /// <summary>The least k with P(Bin(N, u) > k) at most the risk, and no less than the largest group; exact.</summary>
    public int Spare
    {
        get
        {
            var (bad, all) = (Unavailable.Numerator, Unavailable.Denominator);
            if (bad == all) return Units;
            // Everything is multiplied by all^N, so that whole numbers are compared: P(Bin <= k) >= 1 - risk.
            var term = BigInteger.Pow(all - bad, Units);
            var enough = (Risk.Denominator - Risk.Numerator) * BigInteger.Pow(all, Units);
            var (sum, spare) = (term, 0);
            while (sum * Risk.Denominator < enough)
            {
                term = term * bad * (Units - spare) / ((all - bad) * (spare + 1));
                sum += term;
                spare++;
            }
            return Math.Max(spare, LargestGroup);
        }
    }
}
