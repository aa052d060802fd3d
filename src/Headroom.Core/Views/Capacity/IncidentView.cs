using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>An incident as it is looked at: who gives way in which order, what could cover it, and what it comes to for the contracts that it hits.</summary>
/// <param name="Order">At the instant of looking while it lasts; at its beginning before it, and just before its end after it.</param>
public sealed record IncidentView(Incident Incident, Instant Now, Shedding Order, ImmutableArray<IncidentCost> Costs)
{
    /// <summary>
    /// What could cover it without breaking a contract, by pool and step: what is idle, sold interruptible or used by own products, and what is recallable in time; and how much of
    /// it is used. What is idle draws no power, and so covers none that is cut.
    /// </summary>
    public IEnumerable<(Slug Pool, ShedStep Step, Gpus Gpus, Gpus Used)> Cover => Order.Lines.Where(line => line.IsByRight && !(Incident.IsPower && line.Step == ShedStep.Idle))
        .GroupBy(line => (line.Pool, line.Step)).OrderBy(group => group.Key.Pool).ThenBy(group => group.Key.Step)
        .Select(group => (group.Key.Pool, group.Key.Step, new Gpus(group.Sum(line => line.Held.Count)), new Gpus(group.Sum(line => line.Shed.Count))));

    /// <summary>The incident seen from an instant.</summary>
    public static IncidentView Of(Book book, Incident incident, Instant now)
    {
        var at = now < incident.From ? incident.From : incident.End <= now ? incident.End.Value - Duration.FromSeconds(1) : now;
        var asOf = Instant.Min(now, incident.From);
        var order = Shedding.Of(book, asOf, at);
        return new(incident, now, order, [.. IncidentCost.Of(book, incident, order, asOf)]);
    }
}
