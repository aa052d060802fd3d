using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Schedulers.State;

/// <summary>One thing that a scheduler keeps by name: an account, a level of service, a queue.</summary>
/// <param name="Kind">What it is, in the scheduler's word: <c>account</c>, <c>qos</c>.</param>
public readonly record struct EntryId(string Kind, string Name) : IComparable<EntryId>
{
    public int CompareTo(EntryId other) => string.CompareOrdinal(Kind, other.Kind) is not 0 and var kind ? kind : string.CompareOrdinal(Name, other.Name);

    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>An entry's content, as it is to be or as it was read. What is to be names only what we keep; anything else about the entry is its owner's.</summary>
/// <param name="Settings">By name, as text.</param>
/// <param name="Limits">The GPUs that it allows at once, by pool.</param>
public sealed record Entry(EntryId Id, ImmutableSortedDictionary<string, string> Settings, ImmutableSortedDictionary<Slug, Gpus> Limits)
{
    /// <summary>An entry without content.</summary>
    public static Entry Of(string kind, string name) =>
        new(new(kind, name), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableSortedDictionary<Slug, Gpus>.Empty);

    /// <summary>The quotas that it delivers; none for an entry that only orders others.</summary>
    public ImmutableArray<QuotaLine> Delivers { get; init; } = [];

    /// <summary>Who may use what it allows, in the scheduler's word; the entry's own name where that is an account.</summary>
    public string Holder { get; init; } = Id.Name;

    /// <summary>The nodes that it names; it cannot be where the cluster lacks one.</summary>
    public ImmutableArray<string> Nodes { get; init; } = [];

    /// <summary>Whether it was ours, and is to be no more.</summary>
    public bool IsEnded { get; init; }

    /// <summary>This entry with one more setting.</summary>
    public Entry With(string setting, string value) => this with { Settings = Settings.SetItem(setting, value) };

    /// <summary>This entry with a limit in a pool.</summary>
    public Entry With(Slug pool, Gpus limit) => this with { Limits = Limits.SetItem(pool, limit) };

    /// <summary>One line of text, the same for the same content.</summary>
    public string Canonical => string.Create(CultureInfo.InvariantCulture,
        $"{Id}{(IsEnded ? " ended" : "")}: {string.Join(", ", Settings.Select(each => $"{each.Key}={each.Value}").Concat(Limits.Select(each => $"{each.Key}={each.Value.Count} GPUs")))}");
}

/// <summary>Everything that a scheduler should hold.</summary>
/// <param name="Entries">By id.</param>
/// <param name="Impossible">What cannot be said in its terms, with the reason: two tenants under one name, a name that it does not take.</param>
public sealed record Desired(ImmutableSortedDictionary<EntryId, Entry> Entries, ImmutableArray<Withheld> Impossible)
{
    /// <summary>The quotas that each holder has a right to, whatever entries deliver them.</summary>
    public ImmutableDictionary<string, ImmutableArray<QuotaLine>> Rights { get; init; } = Entries.Values.Where(entry => entry.Delivers.Length > 0)
        .GroupBy(entry => entry.Holder).ToImmutableDictionary(held => held.Key, held => held.SelectMany(entry => entry.Delivers).Distinct().ToImmutableArray());

    /// <summary>What is ours alone, by kind and the beginning of its name: where it is wanted no more it is ended. Null where nothing ever is.</summary>
    public EntryId? Ours { get; init; }

    /// <summary>Nothing at all.</summary>
    public static Desired Nothing { get; } = new(ImmutableSortedDictionary<EntryId, Entry>.Empty, []);
}

/// <summary>An entry that is not written, and why.</summary>
/// <param name="IsDrift">Whether it could be, and is left as somebody else made it.</param>
public sealed record Withheld(EntryId Id, string Why, bool IsDrift = false);

/// <summary>What a scheduler was read to hold.</summary>
/// <param name="Entries">Every entry of the kinds that we keep, ours or not.</param>
/// <param name="Capacity">The GPUs that it has in each pool, whatever their state.</param>
/// <param name="InUse">The GPUs in use in each pool, under whatever entry.</param>
/// <param name="Version">The program and version that answered, and how it was asked.</param>
/// <param name="Notes">What a person should know of its configuration, in sentences.</param>
public sealed record Observed(
    ImmutableSortedDictionary<EntryId, Seen> Entries, ImmutableSortedDictionary<Slug, Gpus> Capacity, ImmutableSortedDictionary<Slug, Gpus> InUse,
    string Version, ImmutableArray<string> Notes)
{
    /// <summary>The kinds of entries that are found and cannot be made.</summary>
    public ImmutableArray<string> Found { get; init; } = [];

    /// <summary>The names of the cluster's nodes; null where they are not known.</summary>
    public ImmutableHashSet<string>? Nodes { get; init; }

    /// <summary>The blocks that can be handed over, as their agent reports them; empty for a scheduler that shares out pools.</summary>
    public ImmutableArray<BlockSeen> Blocks { get; init; } = [];
}

/// <summary>An entry as it was read.</summary>
/// <param name="Entry">What is recorded.</param>
/// <param name="Enforced">The limits that hold for work now, by pool; they follow what is recorded after a moment.</param>
/// <param name="InUse">The GPUs in use under it, by pool.</param>
public sealed record Seen(Entry Entry, ImmutableSortedDictionary<Slug, Gpus> Enforced, ImmutableSortedDictionary<Slug, Gpus> InUse)
{
    /// <summary>The GPUs that it allows of a pool when it allows any: it is had whole or not at all. Null for an entry that may allow any number.</summary>
    public Gpus? Whole { get; init; }

    /// <summary>The settings that cannot be changed now, each with the reason.</summary>
    public ImmutableSortedDictionary<string, string> Locks { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>An entry that enforces what it records, with nothing in use.</summary>
    public static Seen Of(Entry entry) => new(entry, entry.Limits, ImmutableSortedDictionary<Slug, Gpus>.Empty);
}
