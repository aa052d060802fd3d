using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Plans a supply block, or plans one anew while it is not yet energised: a slip, a change of quantity.</summary>
public sealed record PlanSupply(SupplyBlock Block) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Fleet.Pools, Block.Pool, "pool", "pool"),
            Check.Range(Block.Gpus.Count, 1, Gpus.Most, "gpus", "GPUs"),
            Block.Retires is { } end && end <= Block.Planned
                ? new Refusal(RefusalCode.DatesUpsideDown, "retires", $"The block retires {Check.Text(end)}, not after it is planned for {Check.Text(Block.Planned)}.") : null,
            book.Fleet.Blocks.TryGetValue(Block.Id, out var known) && (known.Energised is not null || known.Pool != Block.Pool)
                ? new Refusal(RefusalCode.AlreadyExists, "block", $"Block '{Block.Id}' is energised or belongs to pool '{known.Pool}'; it cannot be planned anew.") : null,
        ],
        () => new SupplyPlanned(Block with { Energised = null }));
}
