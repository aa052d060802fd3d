using System.Collections.Immutable;

namespace Headroom.Core.Offers;

/// <summary>
/// Quick selections to start a search from. Taking by density alone loses a tenth to a quarter of the value on ordinary inputs and nine tenths on bad ones, so
/// it is never an answer; it is improved by swaps, and then proved or beaten by the search.
/// </summary>
public static class Filling
{
    const int MostSwaps = 10_000;

    /// <summary>What is taken in the order of value for the share of each limit that it needs, while it fits.</summary>
    public static ImmutableArray<int> ByDensity(Packing packing) => InOrder(packing, thing => packing.Values[thing] / packing.Limits.Sum(limit => Share(limit, thing)));

    /// <summary>What is taken in the order of value above the weight of what it needs, while it fits.</summary>
    /// <param name="weights">The weight of the whole room of each limit.</param>
    internal static ImmutableArray<int> ByMargin(Packing packing, double[] weights) =>
        InOrder(packing, thing => packing.Values[thing] - packing.Limits.Select((limit, i) => weights[i] * Share(limit, thing)).Sum());

    /// <summary>A selection after things were added, and swapped one for one, one for two and two for one, as long as that gains.</summary>
    public static ImmutableArray<int> Improved(Packing packing, ImmutableArray<int> taken)
    {
        for (var swap = 0; swap < MostSwaps; swap++)
            if (Better(packing, taken) is { } better) taken = better; else break;
        return [.. taken.Order()];
    }

    static ImmutableArray<int>? Better(Packing packing, ImmutableArray<int> taken)
    {
        var room = packing.Limits.Select(limit => limit.Room - taken.Sum(thing => limit.Uses[thing])).ToArray();
        var left = Enumerable.Range(0, packing.Values.Length).Where(thing => packing.Values[thing] > 0 && !taken.Contains(thing)).ToList();
        bool Fits(IEnumerable<int> comes, IEnumerable<int> goes) =>
            Enumerable.Range(0, room.Length).All(row => comes.Sum(thing => packing.Limits[row].Uses[thing]) <= room[row] + goes.Sum(thing => packing.Limits[row].Uses[thing]));
        foreach (var goes in taken.Select(thing => new[] { thing }).Prepend([]).Concat(Pairs([.. taken])))
        {
            var lost = packing.ValueOf(goes);
            foreach (var comes in left.Select(thing => new[] { thing }).Concat(goes.Length == 1 ? Pairs(left) : []))
                if (packing.ValueOf(comes) > lost && Fits(comes, goes)) return [.. taken.Except(goes), .. comes];
        }
        return null;
    }

    static IEnumerable<int[]> Pairs(IReadOnlyList<int> things)
    {
        for (var i = 0; i < things.Count; i++)
            for (var j = i + 1; j < things.Count; j++) yield return [things[i], things[j]];
    }

    static ImmutableArray<int> InOrder(Packing packing, Func<int, double> rank)
    {
        var room = packing.Limits.Select(limit => limit.Room).ToArray();
        var taken = ImmutableArray.CreateBuilder<int>();
        foreach (var thing in Enumerable.Range(0, packing.Values.Length).Where(thing => packing.Values[thing] > 0).OrderByDescending(rank).ThenBy(thing => thing))
        {
            if (Enumerable.Range(0, room.Length).Any(row => packing.Limits[row].Uses[thing] > room[row])) continue;
            for (var row = 0; row < room.Length; row++) room[row] -= packing.Limits[row].Uses[thing];
            taken.Add(thing);
        }
        return [.. taken.Order()];
    }

    static double Share(Limit limit, int thing) => limit.Uses[thing] == 0 ? 0 : (double)limit.Uses[thing] / limit.Room;
}
