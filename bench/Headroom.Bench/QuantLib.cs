using System.Globalization;

namespace Headroom.Bench;

/// <summary>
/// QuantLib's least-squares Monte Carlo, compiled here from <c>bench/quantlib</c>: installed by its package's name when it is missing and the
/// machine lets us.
/// </summary>
sealed class QuantLib
{
    readonly string _program;

    QuantLib(string program) => _program = program;

    /// <summary>The compiled program, or why there is none.</summary>
    public static (QuantLib? Program, string Why) Build()
    {
        var source = Tool.Source("quantlib", "american_put.cpp");
        if (source is null) return (null, "bench/quantlib/american_put.cpp is not above the program");
        if (!File.Exists("/usr/include/ql/quantlib.hpp") && Tool.Install("libquantlib0-dev", "g++") is { Code: not 0 } failed)
            return (null, $"libquantlib0-dev is not installed and cannot be: {failed.Error.Trim().Split('\n')[^1]}");
        var program = Path.Combine(Path.GetTempPath(), $"headroom-bench-quantlib-{Environment.ProcessId}");
        return Tool.Run("g++", "-O3", "-march=native", "-o", program, source, "-lQuantLib") is { Code: not 0 } compiled
            ? (null, $"it does not compile: {compiled.Error.Trim().Split('\n')[0]}") : (new(program), "");
    }

    /// <summary>Seconds and value of a put, on one core.</summary>
    public (double Seconds, double Value) Put(int paths, int calibration, int steps, double spot, double strike, double continuousRate, double volatility, double years)
    {
        string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
        var said = Tool.Run("taskset", "-c", "0", _program, $"{paths}", $"{calibration}", $"{steps}", Text(spot), Text(strike), Text(continuousRate), Text(volatility),
            Text(years), "42");
        if (said.Code != 0) throw new InvalidOperationException($"QuantLib failed: {said.Error}");
        var figures = said.Output.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        return (figures[0], figures[1]);
    }
}
