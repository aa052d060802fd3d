namespace Headroom.Core.Valuation;

/// <summary>The standard normal distribution. The cumulative one is good to 1e-15 (Hart's rational approximation as G. West set it out, 2005).</summary>
public static class Normal
{
    static readonly double[] Above = [3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
    static readonly double[] Below =
        [8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];

    /// <summary>From here on the rational gives way to a continued fraction.</summary>
    const double Far = 7.07106781186547;

    /// <summary>The height of the curve at x.</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of at most x.</summary>
    public static double AtMost(double x)
    {
        var far = Math.Abs(x);
        if (far > 38) return x > 0 ? 1 : 0;
        var height = Math.Exp(-far * far / 2);
        var tail = far < Far ? height * Along(Above, far) / Along(Below, far)
            : height / ((far + 1 / (far + 2 / (far + 3 / (far + 4 / (far + 0.65))))) * Math.Sqrt(2 * Math.PI));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The x that is not exceeded with a probability strictly between 0 and 1, good to 1e-12: bisection, for tables that are made once.</summary>
    public static double Quantile(double probability)
    {
        var (low, high) = (-38.0, 38.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (AtMost(middle) < probability) low = middle; else high = middle;
        }
        return (low + high) / 2;
    }

    static double Along(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients) sum = sum * x + coefficient;
        return sum;
    }
}
