using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What an incident comes to for the contracts that it hits: what each lacks piece by piece, and what its SLA would give back if the incident lasted so many hours more, each hour
/// for itself. It is an estimate while the incident lasts; once closed, the conditions recorded with it make the reading.
/// </summary>
/// <param name="Short">The GPUs that it lacks now, taken without a right to.</param>
/// <param name="Held">What it holds of the pools concerned.</param>
/// <param name="Credits">The hours of the incident after which the month's credit steps up, with what the month's credit then is.</param>
public sealed record IncidentCost(Contract Contract, Gpus Short, Gpus Held, ImmutableArray<(int Hours, decimal Credit)> Credits)
{
    /// <summary>So many hours are looked ahead.</summary>
    public const int MostHours = 72;

    /// <summary>Why what a contract lacks by an incident of a kind gives back nothing, whatever it lacks; null where a clause judges it.</summary>
    public string? Unjudged(IncidentKind kind)
    {
        var (tables, code) = (Contract.Terms.Legs.OfType<Sla>().Select(sla => sla.States).OfType<NodeStates>().ToList(), CodeOf(kind));
        return tables.Count == 0 ? "no clause of it judges what is seen of nodes"
            : tables.All(table => table.Lines.FirstOrDefault(line => line.Fits(code)).State == NodeState.Up) ? $"its table says nothing of '{code}'" : null;
    }

    /// <summary>The contracts that an incident makes short at an instant, worst first.</summary>
    public static IEnumerable<IncidentCost> Of(Book book, Incident incident, Shedding order, Instant asOf)
    {
        foreach (var hit in order.Lines.Where(line => line is { Contract: not null, IsByRight: false } && line.Shed > Gpus.Zero).GroupBy(line => line.Contract!.Value)
            .OrderByDescending(hit => hit.Sum(line => line.Shed.Count)).ThenBy(hit => hit.Key))
        {
            var contract = Without(incident, book.Contracts[hit.Key]);
            var pools = hit.Select(line => line.Pool).ToHashSet();
            yield return new(contract, new(hit.Sum(line => line.Shed.Count)),
                new(order.Lines.Where(line => line.Contract == hit.Key && pools.Contains(line.Pool)).Sum(line => line.Held.Count)), [.. Steps(book, incident, contract, asOf)]);
        }
    }

    /// <summary>The contract without what was recorded of the incident when it was closed.</summary>
    static Contract Without(Incident incident, Contract contract) =>
        contract with
        {
            Conditions = contract.Conditions.RemoveRange(contract.Conditions.Values.Where(condition => condition.Node == NodeOf(incident))
                .Select(condition => condition.Id))
        };

    static string NodeOf(Incident incident) => $"incident {incident.Id}";

    static IEnumerable<(int, decimal)> Steps(Book book, Incident incident, Contract contract, Instant asOf)
    {
        var last = -1m;
        for (var hour = 0; hour <= MostHours; hour++)
        {
            var end = incident.From + Duration.FromHours(hour);
            var credit = hour == 0 ? Credit(contract, incident.From)
                : Credit(contract with
                {
                    Conditions = JudgedReadings.Concerning(contract,
                    contract.Conditions.Values.Concat(Conditions(book, incident, asOf, end).Where(each => each.Contract == contract.Id)))
                }, incident.From);
            if (credit > last) yield return (hour, credit);
            last = Math.Max(last, credit);
        }
    }

    // What the month would give back, as if it were over.
    static decimal Credit(Contract contract, Instant at)
    {
        var month = contract.Terms.Calendar.MonthOf(at);
        return AvailabilityMonth.Of(contract, month, month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Sum(clause => clause.Credit);
    }

    /// <summary>
    /// The conditions that say what contracts lack by an incident until an instant, without a right of ours to take it: piece by piece as who gives way changes.
    /// </summary>
    public static IEnumerable<NodeCondition> Conditions(Book book, Incident incident, Instant asOf, Instant until)
    {
        var with = book with { Incidents = book.Incidents.With(incident with { End = until }) };
        var changes = Shedding.Changes(with).Where(at => at >= incident.From && at < until).ToList();
        for (var i = 0; i < changes.Count; i++)
        {
            var (from, end) = (changes[i], i + 1 < changes.Count ? changes[i + 1] : until);
            foreach (var line in Shedding.Of(with, asOf,
                from).Lines.Where(line => line is { Contract: not null, IsByRight: false } && line.Shed > Gpus.Zero && incident.Concerns(book.Fleet.Pools[line.Pool], book.Fleet))
                .GroupBy(line => (line.Contract, line.Pool)))
                yield return new($"{incident.Id} {line.Key.Contract} {line.Key.Pool} {from}", line.Key.Pool, NodeOf(incident), new(line.Sum(each => each.Shed.Count)),
                    CodeOf(incident.Kind), from, end)
                {
                    Contract = line.Key.Contract,
                    Cause = incident.Kind == IncidentKind.Maintenance ? ConditionCause.Maintenance : ConditionCause.Fault,
                    Noticed = incident.Noticed,
                    Evidence = incident.Says,
                };
        }
    }

    /// <summary>The code under which tables judge what a contract lacks by an incident of a kind.</summary>
    public static Slug CodeOf(IncidentKind kind) => Slug.Of(kind switch { IncidentKind.Curtailment => "curtailed", IncidentKind.Maintenance => "maintenance", _ => "incident" });
}
