using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a contract gives back of a pool and what is done with it before it can be sold again, by the policy of today: the days of handover, step by step where the policy names
/// them.
/// </summary>
/// <param name="Contract">Whose capacity it was.</param>
/// <param name="Gpus">GPUs that are neither sold nor sellable meanwhile.</param>
/// <param name="Steps">In order, without a gap; one without a name where the policy names none.</param>
public sealed record ReturningCapacity(Slug Contract, Gpus Gpus, ImmutableArray<ReturningStep> Steps)
{
    /// <summary>The first day on which it can be sold again.</summary>
    public LocalDate Usable => Steps[^1].Through.PlusDays(1);

    /// <summary>All of a pool that is in handover on some day of [from, end), soonest first.</summary>
    public static IEnumerable<ReturningCapacity> Of(Book book, Pool pool, LocalDate from, LocalDate end) => book.Policy.HandoverDays == 0 ? []
        : book.Sold.SelectMany(contract => Given(contract.Id, contract.Capacity.Where(commitment => commitment.Pool == pool.Id).Select(commitment => commitment.Gpus)
                .Aggregate(Time.Timeline<Gpus>.Always(Gpus.Zero), (sum, gpus) => sum.Zip(gpus, (a, b) => a + b)), contract.Terms.Calendar, book.Policy))
            .Where(back => back.Usable > from && back.Steps[0].From < end).OrderBy(back => back.Steps[0].From);

    static IEnumerable<ReturningCapacity> Given(Slug contract, Time.Timeline<Gpus> reserved, Time.Calendar calendar, Policy policy) =>
        from change in reserved.Changes
        let given = reserved.At(change - Duration.Epsilon) - reserved.At(change)
        where given > Gpus.Zero
        select new ReturningCapacity(contract, given, StepsFrom(calendar.DateOf(change), policy));

    static ImmutableArray<ReturningStep> StepsFrom(LocalDate first, Policy policy)
    {
        if (policy.Handover.Length == 0) return [new(null, first, first.PlusDays(policy.HandoverDays - 1))];
        var steps = ImmutableArray.CreateBuilder<ReturningStep>();
        foreach (var (state, days) in policy.Handover)
        {
            steps.Add(new(state, first, first.PlusDays(days - 1)));
            first = first.PlusDays(days);
        }
        return steps.DrainToImmutable();
    }
}

/// <summary>One step of a handover.</summary>
/// <param name="State">What is done; null where the policy names no steps.</param>
/// <param name="From">Its first day.</param>
/// <param name="Through">Its last day.</param>
public readonly record struct ReturningStep(BlockState? State, LocalDate From, LocalDate Through);
