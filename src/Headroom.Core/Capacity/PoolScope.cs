using Headroom.Core.Units;

namespace Headroom.Core.Capacity;

/// <summary>The pools that a right about further capacity is for: one pool, every pool of a class, or, when neither is named, all that there are.</summary>
/// <param name="Pool">The one pool, or null.</param>
/// <param name="Class">The class, or null; never beside a pool.</param>
public sealed record PoolScope(Slug? Pool, Slug? Class)
{
    /// <summary>Whether a pool is among them.</summary>
    public bool Covers(Pool pool) => (Pool is not { } id || id == pool.Id) && (Class is not { } name || pool.Class == name);

    /// <summary>In words: "pool 'fleet'", "class 'gb200'" or "any pool".</summary>
    public override string ToString() => Pool is { } pool ? $"pool '{pool}'" : Class is { } name ? $"class '{name}'" : "any pool";

    /// <summary>Why it cannot be: a pool and a class at once.</summary>
    internal IEnumerable<Refusal> Check()
    {
        if (Pool is { } pool && Class is { } name)
            yield return new Refusal(RefusalCode.InvalidTerms, "class", $"Name pool '{pool}' or class '{name}', not both.");
    }
}
