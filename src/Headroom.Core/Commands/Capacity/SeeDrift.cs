using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says that somebody else changed what a cluster enforced, or that this is gone. Refused when just this was said last, for a cluster that was never read back, and for an instant
/// that has not come.
/// </summary>
public sealed record SeeDrift(DriftSeen Seen) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Clusters, Seen.Cluster, "cluster", "cluster"),
            Seen.At <= now ? null : new Refusal(RefusalCode.InTheFuture, "at", $"{Seen.At} has not come yet; it is {now}."),
            (book.Clusters.GetValueOrDefault(Seen.Cluster)?.Drift?.Plan ?? "") == Seen.Plan
            ? new Refusal(RefusalCode.NothingDue, "plan", $"Of '{Seen.Cluster}' just this was said last.") : null,
        ],
        () => Seen);
}
