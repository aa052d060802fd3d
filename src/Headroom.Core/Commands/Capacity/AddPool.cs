using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Defines a pool of interchangeable GPUs at a site.</summary>
public sealed record AddPool(Pool Pool) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.New(book.Fleet.Pools, Pool.Id, "pool", "pool"),
            Check.Known(book.Fleet.Sites, Pool.Site, "site", "site"),
            Check.Range(Pool.Block.Count, 1, 100_000, "block", "GPUs"),
            Check.Range(Pool.Spare.Count, 0, Gpus.Most, "spare", "GPUs"),
            Check.Range(Pool.Draw.Per.Count, 1, Gpus.Most, "draw.per-gpus", "GPUs"),
            Check.Range(Pool.Draw.Power.Value, 0, Kilowatts.Most, "draw.kilowatts", "kW"),
            Pool.Class is { } name && (name == Pool.Id || book.Fleet.Pools.ContainsKey(name))
                ? new Refusal(RefusalCode.AlreadyExists, "class", $"'{name}' is a pool; a class of pools needs a name of its own.") : null,
            book.Fleet.Pools.Values.Any(other => other.Class == Pool.Id)
                ? new Refusal(RefusalCode.AlreadyExists, "pool", $"'{Pool.Id}' is a class of pools; a pool needs a name of its own.") : null,
        ],
        () => new PoolAdded(Pool));
}
