using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says that a cluster was read back and enforces the quotas that it should. Refused when the same was said already and nothing had to be written since, so that two
/// passes over one state say it once; refused from a position that the book has not reached.
/// </summary>
public sealed record ApplyQuotas(QuotaApplied Applied) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Range(Applied.Seen, 1, book.Position, "seen", "(position)"),
            Applied.At <= now ? null : new Refusal(RefusalCode.InTheFuture, "at", $"{Applied.At} has not come yet; it is {now}."),
            Applied.Writes == 0 && book.Clusters.GetValueOrDefault(Applied.Cluster)?.Last?.Digest == Applied.Digest
                ? new Refusal(RefusalCode.NothingDue, "digest", $"'{Applied.Cluster}' is known to enforce this, and nothing was written.") : null,
        ],
        () => Applied);
}
