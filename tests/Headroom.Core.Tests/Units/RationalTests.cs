using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Units;

public sealed class RationalTests
{
    static Arbitrary<Rational> Fractions => Any.Fraction.ToArbitrary();

    // Law: fractions are a field, so sums of parts do not depend on the order in which a schedule adds them.
    [Fact]
    public void Addition_and_multiplication_commute_associate_and_distribute() =>
        Prop.ForAll(Fractions, Fractions, Fractions, (a, b, c) =>
            a + b == b + a && a * b == b * a && a + (b + c) == a + b + c && a * (b * c) == a * b * c && a * (b + c) == a * b + a * c)
            .Check(Laws.Seeded);

    [Fact]
    public void Subtraction_and_division_undo() =>
        Prop.ForAll(Fractions, Fractions, (a, b) => a + b - b == a && (b.IsZero || a / b * b == a) && a - a == Rational.Zero && a * Rational.One == a)
            .Check(Laws.Seeded);

    [Fact]
    public void Order_is_that_of_the_difference() =>
        Prop.ForAll(Fractions, Fractions, (a, b) => a < b == (a - b).Numerator.Sign < 0 && a > b == b < a && a.CompareTo(b) == -b.CompareTo(a))
            .Check(Laws.Seeded);

    // Law: a credit note is exactly the negative of what it credits.
    [Fact]
    public void Rounding_the_negative_is_the_negative_of_rounding() =>
        Prop.ForAll(Fractions, Gen.Choose(0, 3).ToArbitrary(), (a, digits) => (-a).Round(digits) == -a.Round(digits)).Check(Laws.Seeded);

    [Fact]
    public void Rounding_is_never_further_than_half_a_unit_and_a_tie_goes_away_from_zero() =>
        Prop.ForAll(Fractions, Gen.Choose(0, 3).ToArbitrary(), (a, digits) =>
        {
            var half = Rational.Of(1, 2 * System.Numerics.BigInteger.Pow(10, digits));
            var error = (Rational)a.Round(digits) - a;
            var outward = a.Numerator.Sign < 0 ? -error : error;
            return outward > -half && (outward < half || outward == half);
        }).Check(Laws.Seeded);

    [Fact]
    public void A_decimal_is_taken_with_all_its_digits_and_comes_back() =>
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), Gen.Choose(0, 6).ToArbitrary(), (whole, scale) =>
        {
            var value = new decimal(Math.Abs((long)whole) > int.MaxValue ? 0 : Math.Abs(whole), 7, 0, whole < 0, (byte)scale);
            return ((Rational)value).Round(scale) == value;
        }).Check(Laws.Seeded);

    [Fact]
    public void Equal_fractions_are_in_lowest_terms_with_a_positive_denominator() =>
        Prop.ForAll(Gen.Choose(-500, 500).ToArbitrary(), Gen.Choose(1, 500).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (top, bottom, times) =>
        {
            var (plain, scaled) = (Rational.Of(top, bottom), Rational.Of(-top * times, -bottom * times));
            return plain == scaled && plain.GetHashCode() == scaled.GetHashCode() && scaled.Denominator > 0 && plain.ToString() == scaled.ToString();
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors.
    [Theory]
    [InlineData("0.125", "0.13")]
    [InlineData("0.135", "0.14")]
    [InlineData("2.345", "2.35")]
    [InlineData("2.355", "2.36")]
    [InlineData("-0.125", "-0.13")]
    [InlineData("1.005", "1.01")]
    public void B14_ties_round_away_from_zero(string value, string rounded) => Assert.Equal(rounded, Text(((Rational)Number(value)).Round(2)));

    [Theory]
    [InlineData("B16", "241800000", "1.2345678", "298518494.04")]
    [InlineData("B17", "30", "0.0005", "0.02")]
    public void Exact_products_are_rounded_once(string id, string quantity, string price, string amount) =>
        Assert.Equal((id, amount), (id, Text(((Rational)Number(quantity) * Number(price)).Round(2))));

    [Fact]
    public void Three_thirds_are_a_whole_which_no_decimal_says()
    {
        var third = Rational.Of(1, 3);

        Assert.Equal(Rational.One, third + third + third);
        Assert.Equal("1/3", third.ToString());
    }

    [Fact]
    public void A_rounded_amount_prints_all_digits_of_its_currency()
    {
        Assert.Equal("45000000000.00", Text(((Rational)45_000_000_000L).Round(2)));
        Assert.Equal("0.000", Text(Rational.Zero.Round(3)));
        Assert.Equal("-3", Text(Rational.Of(-5, 2).Round(0)));
    }

    [Fact]
    public void Nothing_is_divided_by_zero() => Assert.Throws<DivideByZeroException>(() => Rational.One / Rational.Zero);

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
    static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
