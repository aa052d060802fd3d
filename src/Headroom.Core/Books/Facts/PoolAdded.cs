using Headroom.Core.Capacity;

namespace Headroom.Core.Books;

/// <summary>A pool was defined at a site.</summary>
public sealed record PoolAdded(Pool Pool) : FactBody
{
    public override string Kind => "pool.added.v1";
    public override string About => Pool.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Fleet = book.Fleet with { Pools = book.Fleet.Pools.Add(Pool.Id, Pool) } };
}
