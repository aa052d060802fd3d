namespace Headroom.Core.Demand;

/// <summary>Stretches of hours ahead that share one spread of errors.</summary>
static class Horizons
{
    /// <summary>The last hour ahead that is forecast and tested: 28 days. What lies beyond is a scenario.</summary>
    internal const int Tested = 28 * Past.Day;

    /// <summary>First and last hour ahead of each stretch; the first hour ahead is 1.</summary>
    internal static readonly (int First, int Last)[] Stretches = [(1, 3), (4, 12), (13, 24), (25, 72), (73, 168), (169, 336), (337, Tested)];

    /// <summary>Which stretch an hour ahead lies in.</summary>
    internal static int Of(int ahead)
    {
        var stretch = 0;
        while (stretch < Stretches.Length - 1 && ahead > Stretches[stretch].Last) stretch++;
        return stretch;
    }
}
