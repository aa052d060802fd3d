using System.Collections;
using System.Globalization;
using System.Reflection;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// Where two terms say different things: everything that can be set in them is compared, list by list and leg by leg, so that a new
/// clause is compared without a word of its own. What is computed from them is not.
/// </summary>
/// <param name="Field">The path in the second terms, as in a file: <c>legs[1].steps[0].amount</c>.</param>
/// <param name="Was">What the first say there, as text.</param>
/// <param name="Is">What the second say there.</param>
public sealed record Difference(string Field, string Was, string Is)
{
    /// <summary>All differences in the order of the fields; none when the terms say the same.</summary>
    public static IEnumerable<Difference> Between(Terms was, Terms now) => Parts("", was, now);

    static IEnumerable<Difference> Parts(string path, object? was, object? now)
    {
        if (Equals(was, now)) yield break;
        if (was is IEnumerable before && now is IEnumerable after && was is not string)
            foreach (var difference in Items(path, [.. before.Cast<object?>()], [.. after.Cast<object?>()])) yield return difference;
        else if (was is null || now is null || was.GetType() != now.GetType() || Settable(was.GetType()) is { Length: 0 } || IsValue(was))
            yield return new(path, Text(was), Text(now));
        else
            foreach (var property in Settable(was.GetType()))
                foreach (var difference in Parts(Under(path, property.Name), property.GetValue(was), property.GetValue(now))) yield return difference;
    }

    static IEnumerable<Difference> Items(string path, object?[] was, object?[] now)
    {
        for (var i = 0; i < Math.Max(was.Length, now.Length); i++)
            foreach (var difference in Parts($"{path}[{i}]", was.ElementAtOrDefault(i), now.ElementAtOrDefault(i))) yield return difference;
    }

    // What a file can say is what can be set, and a leg's name; the rest follows from it. Values of other libraries are compared as a whole.
    static PropertyInfo[] Settable(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => (property.CanWrite || property is { Name: nameof(Leg.Name) } && property.DeclaringType == typeof(Leg)) && property.GetIndexParameters().Length == 0)];

    static bool IsValue(object value) => value.GetType().IsPrimitive || value is decimal or string or Enum || value.GetType().Assembly == typeof(LocalDate).Assembly;

    static string Under(string path, string property) => (path.Length == 0 ? "" : path + ".") + Kebab(property);

    static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    static string Text(object? value) => value switch
    {
        null => "nothing",
        LocalDate date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        Leg leg => $"a leg '{leg.Name}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
