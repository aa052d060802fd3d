using System.Collections.Immutable;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Clusters;

/// <summary>
/// What the people who run a cluster let Headroom touch, by kind and name, in a file of their own. What it does not list is read, and never written. A name that ends in <c>*</c>
/// stands for all that begin so.
/// </summary>
public sealed record Consent(ImmutableArray<EntryId> Listed)
{
    /// <summary>Nothing may be touched.</summary>
    public static Consent None { get; } = new([]);

    /// <summary>Whether an entry may be written.</summary>
    public bool Permits(EntryId id) => Listed.Any(each => each.Kind == id.Kind
        && (each.Name.EndsWith('*') ? id.Name.StartsWith(each.Name[..^1], StringComparison.Ordinal) : id.Name == each.Name));
}
