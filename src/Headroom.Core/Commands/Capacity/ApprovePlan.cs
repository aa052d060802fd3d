using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Approves one plan of changes to a cluster by its digest. Refused when that plan is approved already.</summary>
public sealed record ApprovePlan(Slug Cluster, string Plan) : Command
{
    /// <summary>The digits of a plan's digest.</summary>
    public const int Digits = 64;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Plan.Length == Digits && Plan.All(char.IsAsciiHexDigitLower) ? null
                : new Refusal(RefusalCode.Malformed, "plan", "A plan is named by its whole digest, 64 lower-case hexadecimal digits, as 'cluster plan' prints it."),
            book.Clusters.GetValueOrDefault(Cluster, ClusterState.New).Approved.Contains(Plan)
                ? new Refusal(RefusalCode.AlreadyExists, "plan", $"This plan for '{Cluster}' is approved already and waits to be carried out.") : null,
        ],
        () => new PlanApproved(Cluster, Plan));
}
