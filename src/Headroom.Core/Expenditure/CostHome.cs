using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Expenditure;

/// <summary>What a cost is borne for: one supply block, one pool, or a site with every pool under it.</summary>
public readonly record struct CostHome(CostHomeKind Kind, Slug Id)
{
    /// <summary>The pool that bears it alone, or null when it is a site's.</summary>
    public Slug? PoolIn(Fleet fleet) => Kind switch
    {
        CostHomeKind.Block => fleet.Blocks[Id].Pool,
        CostHomeKind.Pool => Id,
        _ => null,
    };

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Id}";
}

/// <summary>The kinds of things that costs are borne for.</summary>
public enum CostHomeKind { Block, Pool, Site }
