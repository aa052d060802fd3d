namespace Headroom.Core.Units;

/// <summary>
/// An amount that grows evenly: by <c>rise</c> with every <c>run</c> of whole steps, from <c>first</c>; exact. All is kept over one denominator, so that a value is one
/// multiplication, and its rounding needs no lowest terms.
/// </summary>
readonly struct RationalLine
{
    readonly long _first;
    readonly long _step;
    readonly long _below;
    readonly Fractions? _fractions; // instead, where the words are too short for one denominator

    sealed record Fractions(Rational First, Rational Step);

    /// <param name="run">At least 1.</param>
    public RationalLine(Rational first, Rational rise, int run)
    {
        if (TryOver(first, rise, run) is { } words) (_first, _step, _below) = words;
        else _fractions = new(first, rise / run);
    }

    static (long First, long Step, long Below)? TryOver(Rational first, Rational rise, int run)
    {
        if (!first.TryWords(out var a, out var b) || !rise.TryWords(out var c, out var d) || !Rational.Fits(Math.BigMul(d, (long)run))) return null;
        d *= run;
        var wide = Math.BigMul(b / Rational.CommonDivisor(b, d), d);
        if (!Rational.Fits(wide)) return null;
        var below = (long)wide;
        var (start, step) = (Math.BigMul(a, below / b), Math.BigMul(c, below / d));
        return Rational.Fits(start) && Rational.Fits(step) ? ((long)start, (long)step, below) : null;
    }

    /// <summary>The exact value after so many steps.</summary>
    public Rational At(int steps) => _fractions is { } exact ? exact.First + exact.Step * steps : Rational.Of(Over(steps), _below);

    /// <summary>The same rounded to so many decimal digits (0 to 6), half away from zero.</summary>
    public decimal Rounded(int steps, int digits) =>
        _fractions is null && Over(steps) is var numerator && Rational.Fits(numerator) ? Rational.Round((long)numerator, _below, digits) : At(steps).Round(digits);

    Int128 Over(int steps) => Math.BigMul(_step, (long)steps) + _first;
}
