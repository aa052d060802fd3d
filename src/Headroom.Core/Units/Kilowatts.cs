using System.Globalization;

namespace Headroom.Core.Units;

/// <summary>Electrical power in kilowatts, always at the facility meter (IT load and its overhead together). Exact decimal.</summary>
public readonly record struct Kilowatts(decimal Value) : IComparable<Kilowatts>
{
    /// <summary>The most that one figure of input may say: a hundred gigawatts.</summary>
    public const decimal Most = 100_000_000m;

    public static Kilowatts Zero => default;

    public static Kilowatts operator +(Kilowatts a, Kilowatts b) => new(a.Value + b.Value);
    public static Kilowatts operator -(Kilowatts a, Kilowatts b) => new(a.Value - b.Value);
    public static bool operator <(Kilowatts a, Kilowatts b) => a.Value < b.Value;
    public static bool operator >(Kilowatts a, Kilowatts b) => a.Value > b.Value;

    public int CompareTo(Kilowatts other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("#,##0.###", CultureInfo.InvariantCulture) + " kW";
}

/// <summary>
/// What GPUs draw, as the exact ratio it was stated in (300,000 kW per 220,000 GPUs), never a rounded kW per GPU:
/// the whole pool draws exactly the stated kilowatts.
/// </summary>
public readonly record struct PowerDraw(Kilowatts Power, Gpus Per)
{
    /// <summary>The exact draw of a number of GPUs in kW.</summary>
    public Rational Exact(Gpus gpus) => (Rational)Power.Value * gpus.Count / Per.Count;

    /// <summary>The draw of a number of GPUs, multiplied before it is divided; for showing. Sums are kept exact.</summary>
    public Kilowatts Of(Gpus gpus) => new(Power.Value * gpus.Count / Per.Count);

    /// <summary>The most GPUs that a power can feed; with no draw, no limit (<see cref="long.MaxValue"/> halved, so that sums stay in range).</summary>
    public Gpus FedBy(Kilowatts power) =>
        Power.Value == 0 ? new(long.MaxValue / 2) : new((long)decimal.Floor(power.Value * Per.Count / Power.Value));

    /// <summary>The draw of one GPU in kW, for estimates only (the forecast side); exact work uses <see cref="Of"/>.</summary>
    public double PerGpu => (double)Power.Value / Per.Count;
}
