using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says that an incident is over, with what each contract lacked by it as conditions, which its table then judges: the one way to its SLA. What may be taken by right is no
/// condition. Refused for one that is not open, before it begins, and in the future.
/// </summary>
public sealed record CloseIncident(Slug Incident, Instant At) : Command
{
    public override Instant NotBefore(Book book) => At;

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? Check.Known(book.Incidents.ById, Incident, "incident", "incident")) is { } missing) return missing;
        var incident = book.Incidents.ById[Incident];
        if (incident.IsClosed) return new Refusal(RefusalCode.AlreadyExists, "incident", $"'{Incident}' was closed at {incident.End}.");
        if (At <= incident.From) return new Refusal(RefusalCode.DatesUpsideDown, "at", $"It began {incident.From}; it is over after that.");
        if (At > now) return new Refusal(RefusalCode.InTheFuture, "at", $"{At} has not come; it is {now}.");
        return new Accepted([new IncidentClosed(Incident, At), .. Conditions(book, incident).Select(condition => new ConditionRecorded(condition))]);
    }

    IEnumerable<NodeCondition> Conditions(Book book, Incident incident) => IncidentCost.Conditions(book, incident, Instant.Min(incident.From, At), At);
}
