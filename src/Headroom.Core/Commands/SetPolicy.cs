using Headroom.Core.Books;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Sets the limits that bind at signature. Refused outside the bounds that <see cref="Policy"/> states.</summary>
public sealed record SetPolicy(Policy Policy) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Range(Policy.Risk, 0, 0.5m, "risk", "(probability)"),
            Check.Range(Policy.HandoverDays, 0, 90, "handover-days", "days"),
            Check.Range(Policy.Paths, 100, 10_000, "paths", "paths"),
            Check.Range(Policy.Materiality, 0, 1, "materiality", "(share)"),
            Check.Range(Policy.Dunning.Length, 0, Policy.MostSteps, "dunning", "steps"),
            .. Policy.Dunning.Select((step, i) => Check.Range(step.Days, i == 0 ? 1 : Policy.Dunning[i - 1].Days + 1, 365, $"dunning[{i}].days", "days past due")),
        ],
        () => new PolicySet(Policy));
}
