using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records conditions of nodes, or corrects what was said under their ids; what was said just so before is not said again. Refused, all of them, for a pool or contract that
/// is not known, a condition that ends before it begins or lies in the future, one that says more GPUs than the pool has, and when there is nothing new.
/// </summary>
public sealed record RecordConditions(ImmutableArray<NodeCondition> Conditions) : Command
{
    public override Instant NotBefore(Book book) => Conditions.Select(condition => condition.End ?? condition.From).Append(Instant.MinValue).Max();

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } missing) return missing;
        if (Check.Range(Conditions.Length, 1, NodeCondition.Most, "conditions", "conditions") is { } many) return many;
        var news = Conditions.Where(condition => book.Conditions.GetValueOrDefault(condition.Id) != condition).ToList();
        var refusals = Conditions.SelectMany((condition, i) => Faults(book, condition, now).Select(fault => Conditions.Length == 1 ? fault : fault.Under($"conditions[{i}]")))
            .Append(news.Count > 0 ? null
                : new Refusal(RefusalCode.AlreadyExists, "condition",
                    $"'{Conditions[0].Id}'{(Conditions.Length > 1 ? " and the others are" : " is")} recorded just so; there is nothing new."));
        return refusals.OfType<Refusal>().OrderBy(refusal => refusal.Code).FirstOrDefault() is { } refusal ? refusal
            : new Accepted([.. news.Select(condition => new ConditionRecorded(condition))]);
    }

    /// <summary>Why a condition cannot be recorded.</summary>
    public static IEnumerable<Refusal> Faults(Book book, NodeCondition condition, Instant now) => new[]
    {
        Check.Known(book.Fleet.Pools, condition.Pool, "pool", "pool"),
        condition.Contract is { } contract ? Check.Known(book.Contracts, contract, "contract", "contract") : null,
        book.Fleet.Pools.TryGetValue(condition.Pool, out var pool) ? Check.Range(condition.Gpus.Count, 1, MostGpus(book, pool, condition.From), "gpus", "GPUs") : null,
        condition.End <= condition.From ? new Refusal(RefusalCode.DatesUpsideDown, "to", $"It ends {condition.End}, not after it begins {condition.From}.") : null,
        (condition.End ?? condition.From) > now
        ? new Refusal(RefusalCode.InTheFuture, condition.End is null ? "from" : "to", $"{condition.End ?? condition.From} has not come; it is {now}.") : null,
        condition.Noticed > condition.From ? new Refusal(RefusalCode.DatesUpsideDown, "noticed", $"Noticed {condition.Noticed}, after it began {condition.From}.") : null,
    }.OfType<Refusal>();

    static long MostGpus(Book book, Pool pool, Instant at) => book.Fleet.Planned(pool).At(at) + book.TotalsOf(pool.Id).Bought.ToWhole().At(at);
}
