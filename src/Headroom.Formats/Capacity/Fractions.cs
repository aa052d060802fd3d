using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Formats.Capacity;

/// <summary>Reads probabilities and shares exactly: 9/10, 0.9 or 90%.</summary>
static class Fractions
{
    /// <summary>A share of 0 to 1 under a name, or what holds where it is left out.</summary>
    public static Rational Share(Fields f, string name, Rational otherwise) => f.Has(name) ? Of(f, name, f.Text(name, 60)) : otherwise;

    /// <summary>A list of shares, or one.</summary>
    public static ImmutableArray<Rational> Shares(Fields f, string name, int most) =>
        [.. (f.Part(name) is ListNode ? f.Texts(name, most) : [f.Text(name, 60)]).Select(text => Of(f, name, text))];

    /// <summary>A share of 0 to 1 from text.</summary>
    public static Rational Of(Fields f, string name, string text)
    {
        if (text.Split('/') is not [var above, var below]) return f.Share(name, text, 0, 1);
        if (long.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var top)
            && long.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var bottom) && bottom > 0)
            return top <= bottom ? Rational.Of(top, bottom) : Fault(f, name, RefusalCode.OutOfRange, $"{text} is above 1.");
        return Fault(f, name, RefusalCode.Malformed, $"'{Fields.Short(text)}' is not a fraction; write it as 9/10, 0.9 or 90%.");
    }

    static Rational Fault(Fields f, string name, RefusalCode code, string says)
    {
        f.Fault(name, code, says);
        return Rational.Zero;
    }
}

/// <summary>Reads distributions: a map of whole numbers to their chances, a single number that is certain, or a list with one for each period.</summary>
static class Distributions
{
    public static ImmutableArray<Distribution> Read(Fields f, string name)
    {
        if (!f.Has(name)) return [];
        if (f.Part(name) is ListNode { Items: { Count: >= 1 and <= Core.Views.CapacityTable.MostPeriods } items })
            return [.. items.Select((item, i) => One(f, $"{name}[{i}]", item))];
        return [One(f, name, f.Part(name)!)];
    }

    static Distribution One(Fields f, string name, Node node)
    {
        if (node is TextNode certain) return Distribution.Certain(Value(f, name, certain.Text));
        if (node is not MapNode { Fields.Count: >= 1 and <= 1000 } map)
        {
            f.Fault(name, RefusalCode.Malformed, "A number, or up to 1,000 numbers each with its chance, is expected here.");
            return Distribution.Certain(0);
        }
        var outcomes = Fields.Of(map, f.Faults).Entries().Select(entry => (Value(f, name, entry.Name), Fractions.Of(f, name, entry.Text))).ToList();
        var total = outcomes.Aggregate(Rational.Zero, (sum, outcome) => sum + outcome.Item2);
        if (total == Rational.One) return Distribution.Of(outcomes);
        f.Fault(name, RefusalCode.OutOfRange, $"The chances add to {total}; they add to 1.");
        return Distribution.Certain(0);
    }

    static long Value(Fields f, string name, string text)
    {
        var value = f.Decimal(name, text, -Gpus.Most, Gpus.Most, "units");
        if (value != decimal.Truncate(value)) f.Fault(name, RefusalCode.OutOfRange, $"{value} is not a whole number.");
        return (long)value;
    }
}
