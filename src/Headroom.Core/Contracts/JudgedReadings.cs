using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The readings that conditions of nodes make of a contract's availability meters, month by month, by the tables of its clauses. They are read where nothing was read
/// by hand: a reading that was said, such as one that a dispute ended with, holds in their place.
/// </summary>
public static class JudgedReadings
{
    /// <summary>The readings of the months that have wholly passed by a date and in which a condition lies.</summary>
    public static IEnumerable<Quantity> Of(Contract contract, LocalDate through)
    {
        if (contract.Conditions.Count == 0) yield break;
        var reserved = new Dictionary<Slug, Timeline<Gpus>>();
        for (var month = contract.Versions[0].Terms.From.ToYearMonth(); month.PlusMonths(1).OnDayOfMonth(1) <= through.PlusDays(1)
            && month.OnDayOfMonth(1) <= contract.LastDay; month = month.PlusMonths(1))
            foreach (var sla in Clauses(contract, month))
            {
                var pool = sla.States!.Pool;
                if (!reserved.TryGetValue(pool, out var committed)) committed = reserved[pool] = Reserved(contract, pool);
                var hours = Hours(contract, sla.States, committed, contract.Terms.Calendar.Of(month));
                if (hours.Conditions.Length == 0) continue;
                var minutes = Sla.MinutesOf(month, contract);
                var evidence = $"{hours.Conditions.Length} condition{(hours.Conditions.Length == 1 ? "" : "s")} of nodes, judged by the agreed table";
                yield return new(sla.DownMeter, month, hours.DownMinutes(minutes), evidence);
                yield return new(sla.ExcludedMeter, month, hours.ExcludedMinutes(minutes), evidence);
            }
    }

    /// <summary>
    /// The hours of a window within a month by a contract's table. What a pro-rata clause takes from the fee is compensated by it and not judged again, unless the table says so:
    /// judged is what is in service of what is reserved, and a node of a block only while that is in use, by the days that the fee counts.
    /// </summary>
    /// <param name="reserved">What the contract reserves of the table's pool.</param>
    public static NodeHours Hours(Contract contract, NodeStates states, Timeline<Gpus> reserved, Window window)
    {
        var calendar = contract.Terms.Calendar;
        var terms = contract.TermsOn(calendar.MonthOf(window.From).PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
        if (states.BesideProRata || terms.Legs.OfType<ProRata>().FirstOrDefault(leg => leg.Pool == states.Pool) is not { } proRata)
            return NodeHours.Of(states, contract.Id, contract.Conditions.Values, reserved, window);
        var first = proRata.FirstDay(terms);
        var follows = calendar.StartOf(first);
        var inService = Timeline<Gpus>.Of(Gpus.Zero,
            contract.Delivered.Where(delivery => delivery.Pool == states.Pool).GroupBy(delivery => delivery.Date).Select(day => (calendar.StartOf(day.Key), day.Last().Gpus)));
        return NodeHours.Of(states, contract.Id, contract.Conditions.Values.Select(Paid),
            reserved.Splice(follows, reserved.Zip(inService, (asked, there) => there < asked ? there : asked)), window);

        NodeCondition Paid(NodeCondition condition) => condition.Stay is not { } stay ? condition : condition with
        {
            Stay = stay.Within([new(Instant.MinValue, follows),
                .. contract.Uses.Where(use => use.Block == stay.Block && !(use.End <= first))
                .Select(use => new Window(calendar.StartOf(LocalDate.Max(first, use.From)), use.End is { } end ? calendar.StartOf(end) : Instant.MaxValue))]),
        };
    }

    /// <summary>The clauses that judge nodes in a month.</summary>
    public static IEnumerable<Sla> Clauses(Contract contract, YearMonth month) =>
        contract.TermsOn(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Legs.OfType<Sla>().Where(sla => sla.States is not null);

    /// <summary>The GPUs of a pool that a contract reserves over time.</summary>
    public static Timeline<Gpus> Reserved(Contract contract, Slug pool) => contract.Capacity.Where(commitment => commitment.Pool == pool)
        .Aggregate(Timeline<Gpus>.Always(Gpus.Zero), (sum, commitment) => sum.Zip(commitment.Gpus, (a, b) => a + b));

    /// <summary>The conditions among some that any version of a contract's clauses judges.</summary>
    public static ImmutableSortedDictionary<string, NodeCondition> Concerning(Contract contract, IEnumerable<NodeCondition> conditions)
    {
        var tables = contract.Versions.SelectMany(version => version.Terms.Legs).OfType<Sla>().Select(sla => sla.States).OfType<NodeStates>().Distinct().ToList();
        return tables.Count == 0 ? None : conditions.Where(condition => tables.Any(table => table.Concerns(condition, contract.Id)))
            .ToImmutableSortedDictionary(condition => condition.Id, condition => condition, StringComparer.Ordinal);
    }

    /// <summary>No condition.</summary>
    public static ImmutableSortedDictionary<string, NodeCondition> None { get; } = ImmutableSortedDictionary<string, NodeCondition>.Empty.WithComparers(StringComparer.Ordinal);
}
