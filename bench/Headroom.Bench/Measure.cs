using System.Diagnostics;
using System.Globalization;

namespace Headroom.Bench;

/// <summary>
/// One measured figure and the range it must lie in. Ranges are on ratios to something that ran in the same run, or on growth over sizes,
/// so that they hold on a slow machine as on a fast one; a target in seconds is printed beside it and judged where it was set.
/// </summary>
public sealed record Measure(string Name, double Value, double Low, double High, string Note)
{
    public bool Holds => Value >= Low && Value <= High;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Holds ? "ok  " : "FAIL")} {Name,-66} {Value,10:0.###}  range {Low:0.##} .. {High:0.##}  {Note}");

    /// <summary>
    /// Seconds of processor time that work takes on all cores, the compiler's and the collector's included: what other work on the machine hardly moves. The best of a few rounds.
    /// </summary>
    public static double ProcessorSeconds(int rounds, Action work)
    {
        using var self = Process.GetCurrentProcess();
        var best = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            self.Refresh();
            var before = self.TotalProcessorTime;
            work();
            self.Refresh();
            best = Math.Min(best, (self.TotalProcessorTime - before).TotalSeconds);
        }
        return best;
    }

    /// <summary>Seconds that work takes: the best of a few rounds, since anything above the best is the machine's.</summary>
    public static double Seconds(int rounds, Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        return best;
    }
}
