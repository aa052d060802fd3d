using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Says that capacity is gone, or will be, or corrects what was said under its id. Refused for a pool or site that is not known, for a site without a limit, for more than there
/// is, for an incident or a curtailment that has not come as an incident does, for maintenance without an end, and once it is closed.
/// </summary>
public sealed record OpenIncident(Incident Incident) : Command
{
    public override Instant NotBefore(Book book) => Incident.Kind == IncidentKind.Incident ? Incident.From : Instant.MinValue;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Incident.IsPower ? Power(book) : Nodes(book),
            Incident.End <= Incident.From ? new Refusal(RefusalCode.DatesUpsideDown, "to", $"It ends {Incident.End}, not after it begins {Incident.From}.") : null,
            Incident.Noticed > Incident.From ? new Refusal(RefusalCode.DatesUpsideDown, "noticed", $"Noticed {Incident.Noticed}, after it begins {Incident.From}.") : null,
            Incident.Kind == IncidentKind.Incident && Incident.From > now
            ? new Refusal(RefusalCode.InTheFuture, "from", $"{Incident.From} has not come; it is {now}. What is planned is maintenance or a curtailment.") : null,
            Incident.Kind == IncidentKind.Maintenance && Incident.End is null ? new Refusal(RefusalCode.Malformed, "to", "Maintenance is planned with its end.") : null,
            book.Incidents.ById.GetValueOrDefault(Incident.Id) is { IsClosed: true }
            ? new Refusal(RefusalCode.AlreadyExists, "incident", $"'{Incident.Id}' is closed; open another.") : null,
            book.Incidents.ById.GetValueOrDefault(Incident.Id) == Incident
            ? new Refusal(RefusalCode.AlreadyExists, "incident", $"'{Incident.Id}' is open just so; there is nothing new.") : null,
        ],
        () => new IncidentOpened(Incident));

    Refusal? Nodes(Book book) => Check.Known(book.Fleet.Pools, Incident.Of, "pool", "pool")
        ?? Check.Range(Incident.Gpus.Count, 1, book.Fleet.Planned(book.Fleet.Pools[Incident.Of]).At(Incident.From) + book.TotalsOf(Incident.Of).Bought.ToWhole().At(Incident.From),
            "gpus", "GPUs");

    Refusal? Power(Book book) => Check.Known(book.Fleet.Sites, Incident.Of, "site", "site")
        ?? (book.Fleet.Sites[Incident.Of].Limit is not { } limit
            ? new Refusal(RefusalCode.NotFound, "site", $"'{Incident.Of}' has no limit that could be cut; cut the one above it.")
            : Check.Range(Incident.Kilowatts.Value, 0, limit.At(Incident.From).Value, "kilowatts", "kW"));
}
