using System.Globalization;
using Headroom.Core.Units;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Planning;

/// <summary>An entry that differs from what it should be, or is missing. It says what is to be, never by how much: carrying it out twice is carrying it out once.</summary>
/// <param name="To">What is to be.</param>
/// <param name="From">What was read, or null when there is no such entry.</param>
public sealed record Change(Entry To, Entry? From)
{
    /// <summary>The change by which an entry becomes what it should be, or null when it is that already.</summary>
    public static Change? Of(Entry to, Entry? from)
    {
        var change = new Change(to, from);
        return from is null || to.IsEnded || change.Settings.Any() || change.Limits.Any() ? change : null;
    }

    /// <summary>The settings to write.</summary>
    public IEnumerable<(string Name, string? From, string To)> Settings =>
        To.Settings.Select(each => (each.Key, From?.Settings.GetValueOrDefault(each.Key), each.Value)).Where(each => each.Item2 != each.Value);

    /// <summary>The limits to write; null from where there was none, which is no limit at all.</summary>
    public IEnumerable<(Slug Pool, Gpus? From, Gpus To)> Limits =>
        To.Limits.Select(each => (each.Key, From is { } from && from.Limits.TryGetValue(each.Key, out var limit) ? limit : (Gpus?)null, each.Value))
        .Where(each => each.Item2 != each.Value);

    /// <summary>Whether any limit falls.</summary>
    public bool Lowers => Limits.Any(limit => limit.From is null || limit.To < limit.From);

    /// <summary>The change in words, one line; of a new entry that is nothing but its name, that alone.</summary>
    public string Says => To.IsEnded
        ? $"{To.Id}: ended" : string.Join(": ",
            new[] { $"{To.Id}{(From is null ? " (new)" : "")}", string.Join(", ", Limits.Select(Text).Concat(Settings.Select(Text))) }.Where(part => part.Length > 0));

    static string Text((Slug Pool, Gpus? From, Gpus To) limit) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{limit.Pool} {(limit.From is { } from ? from.Count.ToString(CultureInfo.InvariantCulture) : "none")} -> {limit.To.Count} GPUs");

    static string Text((string Name, string? From, string To) setting) => setting.From is null ? $"{setting.Name} {setting.To}" : $"{setting.Name} {setting.From} -> {setting.To}";
}
