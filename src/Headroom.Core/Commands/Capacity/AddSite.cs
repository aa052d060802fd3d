using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Adds a node to the site tree under an existing one, or a root.</summary>
/// <param name="Limits">Facility power in kW from each date on (in the site's zone), dates ascending; empty where nothing is limited here.</param>
public sealed record AddSite(Slug Id, Slug? Parent, string Zone, IReadOnlyList<(LocalDate From, decimal Kilowatts)> Limits) : Command
{
    /// <summary>The deepest tree: region, site, building, hall and some room.</summary>
    public const int MostLevels = 8;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        Limits.Select((limit, i) => Check.Range(limit.Kilowatts, 0, Kilowatts.Most, $"limits[{i}].kilowatts", "kW"))
            .Concat(Limits.Skip(1).Select((limit, i) => limit.From > Limits[i].From ? null
                : new Refusal(RefusalCode.DatesUpsideDown, $"limits[{i + 1}].from", $"{Check.Text(limit.From)} does not come after {Check.Text(Limits[i].From)}.")))
            .Concat([
                Check.Opened(book),
                Check.New(book.Fleet.Sites, Id, "site", "site"),
                Check.Zone(Zone, "zone"),
                Parent is { } parent ? Check.Known(book.Fleet.Sites, parent, "parent", "site") : null,
                Depth(book) < MostLevels ? null : new Refusal(RefusalCode.OutOfRange, "parent", $"The site tree is at most {MostLevels} levels deep."),
            ]),
        () => new SiteAdded(new Site(Id, Parent, Zone, Limit(Calendar.In(Zone)!))));

    Timeline<Kilowatts>? Limit(Calendar calendar) => Limits.Count == 0 ? null
        : Timeline<Kilowatts>.Of(Kilowatts.Zero, Limits.Select(limit => (calendar.StartOf(limit.From), new Kilowatts(limit.Kilowatts))));

    int Depth(Book book)
    {
        var depth = 0;
        for (var site = Parent; site is { } id && depth < MostLevels; site = book.Fleet.Sites.GetValueOrDefault(id)?.Parent) depth++;
        return depth;
    }
}
