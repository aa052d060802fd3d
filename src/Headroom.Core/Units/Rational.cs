using System.Numerics;

namespace Headroom.Core.Units;

/// <summary>
/// An exact fraction. Money is integrated in fractions (a fee times 30/31) and rounded once, at the end: a decimal would lose
/// ties such as thirds that add to a whole cent. Unbounded; the denominator is positive and the fraction is in lowest terms.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // Nearly all fractions fit in two words and are computed in 128 bits; those that do not are kept in unbounded integers, and only those,
    // so that equal fractions are kept alike.
    readonly long _numerator;
    readonly long _denominator; // zero stands for one, so that default(Rational) is 0/1
    readonly Unbounded? _unbounded;

    sealed record Unbounded(BigInteger Numerator, BigInteger Denominator);

    Rational(long numerator, long denominator) => (_numerator, _denominator) = (numerator, denominator == 1 ? 0 : denominator);

    Rational(Unbounded unbounded) => _unbounded = unbounded;

    public BigInteger Numerator => _unbounded?.Numerator ?? _numerator;
    public BigInteger Denominator => _unbounded?.Denominator ?? Below;

    /// <summary>The denominator of a fraction that fits.</summary>
    long Below => _denominator == 0 ? 1 : _denominator;

    /// <summary>Its two words; false where it does not fit them.</summary>
    internal bool TryWords(out long numerator, out long denominator)
    {
        (numerator, denominator) = (_numerator, Below);
        return _unbounded is null;
    }

    public static Rational Zero => default;
    public static Rational One => new(1, 1);

    /// <summary><paramref name="numerator"/> / <paramref name="denominator"/> in lowest terms. The denominator must not be zero.</summary>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) common = -common;
        if (!common.IsOne) (numerator, denominator) = (numerator / common, denominator / common);
        return Fits(numerator) && Fits(denominator) ? new((long)numerator, (long)denominator) : new(new Unbounded(numerator, denominator));
    }

    /// <summary>The same of two numbers that came of words; the denominator is positive.</summary>
    internal static Rational Of(Int128 numerator, Int128 denominator)
    {
        if (denominator != 1 && CommonDivisor(numerator, denominator) is var common && common != 1) (numerator, denominator) = (numerator / common, denominator / common);
        return InLowestTerms(numerator, denominator);
    }

    static Rational InLowestTerms(Int128 numerator, Int128 denominator) =>
        Fits(numerator) && Fits(denominator) ? new((long)numerator, (long)denominator) : new(new Unbounded(numerator, denominator));

    public static implicit operator Rational(int value) => new(value, 1);
    public static implicit operator Rational(long value) => Of((Int128)value, 1);

    /// <summary>The exact value of a decimal, with all its digits.</summary>
    public static implicit operator Rational(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // The three low words are unsigned although they come as int.
        var (low, middle, high) = unchecked(((uint)bits[0], (uint)bits[1], (uint)bits[2]));
        var (scale, isNegative) = ((bits[3] >> 16) & 0xFF, bits[3] < 0);
        var magnitude = new UInt128(high, ((ulong)middle << 32) | low);
        return scale <= 18 && magnitude <= long.MaxValue ? Of(isNegative ? -(Int128)magnitude : (Int128)magnitude, (Int128)Powers[scale])
            : Of(isNegative ? -(BigInteger)magnitude : magnitude, Tens[scale]);
    }

    public static Rational operator +(Rational a, Rational b)
    {
        if (a._unbounded is not null || b._unbounded is not null) return Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
        if (a._denominator == b._denominator) return Of((Int128)a._numerator + b._numerator, a.Below);
        // Both are in lowest terms, so only what the denominators share can shorten the sum (Knuth, Seminumerical Algorithms, 4.5.1).
        var shared = CommonDivisor(a.Below, b.Below);
        var sum = Math.BigMul(a._numerator, b.Below / shared) + Math.BigMul(b._numerator, a.Below / shared);
        var common = shared == 1 ? 1 : (long)CommonDivisor(sum, shared);
        return InLowestTerms(common == 1 ? sum : sum / common, Math.BigMul(a.Below / shared, b.Below / common));
    }

    public static Rational operator *(Rational a, Rational b)
    {
        if (a._unbounded is not null || b._unbounded is not null) return Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
        if (a._denominator == 0) (a, b) = (b, a);
        if (b._denominator == 0)
        {
            // By a whole number: only that can be shortened.
            var common = a._denominator == 0 ? 1 : CommonDivisor(b._numerator, a.Below);
            return InLowestTerms(Math.BigMul(a._numerator, b._numerator / common), a.Below / common);
        }
        var (left, right) = (CommonDivisor(a._numerator, b.Below), CommonDivisor(b._numerator, a.Below));
        return InLowestTerms(Math.BigMul(a._numerator / left, b._numerator / right), Math.BigMul(a.Below / right, b.Below / left));
    }

    public static Rational operator /(Rational a, Rational b) =>
        a._unbounded is not null || b._unbounded is not null || b._numerator <= 0 ? Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator)
        : Of(Math.BigMul(a._numerator, b.Below), Math.BigMul(a.Below, b._numerator));

    public static Rational operator -(Rational a) => a._unbounded is { } large ? new(large with { Numerator = -large.Numerator }) : new(-a._numerator, a._denominator);
    public static Rational operator -(Rational a, Rational b) => a + -b;
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public bool IsZero => _unbounded is null && _numerator == 0;

    /// <summary>
    /// Rounded to so many decimal digits (0 to 6), half away from zero: the one rounding rule of this product, so that a credit note
    /// is exactly the negative of what it credits. (The framework's default, half to even, is not used anywhere.)
    /// </summary>
    public decimal Round(int digits)
    {
        if (_unbounded is { } large) return Round(large, digits);
        return Round(_numerator, Below, digits);
    }

    /// <summary>The same of a numerator over a positive denominator, which need not be in lowest terms.</summary>
    internal static decimal Round(long numerator, long denominator, int digits)
    {
        // Most amounts fit a word with their digits, where division costs a tenth; whole ones need none.
        var magnitude = Math.Abs(numerator);
        if (magnitude <= MostWithDigits[digits])
        {
            var scaled = magnitude * Powers[digits];
            if (denominator == 1) return InUnits(scaled, digits, numerator);
            var (units, left) = Math.DivRem(scaled, denominator);
            return InUnits(left >= denominator - left ? units + 1 : units, digits, numerator);
        }
        if (denominator == 1) return numerator + Zeros[digits];
        var (whole, rest) = Int128.DivRem(Int128.Abs(numerator) * Powers[digits], denominator);
        if (rest * 2 >= denominator) whole++;
        return (decimal)(numerator < 0 ? -whole : whole) * Units[digits] + Zeros[digits];
    }

    /// <summary>So many units of the last digit, with the sign of a number: 12345 units of two digits are 123.45.</summary>
    static decimal InUnits(long units, int digits, long signed) => new(unchecked((int)units), (int)(units >> 32), 0, signed < 0 && units != 0, (byte)digits);

    static decimal Round(Unbounded large, int digits)
    {
        if (large.Denominator.IsOne) return (decimal)large.Numerator + Zeros[digits];
        var whole = BigInteger.DivRem(BigInteger.Abs(large.Numerator) * Tens[digits], large.Denominator, out var rest);
        if (rest * 2 >= large.Denominator) whole += 1;
        return (decimal)(large.Numerator.Sign < 0 ? -whole : whole) * Units[digits] + Zeros[digits];
    }

    /// <summary>The greatest whole number not above it; it must lie within long.</summary>
    public long Floor() => (long)(Numerator.Sign >= 0 ? Numerator / Denominator : -((-Numerator + Denominator - 1) / Denominator));

    /// <summary>As a decimal with 6 digits at most, for messages and reports.</summary>
    public decimal ToDecimal() => Round(6) / 1.000000m;

    /// <summary>An approximation, for charts and estimates only.</summary>
    public double ToDouble() => (double)Numerator / (double)Denominator;

    public bool Equals(Rational other) => _numerator == other._numerator && _denominator == other._denominator && _unbounded == other._unbounded;
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(_numerator, _denominator, _unbounded);
    public int CompareTo(Rational other) => _unbounded is not null || other._unbounded is not null
        ? (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator)
        : ((Int128)_numerator * other.Below).CompareTo((Int128)other._numerator * Below);
    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    // The least long is left out: its negative does not fit.
    static bool Fits(BigInteger value) => value <= long.MaxValue && value > long.MinValue;
    internal static bool Fits(Int128 value) => value <= long.MaxValue && value > long.MinValue;

    /// <summary>The greatest common divisor of any number and a positive one.</summary>
    static Int128 CommonDivisor(Int128 a, Int128 b)
    {
        if (Fits(a) && Fits(b)) return CommonDivisor((long)a, (long)b);
        (a, b) = (b, Int128.Abs(a % b));
        while (b > long.MaxValue) (a, b) = (b, a % b);
        return b == 0 ? a : CommonDivisor((long)(a % b), (long)b);
    }

    internal static long CommonDivisor(long a, long b)
    {
        for (a = Math.Abs(a % b); a != 0;) (a, b) = (b % a, a);
        return b;
    }

    static readonly BigInteger[] Tens = [.. Enumerable.Range(0, 29).Select(power => BigInteger.Pow(10, power))];
    static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(power => (long)Tens[power])];
    static readonly long[] MostWithDigits = [.. Powers.Select(power => long.MaxValue / power)];
    static readonly decimal[] Units = [1m, 0.1m, 0.01m, 0.001m, 0.0001m, 0.00001m, 0.000001m];
    // Adding 0.00 gives a result its digits, so that it prints as 45000000000.00 and not as 45000000000.
    static readonly decimal[] Zeros = [0m, 0.0m, 0.00m, 0.000m, 0.0000m, 0.00000m, 0.000000m];
}
