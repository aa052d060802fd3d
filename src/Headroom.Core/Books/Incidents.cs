using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>The incidents, maintenance and curtailments that were said, by id.</summary>
public sealed record Incidents
{
    public static Incidents None { get; } = new();

    /// <summary>Every one, closed or not.</summary>
    public ImmutableSortedDictionary<Slug, Incident> ById { get; init; } = ImmutableSortedDictionary<Slug, Incident>.Empty;

    /// <summary>The GPUs of a pool that are gone over time, or the kW by which a site's limit is cut.</summary>
    public Timeline<Rational> GoneOf(Slug of) => Deltas.None.Add(ById.Values.Where(incident => incident.Of == of).SelectMany(incident => incident.Steps())).ToTimeline();

    /// <summary>With one more, or one as it is now.</summary>
    public Incidents With(Incident incident) => this with { ById = ById.SetItem(incident.Id, incident) };
}
