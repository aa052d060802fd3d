namespace Headroom.Core.Valuation;

/// <summary>
/// Bounds that prove how good a fitted policy is (L. Andersen and M. Broadie, 2004, for games as in C. Kuehn, A. Kyprianou and K. van Schaik, 2007):
/// what each side could get at most against the other's fitted policy if it saw the future, less a martingale that makes seeing it worthless when the
/// policy is right. Without frictions the two bracket the value of the game; else their distance from what the policy gives certifies an equilibrium
/// to within that much.
/// </summary>
/// <param name="Upper">What the seller could get at most against the buyer's policy.</param>
/// <param name="Lower">What the buyer could pay at least against the seller's policy.</param>
/// <param name="Policy">What both get under the policy, on the same paths.</param>
/// <param name="UpperError">Standard error of <paramref name="Upper"/>.</param>
/// <param name="LowerError">Standard error of <paramref name="Lower"/>.</param>
public sealed record Certificate(double Upper, double Lower, Payoff Policy, double UpperError, double LowerError)
{
    /// <summary>Paths looked at, and draws at each of their dates.</summary>
    public const int Outer = 2000, Inner = 512;

    /// <summary>How much the seller could still gain by another policy, at most.</summary>
    public double SellerGain => Upper - Policy.Seller;

    /// <summary>How much the buyer could still save by another policy, at most.</summary>
    public double BuyerGain => Policy.Buyer - Lower;
}

/// <summary>One chunk of the paths from which a certificate is made.</summary>
sealed class Certifying(DateLanes[] dates, Transition[] transitions, FittedDate[] policy, ulong seed, int stream)
{
    /// <summary>Paths in a chunk.</summary>
    internal const int Paths = 250;

    readonly Shocks _shocks = new(seed, stream), _inner = new(seed, stream + 1);
    readonly Located _at = new(Certificate.Inner);
    readonly float[] _x = new float[Certificate.Inner], _y = new float[Certificate.Inner], _toX = new float[Certificate.Inner], _toY = new float[Certificate.Inner];

    /// <summary>For each path: the seller's best, the buyer's best, and what both get under the policy.</summary>
    internal IEnumerable<(double Upper, double Lower, Payoff Policy)> Bounds()
    {
        for (var pair = 0; pair < Paths / 2; pair++)
        {
            var shocks = dates.Select(_ => Shock()).ToArray();
            yield return Along(shocks, 1);
            yield return Along(shocks, -1);
        }
    }

    (float X, float Y) Shock()
    {
        var (first, second) = _shocks.Pair();
        return (first[0], second[0]);
    }

    (double Upper, double Lower, Payoff Policy) Along((float X, float Y)[] shocks, float sign)
    {
        var path = new Path(dates, policy);
        var (x, y) = (0f, 0f);
        for (var i = 0; i < dates.Length && !path.IsDecided; i++)
        {
            var step = transitions[i];
            var expected = step.Shock == 0 && step.Own == 0 ? default(Payoff?) : Expected(i, x, y);
            (x, y) = ((float)step.Left * x + sign * shocks[i].X * (float)step.Shock,
                (float)step.NeedLeft * y + sign * (shocks[i].X * (float)step.Shared + shocks[i].Y * (float)step.Own));
            Locate(i, x, y);
            path.Pass(i, _at, expected);
        }
        return path.Result;
    }

    /// <summary>The mean over draws of what the next date is worth under the policy.</summary>
    Payoff Expected(int date, float x, float y)
    {
        Array.Fill(_x, x);
        Array.Fill(_y, y);
        PathChunk.Walk(transitions[date], _inner, _x, _y, _toX, _toY);
        dates[date].Locate(_toX, _toY, _at);
        var sum = default(Payoff);
        for (var i = 0; i < Certificate.Inner; i++) sum += policy[date].Value(_at, i);
        return 1.0 / Certificate.Inner * sum;
    }

    void Locate(int date, float x, float y)
    {
        Array.Fill(_toX, x, 0, 8);
        Array.Fill(_toY, y, 0, 8);
        dates[date].Locate(_toX.AsSpan(0, 8), _toY.AsSpan(0, 8), _at);
    }

    /// <summary>One path, as far as it has been walked.</summary>
    sealed class Path(DateLanes[] dates, FittedDate[] policy)
    {
        double _worth = 1, _upper = double.NegativeInfinity, _lower = double.PositiveInfinity;
        Payoff _gathered, _martingale;
        Payoff? _policy;
        bool _buyerGone, _sellerGone;

        /// <summary>Whether both sides have left under the policy, so that nothing more can happen.</summary>
        internal bool IsDecided => _buyerGone && _sellerGone;

        internal (double Upper, double Lower, Payoff Policy) Result
        {
            get
            {
                var end = _gathered - _martingale;
                return (_buyerGone ? _upper : Math.Max(_upper, end.Seller), _sellerGone ? _lower : Math.Min(_lower, end.Buyer), _policy ?? end);
            }
        }

        /// <summary>Passes a date: moves the martingale by what the date is worth above what was expected, and looks at what leaving would bring.</summary>
        internal void Pass(int i, Located at, Payoff? expected)
        {
            var (date, fitted) = (dates[i].Decision, policy[i]);
            if (expected is { } mean) _martingale += _worth * (fitted.Value(at, 0) - mean);
            var wants = fitted.Wants(at, 0);
            Payoff If(int who) => _gathered + _worth * new Payoff(fitted.SellerEnds(who, at, 0), fitted.BuyerEnds(who, at, 0)) - _martingale;
            if (wants != 0) _policy ??= If(wants);
            if (!_buyerGone)
                _upper = Math.Max(_upper,
                    (wants & 1) != 0 ? Math.Max(If(1).Seller, date.SellerMay ? If(3).Seller : double.NegativeInfinity) : date.SellerMay ? If(2).Seller : double.NegativeInfinity);
            if (!_sellerGone)
                _lower = Math.Min(_lower,
                    (wants & 2) != 0 ? Math.Min(If(2).Buyer, date.BuyerMay ? If(3).Buyer : double.PositiveInfinity) : date.BuyerMay ? If(1).Buyer : double.PositiveInfinity);
            (_buyerGone, _sellerGone) = (_buyerGone || (wants & 1) != 0, _sellerGone || (wants & 2) != 0);
            _gathered += _worth * new Payoff(at.Seller[0], at.Buyer[0]);
            _worth *= date.Later;
        }
    }
}
