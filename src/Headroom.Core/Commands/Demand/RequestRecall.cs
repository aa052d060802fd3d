using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Asks for capacity back that is sold. Refused for an unknown pool, an id that was used, nothing, and a date that has passed.</summary>
/// <param name="Request">Without an answer.</param>
public sealed record RequestRecall(RecallRequest Request) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Fleet.Pools, Request.Pool, "pool", "pool"),
            Check.New(book.RecallRequests, Request.Id, "recall", "request"),
            Check.Range(Request.Gpus.Count, 1, Gpus.Most, "gpus", "GPUs"),
            book.Opened is not null && Request.By < book.Calendar.DateOf(now) ? new Refusal(RefusalCode.DatesUpsideDown, "by", $"{Check.Text(Request.By)} has passed.") : null,
        ],
        () => new RecallRequested(Request with { Answer = null }));
}
