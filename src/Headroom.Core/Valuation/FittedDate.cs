using System.Runtime.CompilerServices;

namespace Headroom.Core.Valuation;

/// <summary>What both sides do on one date as simulation found it: who leaves, and what going on is worth, at any state.</summary>
sealed class FittedDate
{
    readonly float[] _coefficients;
    readonly float _buyerLeaves, _sellerLeaves;
    readonly float[] _sellerEnds = new float[4], _buyerEnds = new float[4];
    readonly Leaver[] _who = [Leaver.Nobody, Leaver.Buyer, Leaver.Seller, Leaver.Both];
    readonly Leaver _longer;

    internal FittedDate(Decision decision, float[] coefficients)
    {
        (_coefficients, _longer) = (coefficients, decision.Game.Longer);
        // A side that may not leave has a price for it that is never met.
        _buyerLeaves = decision.BuyerMay ? (float)decision.OnNotice[(int)Leaver.Buyer].Buyer : float.PositiveInfinity;
        _sellerLeaves = decision.SellerMay ? (float)decision.OnNotice[(int)Leaver.Seller].Seller : float.NegativeInfinity;
        _who[3] = decision.Game.Tie switch { Tie.Buyer => Leaver.Buyer, Tie.Seller => Leaver.Seller, _ => Leaver.Both };
        for (var i = 1; i < 4; i++) (_sellerEnds[i], _buyerEnds[i]) = ((float)decision.OnNotice[(int)_who[i]].Seller, (float)decision.OnNotice[(int)_who[i]].Buyer);
    }

    /// <summary>Who it is that leaves when the buyer (1), the seller (2) or both (3) want to.</summary>
    internal Leaver Who(int wants) => _who[wants];

    /// <summary>What the date is worth to the seller when somebody leaves in a state that was located.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float SellerEnds(int wants, Located at, int i) => _longer != Leaver.Nobody && _who[wants] == _longer ? _sellerEnds[wants] + at.MoreSeller[i] : _sellerEnds[wants];

    /// <summary>The same to the buyer, as cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float BuyerEnds(int wants, Located at, int i) => _longer != Leaver.Nobody && _who[wants] == _longer ? _buyerEnds[wants] + at.MoreBuyer[i] : _buyerEnds[wants];

    /// <summary>Who wants to leave in a state that was located: nobody 0, the buyer 1, the seller 2, both 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Wants(Located at, int i)
    {
        var (seller, buyer) = GoingOn(at, i);
        // Whoever has the longer notice leaves for more than a constant.
        if (_longer == Leaver.Buyer) buyer -= at.MoreBuyer[i];
        else if (_longer == Leaver.Seller) seller -= at.MoreSeller[i];
        return (_buyerLeaves < buyer ? 1 : 0) | (_sellerLeaves > seller ? 2 : 0);
    }

    /// <summary>What the date is worth to both in a state that was located.</summary>
    internal Payoff Value(Located at, int i)
    {
        var wants = Wants(at, i);
        return wants == 0 ? new(GoingOn(at, i).Seller, GoingOn(at, i).Buyer) : new(SellerEnds(wants, at, i), BuyerEnds(wants, at, i));
    }

    /// <summary>What going on is worth in a state that was located.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (float Seller, float Buyer) GoingOn(Located at, int i)
    {
        ref var row = ref Unsafe.Add(ref _coefficients[0], at.Cell[i] * Regression.Coefficients);
        var (along, across) = (at.Along[i], at.Across[i]);
        return (at.Seller[i] + row + Unsafe.Add(ref row, 1) * along + Unsafe.Add(ref row, 2) * across,
            at.Buyer[i] + Unsafe.Add(ref row, 4) + Unsafe.Add(ref row, 5) * along + Unsafe.Add(ref row, 6) * across);
    }
}
