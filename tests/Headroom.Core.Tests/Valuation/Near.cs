namespace Headroom.Core.Tests.Valuation;

/// <summary>Equal within an absolute tolerance, for lists of figures.</summary>
sealed class Near(double within) : IEqualityComparer<double>
{
    public bool Equals(double a, double b) => Math.Abs(a - b) <= within;

    public int GetHashCode(double figure) => 0;
}

/// <summary>The same for pairs.</summary>
sealed class NearPair(double within) : IEqualityComparer<(double, double)>
{
    public bool Equals((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) <= within && Math.Abs(a.Item2 - b.Item2) <= within;

    public int GetHashCode((double, double) figures) => 0;
}
