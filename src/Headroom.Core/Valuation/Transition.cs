namespace Headroom.Core.Valuation;

/// <summary>How the two noises come from one date to the next, exactly, and how they lie on it seen from the start.</summary>
/// <param name="Left">The share of the market's noise that is left.</param>
/// <param name="NeedLeft">The share of the need's noise that is left.</param>
/// <param name="Shock">What a standard shock moves the market's noise.</param>
/// <param name="Shared">What the same shock moves the need's noise.</param>
/// <param name="Own">What a second, independent shock moves the need's noise.</param>
/// <param name="Deviation">Standard deviation of the market's noise on the date reached.</param>
/// <param name="Slope">What is expected of the need's noise on that date for each unit of the market's.</param>
/// <param name="Rest">Standard deviation of the need's noise around that.</param>
readonly record struct Transition(double Left, double NeedLeft, double Shock, double Shared, double Own, double Deviation, double Slope, double Rest)
{
    /// <summary>From a time to a later one, both in months from the start.</summary>
    internal static Transition Of(Market market, double from, double to)
    {
        var (shock, shared, own) = Split(market, to - from);
        var (deviation, along, rest) = Split(market, to);
        return new(market.Price.Left(to - from), market.Need.Left(to - from), shock, shared, own, deviation, deviation > 0 ? along / deviation : 0, rest);
    }

    /// <summary>Both noises, gathered over some months, as multiples of two independent ones.</summary>
    static (double Market, double Shared, double Own) Split(Market market, double months)
    {
        var deviation = Math.Sqrt(market.Price.Variance(months));
        var shared = deviation > 0 ? Process.Covariance(market.Price, market.Need, market.Correlation, months) / deviation : 0;
        return (deviation, shared, Math.Sqrt(Math.Max(0, market.Need.Variance(months) - shared * shared)));
    }
}
