namespace Headroom.Core.Valuation;

/// <summary>
/// A quantity that is expected to follow a curve and strays from it: its logarithm is the curve's plus a noise that spreads with the volatility
/// and is pulled back by the reversion (an Ornstein-Uhlenbeck noise, or a Brownian one without reversion). Its mean stays on the curve.
/// </summary>
/// <param name="Volatility">Of the logarithm, for one year: 0.3 is 30%. Not negative.</param>
/// <param name="Reversion">The pull back to the curve, a year: of a shock the share exp(-reversion) is left after one. Not negative.</param>
public sealed record Process(Curve Expected, double Volatility, double Reversion)
{
    /// <summary>What is never worth anything.</summary>
    public static Process None { get; } = new(Curve.From(0, 0), 0, 0);

    /// <summary>Whether it is nought throughout.</summary>
    public bool IsNone => Expected.IsZero;

    /// <summary>The share of a noise that is left after so many months.</summary>
    public double Left(double months) => Math.Exp(-Reversion * months / 12);

    /// <summary>The variance that the noise gathers in so many months.</summary>
    public double Variance(double months) => Covariance(this, this, 1, months);

    /// <summary>The covariance that two noises gather in so many months.</summary>
    public static double Covariance(Process a, Process b, double correlation, double months)
    {
        var pull = a.Reversion + b.Reversion;
        var years = months / 12;
        return correlation * a.Volatility * b.Volatility * (pull == 0 ? years : (1 - Math.Exp(-pull * years)) / pull);
    }
}
