using Headroom.Core.Capacity;

namespace Headroom.Core.Books;

/// <summary>A node of the site tree came into being.</summary>
public sealed record SiteAdded(Site Site) : FactBody
{
    public override string Kind => "site.added.v1";
    public override string About => Site.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Fleet = book.Fleet with { Sites = book.Fleet.Sites.Add(Site.Id, Site) } };
}
