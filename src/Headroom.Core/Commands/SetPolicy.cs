using Headroom.Core.Books;
using Headroom.Core.Units;
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
            Policy.Handover.Length == 0 || Policy.Handover.Sum(step => step.Days) == Policy.HandoverDays ? null
                : new Refusal(RefusalCode.OutOfRange, "handover",
                    $"The steps come to {Policy.Handover.Sum(step => step.Days)} days and the handover to {Policy.HandoverDays}; state the steps alone, or their sum."),
            Check.Range(Policy.Paths, 100, 10_000, "paths", "paths"),
            Check.Range(Policy.Materiality, 0, 1, "materiality", "(share)"),
            Check.Range(Policy.Dunning.Length, 0, Policy.MostSteps, "dunning", "steps"),
            Check.Range(Policy.CloseSteps.Length, 0, Policy.MostCloseSteps, "close-steps", "steps"),
            Policy.CloseSteps.GroupBy(step => step.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? new Refusal(RefusalCode.AlreadyExists, "close-steps", $"The step '{twice.Key}' stands more than once.") : null,
            .. Policy.Dunning.Select((step, i) => Check.Range(step.Days, i == 0 ? 1 : Policy.Dunning[i - 1].Days + 1, 365, $"dunning[{i}].days", "days past due")),
            .. LimitsCheck(book),
        ],
        () => new PolicySet(Policy));

    IEnumerable<Refusal?> LimitsCheck(Book book)
    {
        var limits = Policy.Limits;
        yield return Check.Range(limits.OwnFloors.Length, 0, SaleLimits.MostEntries, "limits.own-floor", "entries");
        yield return Check.Range(limits.Customers.Length, 0, SaleLimits.MostEntries, "limits.customers", "entries");
        yield return Check.Range(limits.GreatestShare ?? 0, 0, 1, "limits.share", "(share)");
        yield return Check.Range(limits.TenorMonths ?? 1, 1, 600, "limits.tenor-months", "months");
        foreach (var floor in limits.OwnFloors.Where(floor => book.Fleet.Pools.Values.All(pool => pool.Class != floor.Home)))
            yield return Check.Known(book.Fleet.Pools, floor.Home, "limits.own-floor", "pool or class");
        if (limits.Customers.GroupBy(limit => limit.Party).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return new Refusal(RefusalCode.AlreadyExists, "limits.customers", $"{(twice.Key is { } party ? $"'{party}'" : "Each customer")} has two limits; state one.");
    }
}
