using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Headroom.Core.Valuation;

/// <summary>
/// One date prepared for many paths at once, eight a time in single precision: what going on commits, and the cell of the regression that a state lies in.
/// Cells are strips of the market's noise of equal width between its 0.1% and 99.9% points with one more at either end, since the seller's threshold lies
/// in the tail; each strip is cut in six of equal chance by what is left of the need's noise. All per-date constants are made here, outside the loop.
/// </summary>
sealed class DateLanes
{
    /// <summary>Strips of the market's noise, and cells in each when the need is uncertain.</summary>
    const int Strips = 24, Cuts = 6;

    static readonly float[] CutsAt = [.. Enumerable.Range(1, Cuts - 1).Select(cut => (float)Normal.Quantile((double)cut / Cuts))];
    static readonly double Edge = Normal.Quantile(0.999);

    readonly Lane[] _slices, _more;
    readonly float _billed, _moreBilled, _stretch, _slope, _rest, _keep;
    readonly int _cuts;

    internal DateLanes(Decision decision, Transition arrival)
    {
        var market = decision.Game.Market;
        (_slices, _more) = ([.. decision.Slices.Select(slice => Lane.Of(slice, market))], [.. decision.MoreSlices.Select(slice => Lane.Of(slice, market))]);
        (_billed, _moreBilled, _cuts) = ((float)decision.Billed, (float)decision.MoreBilled, market.HasTwoFactors ? Cuts : 1);
        _stretch = arrival.Deviation > 0 ? (float)((Strips - 2) / (2 * Edge) / arrival.Deviation) : 0;
        (_slope, _rest) = ((float)arrival.Slope, arrival.Rest > 0 ? (float)(1 / arrival.Rest) : 0);
        (_keep, Decision) = ((float)decision.Later, decision);
    }

    internal Decision Decision { get; }

    /// <summary>What 1 on the next date is worth on this one.</summary>
    internal float Later => _keep;

    /// <summary>How many cells there are.</summary>
    internal int Cells => Strips * _cuts;

    internal int CellsInStrip => _cuts;

    /// <summary>For each state what the date's slices are worth to both, its cell, and its place in the cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Locate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Located at)
    {
        for (var i = 0; i + 8 <= x.Length; i += 8)
        {
            var (market, need) = (Vector256.Create(x[i..]), Vector256.Create(y[i..]));
            var (seller, buyer) = Worth(_billed, _slices, market, need);
            seller.CopyTo(at.Seller, i);
            buyer.CopyTo(at.Buyer, i);
            if (Decision.Game.Longer != Leaver.Nobody)
            {
                (seller, buyer) = Worth(_moreBilled, _more, market, need);
                seller.CopyTo(at.MoreSeller, i);
                buyer.CopyTo(at.MoreBuyer, i);
            }
            var place = market * _stretch + Vector256.Create(Strips / 2f);
            var strip = Vector256.Clamp(Vector256.Floor(place), Vector256<float>.Zero, Vector256.Create(Strips - 1f));
            (place - strip - Vector256.Create(0.5f)).CopyTo(at.Along, i);
            var rest = (need - market * _slope) * _rest;
            rest.CopyTo(at.Across, i);
            var cell = Vector256.ConvertToInt32(strip) * _cuts;
            if (_cuts > 1) foreach (var cut in CutsAt) cell -= Vector256.GreaterThan(rest, Vector256.Create(cut)).AsInt32();
            cell.CopyTo(at.Cell, i);
        }
    }

    static (Vector256<float> Seller, Vector256<float> Buyer) Worth(float billed, Lane[] slices, Vector256<float> x, Vector256<float> y)
    {
        var (seller, buyer) = (Vector256.Create(billed), Vector256.Create(billed));
        foreach (var (worth, buyerWorth, logResale, logNeed, left, needLeft, spread, hasNeed) in slices)
        {
            var resale = Vector256.Exp(Vector256.Create(logResale) + x * left);
            buyer -= resale * buyerWorth;
            seller -= (hasNeed ? Better(x, y, resale, logResale, logNeed, left, needLeft, spread) : resale) * worth;
        }
        return (seller, buyer);
    }

    /// <summary>What the better of reselling and own use is expected to be worth: Margrabe's formula.</summary>
    static Vector256<float> Better(Vector256<float> x, Vector256<float> y, Vector256<float> resale, float logResale, float logNeed, float left, float needLeft, float spread)
    {
        var log = Vector256.Create(logNeed) + y * needLeft;
        var need = Vector256.Exp(log);
        var d = (Vector256.Create(logResale) + x * left - log) * (1 / spread) + Vector256.Create(spread / 2);
        return resale * AtMost(d) + need * AtMost(Vector256.Create(spread) - d);
    }

    /// <summary>The normal distribution to 1e-7 (Abramowitz and Stegun, 26.2.17): below the noise of any simulation.</summary>
    static Vector256<float> AtMost(Vector256<float> x)
    {
        var far = Vector256.Abs(x);
        var t = Vector256<float>.One / (Vector256<float>.One + far * 0.2316419f);
        var along = ((((t * 1.330274429f + Vector256.Create(-1.821255978f)) * t + Vector256.Create(1.781477937f)) * t + Vector256.Create(-0.356563782f)) * t
            + Vector256.Create(0.319381530f)) * t;
        var tail = along * Vector256.Exp(far * far * -0.5f) * 0.3989422804f;
        return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), Vector256<float>.One - tail, tail);
    }
}

/// <summary>A slice with everything in single precision that does not depend on the state.</summary>
readonly record struct Lane(float Worth, float BuyerWorth, float LogResale, float LogNeed, float Left, float NeedLeft, float Spread, bool HasNeed)
{
    internal static Lane Of(Slice slice, Market market) =>
        new((float)slice.Worth, (float)(slice.Worth * market.BuyerMultiple / (1 - market.Haircut)), (float)(slice.LogMarket + Math.Log(1 - market.Haircut)),
        (float)slice.LogNeed, (float)slice.MarketLeft, (float)slice.NeedLeft, (float)Math.Max(slice.Spread, 1e-4), !market.Need.IsNone);
}

/// <summary>What is known of some states on one date, in arrays that are used again for the next.</summary>
sealed class Located(int count)
{
    /// <summary>What the date's slices are worth to the seller.</summary>
    internal readonly float[] Seller = new float[count];

    /// <summary>The same to the buyer, as cost.</summary>
    internal readonly float[] Buyer = new float[count];

    /// <summary>What the longer notice commits beyond the shorter is worth to the seller; only filled where there is one.</summary>
    internal readonly float[] MoreSeller = new float[count];

    /// <summary>The same to the buyer, as cost.</summary>
    internal readonly float[] MoreBuyer = new float[count];

    /// <summary>Place in the cell along the market's noise, -0.5 to 0.5 but for the end strips.</summary>
    internal readonly float[] Along = new float[count];

    /// <summary>What is left of the need's noise, in its standard deviations.</summary>
    internal readonly float[] Across = new float[count];

    internal readonly int[] Cell = new int[count];
}
