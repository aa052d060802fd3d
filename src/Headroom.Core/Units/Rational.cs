using System.Numerics;

namespace Headroom.Core.Units;

/// <summary>
/// An exact fraction. Money is integrated in fractions (a fee times 30/31) and rounded once, at the end: a decimal would lose
/// ties such as thirds that add to a whole cent. Unbounded; the denominator is positive and the fraction is in lowest terms.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    readonly BigInteger _denominator; // zero stands for one, so that default(Rational) is 0/1

    Rational(BigInteger numerator, BigInteger denominator) => (Numerator, _denominator) = (numerator, denominator.IsOne ? BigInteger.Zero : denominator);

    public BigInteger Numerator { get; }
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    bool IsWhole => _denominator.IsZero;

    public static Rational Zero => default;
    public static Rational One => new(1, 1);

    /// <summary><paramref name="numerator"/> / <paramref name="denominator"/> in lowest terms. The denominator must not be zero.</summary>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        if (denominator.IsOne) return new(numerator, denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) common = -common;
        return new(numerator / common, denominator / common);
    }

    public static implicit operator Rational(int value) => new(value, 1);
    public static implicit operator Rational(long value) => new(value, 1);

    /// <summary>The exact value of a decimal, with all its digits.</summary>
    public static implicit operator Rational(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // The three low words are unsigned although they come as int.
        var magnitude = unchecked(((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0]);
        var scale = (bits[3] >> 16) & 0xFF;
        return Of(bits[3] < 0 ? -magnitude : magnitude, Tens[scale]);
    }

    public static Rational operator +(Rational a, Rational b) => a.IsWhole && b.IsWhole ? new(a.Numerator + b.Numerator, BigInteger.One)
        : a._denominator == b._denominator ? Of(a.Numerator + b.Numerator, a.Denominator)
        : Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);
    public static Rational operator -(Rational a, Rational b) => a + -b;
    public static Rational operator *(Rational a, Rational b) => Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    public static Rational operator /(Rational a, Rational b) => Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public bool IsZero => Numerator.IsZero;

    /// <summary>
    /// Rounded to so many decimal digits (0 to 6), half away from zero: the one rounding rule of this product, so that a credit note
    /// is exactly the negative of what it credits. (The framework's default, half to even, is not used anywhere.)
    /// </summary>
    public decimal Round(int digits)
    {
        if (IsWhole) return (decimal)Numerator + Zeros[digits];
        var whole = BigInteger.DivRem(BigInteger.Abs(Numerator) * Tens[digits], Denominator, out var rest);
        if (rest * 2 >= Denominator) whole += 1;
        return (decimal)(Numerator.Sign < 0 ? -whole : whole) * Units[digits] + Zeros[digits];
    }

    /// <summary>The greatest whole number not above it; it must lie within long.</summary>
    public long Floor() => (long)(Numerator.Sign >= 0 ? Numerator / Denominator : -((-Numerator + Denominator - 1) / Denominator));

    /// <summary>As a decimal with 6 digits at most, for messages and reports.</summary>
    public decimal ToDecimal() => Round(6) / 1.000000m;

    /// <summary>An approximation, for charts and estimates only.</summary>
    public double ToDouble() => (double)Numerator / (double)Denominator;

    public bool Equals(Rational other) => Numerator == other.Numerator && _denominator == other._denominator;
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominator);
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    static readonly BigInteger[] Tens = [.. Enumerable.Range(0, 29).Select(power => BigInteger.Pow(10, power))];
    static readonly decimal[] Units = [1m, 0.1m, 0.01m, 0.001m, 0.0001m, 0.00001m, 0.000001m];
    // Adding 0.00 gives a result its digits, so that it prints as 45000000000.00 and not as 45000000000.
    static readonly decimal[] Zeros = [0m, 0.0m, 0.00m, 0.000m, 0.0000m, 0.00000m, 0.000000m];
}
