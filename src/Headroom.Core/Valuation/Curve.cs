using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// What is expected of a quantity (a market price, the worth of own use) by months from the start: points, joined so that the change is even in
/// percent, and after the last point a constant change a year. Before the first point the first value holds.
/// </summary>
/// <param name="Points">Months ascending, at least one; values not negative.</param>
/// <param name="YearlyChange">Change a year after the last point: -0.275 falls by 27.5%. Greater than -1.</param>
public sealed record Curve(ImmutableArray<(double Month, double Value)> Points, double YearlyChange)
{
    /// <summary>The longest table.</summary>
    public const int MostPoints = 400;

    /// <summary>A start and a constant change a year.</summary>
    public static Curve From(double start, double yearlyChange) => new([(0, start)], yearlyChange);

    /// <summary>Whether it is nought throughout.</summary>
    public bool IsZero => Points.All(point => point.Value == 0);

    /// <summary>The value expected so many months from the start.</summary>
    public double At(double month)
    {
        var last = Points[^1];
        if (month >= last.Month) return last.Value * Math.Pow(1 + YearlyChange, (month - last.Month) / 12);
        if (month <= Points[0].Month) return Points[0].Value;
        var next = 0;
        while (Points[next].Month <= month) next++;
        var (a, b) = (Points[next - 1], Points[next]);
        var share = (month - a.Month) / (b.Month - a.Month);
        return a.Value > 0 && b.Value > 0 ? a.Value * Math.Pow(b.Value / a.Value, share) : a.Value + (b.Value - a.Value) * share;
    }

    /// <summary>The same curve, every value times a factor.</summary>
    public Curve Times(double factor) => this with { Points = [.. Points.Select(point => (point.Month, point.Value * factor))] };
}
