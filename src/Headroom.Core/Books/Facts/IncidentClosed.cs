using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>An incident is over, and its capacity is back from an instant on. What contracts lacked by it is recorded as conditions beside this fact.</summary>
public sealed record IncidentClosed(Slug Incident, Instant At) : FactBody
{
    public override string Kind => "incident.closed.v1";
    public override string About => Incident.ToString();

    public override Book Apply(Book book, Fact fact) =>
        book with { Incidents = book.Incidents.With(book.Incidents.ById[Incident] with { End = At, IsClosed = true }) };
}
