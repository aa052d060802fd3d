using Headroom.Core.Capacity;

namespace Headroom.Core.Books;

/// <summary>Capacity is gone for a while, or will be: an incident, planned maintenance, or a curtailment. Said again under its id it is corrected.</summary>
public sealed record IncidentOpened(Incident Incident) : FactBody
{
    public override string Kind => "incident.opened.v1";
    public override string About => Incident.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Incidents = book.Incidents.With(Incident) };
}
