using System.Runtime.CompilerServices;

namespace Headroom.Core.Valuation;

/// <summary>
/// What one chunk of fresh paths gets when both sides follow a fitted policy: walked forward and dropped when both of a mirrored pair have ended, so that
/// a short life costs little.
/// </summary>
sealed class Pricing
{
    const int Pairs = PathChunk.Paths / 2;

    float[] _x = new float[PathChunk.Paths], _y = new float[PathChunk.Paths];
    readonly float[] _seller = new float[PathChunk.Paths], _buyer = new float[PathChunk.Paths];
    readonly bool[] _going = new bool[PathChunk.Paths];
    readonly Located _at = new(PathChunk.Paths);
    int _half = Pairs, _live = Pairs;

    /// <summary>How many paths were left by whom on each date, by <see cref="Leaver"/>.</summary>
    internal long[][] Leaving { get; }

    /// <summary>Sums and squares, over pairs, of what both sides get seen from the first date.</summary>
    internal (double Seller, double Buyer) Sum, Squares;

    internal Pricing(DateLanes[] dates, Transition[] transitions, FittedDate[] policy, ulong seed, int stream)
    {
        Leaving = [.. dates.Select(_ => new long[4])];
        Array.Fill(_going, true);
        var (shocks, worth) = (new Shocks(seed, stream), 1f);
        for (var i = 0; i < dates.Length && _live > 0; i++)
        {
            Step(transitions[i], shocks);
            dates[i].Locate(_x.AsSpan(0, 2 * _half), _y.AsSpan(0, 2 * _half), _at);
            Decide(policy[i], worth, Leaving[i]);
            worth *= dates[i].Later;
            Drop(last: i == dates.Length - 1);
        }
    }

    void Step(Transition step, Shocks shocks) =>
        PathChunk.Walk(step, shocks, _x.AsSpan(0, 2 * _half), _y.AsSpan(0, 2 * _half), _x.AsSpan(0, 2 * _half), _y.AsSpan(0, 2 * _half));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Decide(FittedDate policy, float worth, long[] leaving)
    {
        for (var i = 0; i < 2 * _half; i++)
        {
            if (!_going[i]) continue;
            var wants = policy.Wants(_at, i);
            _seller[i] += worth * (wants == 0 ? _at.Seller[i] : policy.SellerEnds(wants, _at, i));
            _buyer[i] += worth * (wants == 0 ? _at.Buyer[i] : policy.BuyerEnds(wants, _at, i));
            if (wants == 0) continue;
            _going[i] = false;
            leaving[(int)policy.Who(wants)]++;
        }
    }

    /// <summary>Counts pairs that have ended, and moves those that go on together once half of them are gone.</summary>
    void Drop(bool last)
    {
        var live = 0;
        for (var i = 0; i < _half; i++) if (_going[i] || _going[_half + i]) live++;
        if (!last && live > _half / 2) return;
        // Whole lanes of eight; the spare ones are states that have ended.
        var (to, half) = (0, (live + 7) / 8 * 8);
        var kept = new List<int>(live);
        for (var i = 0; i < _half; i++)
            if (!last && (_going[i] || _going[_half + i])) kept.Add(i);
            else if (i < _live) Count(i);
        var (x, y, seller, buyer, going) = (new float[2 * half], new float[2 * half], new float[2 * half], new float[2 * half], new bool[2 * half]);
        foreach (var from in kept)
        {
            (x[to], y[to], seller[to], buyer[to], going[to]) = (_x[from], _y[from], _seller[from], _buyer[from], _going[from]);
            (x[half + to], y[half + to], seller[half + to], buyer[half + to], going[half + to]) = (_x[_half + from], _y[_half + from], _seller[_half + from], _buyer[_half + from],
                _going[_half + from]);
            to++;
        }
        foreach (var (of, into) in new[] { (x, _x), (y, _y), (seller, _seller), (buyer, _buyer) }) of.CopyTo(into, 0);
        going.CopyTo(_going, 0);
        (_half, _live) = (half, kept.Count);
    }

    void Count(int pair)
    {
        var (seller, buyer) = ((_seller[pair] + _seller[_half + pair]) / 2.0, (_buyer[pair] + _buyer[_half + pair]) / 2.0);
        Sum = (Sum.Seller + seller, Sum.Buyer + buyer);
        Squares = (Squares.Seller + seller * seller, Squares.Buyer + buyer * buyer);
    }
}
