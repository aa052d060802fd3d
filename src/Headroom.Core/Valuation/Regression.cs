using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Headroom.Core.Valuation;

/// <summary>
/// Least squares in every cell at once: a straight function of two coordinates for each of two targets, the seller's and the buyer's future. Gathering is
/// linear in the paths and needs no solver beyond three equations a cell (B. Bouchard and X. Warin, 2012).
/// </summary>
static class Regression
{
    /// <summary>Numbers that are gathered for each cell: five rows of four.</summary>
    internal const int Sums = 20;

    /// <summary>Coefficients of each cell: constant and two slopes, for each target, in two rows of four.</summary>
    internal const int Coefficients = 8;

    /// <summary>Keeps slopes near nought in cells with few paths.</summary>
    const double Ridge = 0.05;

    /// <summary>A cell with fewer paths takes the mean of its strip.</summary>
    const int Few = 4;

    /// <summary>Adds paths to the sums of their cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gather(Located at, ReadOnlySpan<float> seller, ReadOnlySpan<float> buyer, float later, float[] sums)
    {
        ref var first = ref sums[0];
        for (var i = 0; i < seller.Length; i++)
        {
            ref var row = ref Unsafe.Add(ref first, at.Cell[i] * Sums);
            var one = Vector128.Create(1f, at.Along[i], at.Across[i], 0f);
            (Vector128.LoadUnsafe(ref row) + one).StoreUnsafe(ref row);
            (Vector128.LoadUnsafe(ref row, 4) + one * at.Along[i]).StoreUnsafe(ref row, 4);
            (Vector128.LoadUnsafe(ref row, 8) + one * at.Across[i]).StoreUnsafe(ref row, 8);
            (Vector128.LoadUnsafe(ref row, 12) + one * (later * seller[i])).StoreUnsafe(ref row, 12);
            (Vector128.LoadUnsafe(ref row, 16) + one * (later * buyer[i])).StoreUnsafe(ref row, 16);
        }
    }

    /// <summary>The coefficients of every cell, from sums of all chunks of paths, added in their order.</summary>
    internal static float[] Solve(IReadOnlyList<float[]> chunks, int cells, int cellsInStrip)
    {
        var sums = new double[cells * Sums];
        foreach (var chunk in chunks)
            for (var i = 0; i < sums.Length; i++) sums[i] += chunk[i];
        var coefficients = new float[cells * Coefficients];
        for (var cell = 0; cell < cells; cell++)
        {
            var own = sums.AsSpan(cell * Sums, Sums);
            if (own[0] >= Few) Solve(own, coefficients.AsSpan(cell * Coefficients));
            else (coefficients[cell * Coefficients], coefficients[cell * Coefficients + 4]) = Nearby(sums, cells, cell / cellsInStrip, cellsInStrip);
        }
        return coefficients;
    }

    /// <summary>Three equations, by elimination of the slopes about the means.</summary>
    static void Solve(ReadOnlySpan<double> sums, Span<float> coefficients)
    {
        var n = sums[0];
        var (u, z) = (sums[1] / n, sums[2] / n);
        var (uu, uz, zz) = (sums[5] - n * u * u + Ridge, sums[6] - n * u * z, sums[10] - n * z * z + Ridge);
        var determinant = uu * zz - uz * uz;
        for (var target = 0; target < 2; target++)
        {
            var rest = sums[(12 + 4 * target)..];
            var mean = rest[0] / n;
            var (ur, zr) = (rest[1] - n * u * mean, rest[2] - n * z * mean);
            var (slope, across) = ((ur * zz - zr * uz) / determinant, (zr * uu - ur * uz) / determinant);
            coefficients[4 * target] = (float)(mean - slope * u - across * z);
            (coefficients[4 * target + 1], coefficients[4 * target + 2]) = ((float)slope, (float)across);
        }
    }

    /// <summary>The mean of a strip, or of the next one towards the middle that has paths.</summary>
    static (float Seller, float Buyer) Nearby(double[] sums, int cells, int strip, int cellsInStrip)
    {
        var middle = cells / cellsInStrip / 2;
        while (true)
        {
            var (n, seller, buyer) = (0.0, 0.0, 0.0);
            for (var cell = strip * cellsInStrip; cell < (strip + 1) * cellsInStrip; cell++)
                (n, seller, buyer) = (n + sums[cell * Sums], seller + sums[cell * Sums + 12], buyer + sums[cell * Sums + 16]);
            if (n >= Few || strip == middle) return n > 0 ? ((float)(seller / n), (float)(buyer / n)) : default;
            strip += strip < middle ? 1 : -1;
        }
    }
}
