using System.Globalization;

namespace Headroom.Core.Capacity;

/// <summary>Names of nodes, one of which may stand for a range as schedulers write it: <c>row-1-[1-576]</c>, <c>n[01-08,12]</c>.</summary>
public static class NodeNames
{
    /// <summary>Whether a name, or the range that it stands for, is or holds a node. In a range with leading zeros all numbers have as many digits.</summary>
    public static bool Name(string name, string node)
    {
        if (name == node) return true;
        var (open, close) = (name.IndexOf('['), name.IndexOf(']'));
        if (open < 0 || close < open) return false;
        var (before, after) = (name[..open], name[(close + 1)..]);
        if (node.Length <= before.Length + after.Length || !node.StartsWith(before, StringComparison.Ordinal) || !node.EndsWith(after, StringComparison.Ordinal)) return false;
        var number = node[before.Length..^after.Length];
        return name[(open + 1)..close].Split(',').Any(part => part.Split('-') switch
        {
            [var only] => only == number,
            [var first, var last] => IsBetween(number, first, last),
            _ => false,
        });
    }

    static bool IsBetween(string number, string first, string last) =>
        Number(number) is { } wanted && Number(first) is { } low && Number(last) is { } high && wanted >= low && wanted <= high
        && (first.StartsWith('0') && first.Length > 1 ? number.Length == first.Length : number == wanted.ToString(CultureInfo.InvariantCulture));

    static long? Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
