using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Headroom.Core.Valuation;

/// <summary>
/// A fixed number of simulated lives of the two noises, in mirrored pairs (path i and path i + half have opposite shocks), kept on every date for the
/// way back. Which chunk a path lies in never depends on who does the work.
/// </summary>
sealed class PathChunk
{
    /// <summary>Paths in a chunk.</summary>
    internal const int Paths = 4000;

    readonly float[] _x, _y;
    readonly float[] _seller = new float[Paths], _buyer = new float[Paths];
    readonly Located _at = new(Paths);
    readonly float[] _sums;

    /// <summary>Draws the chunk's paths over all dates.</summary>
    internal PathChunk(DateLanes[] dates, Transition[] transitions, ulong seed, int stream)
    {
        (_x, _y) = (new float[dates.Length * Paths], new float[dates.Length * Paths]);
        _sums = new float[dates.Length == 0 ? 0 : dates[0].Cells * Regression.Sums];
        var shocks = new Shocks(seed, stream);
        for (var i = 0; i < transitions.Length; i++)
            Walk(transitions[i], shocks, i == 0 ? new float[Paths] : X(i - 1), i == 0 ? new float[Paths] : Y(i - 1), X(i), Y(i));
    }

    Span<float> X(int date) => _x.AsSpan(date * Paths, Paths);
    Span<float> Y(int date) => _y.AsSpan(date * Paths, Paths);

    /// <summary>One step of pairs: the first half of the states takes the shocks, the second their mirror image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Walk(Transition step, Shocks shocks, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> toX, Span<float> toY)
    {
        var half = x.Length / 2;
        var (left, needLeft, shock, shared, own) = ((float)step.Left, (float)step.NeedLeft, (float)step.Shock, (float)step.Shared, (float)step.Own);
        for (var i = 0; i < half; i += 8)
        {
            var (first, second) = shocks.Pair();
            var (dx, dy) = (first * shock, first * shared + second * own);
            (Vector256.Create(x[i..]) * left + dx).CopyTo(toX[i..]);
            (Vector256.Create(y[i..]) * needLeft + dy).CopyTo(toY[i..]);
            (Vector256.Create(x[(half + i)..]) * left - dx).CopyTo(toX[(half + i)..]);
            (Vector256.Create(y[(half + i)..]) * needLeft - dy).CopyTo(toY[(half + i)..]);
        }
    }

    /// <summary>Goes back to a date: locates the states there and gathers what the later dates turned out to be worth.</summary>
    internal float[] Gather(DateLanes date, int index)
    {
        Array.Clear(_sums);
        date.Locate(X(index), Y(index), _at);
        Regression.Gather(_at, _seller, _buyer, date.Later, _sums);
        return _sums;
    }

    /// <summary>Before the last date nothing is known to come: where the way back starts.</summary>
    internal void Forget()
    {
        Array.Clear(_seller);
        Array.Clear(_buyer);
    }

    /// <summary>Decides the date last gone back to, and carries what it turned out to be worth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Decide(DateLanes date, FittedDate fitted)
    {
        for (var i = 0; i < Paths; i++)
        {
            var wants = fitted.Wants(_at, i);
            _seller[i] = wants == 0 ? _at.Seller[i] + date.Later * _seller[i] : fitted.SellerEnds(wants, _at, i);
            _buyer[i] = wants == 0 ? _at.Buyer[i] + date.Later * _buyer[i] : fitted.BuyerEnds(wants, _at, i);
        }
    }
}
