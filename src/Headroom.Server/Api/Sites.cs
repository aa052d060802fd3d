using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Scenarios;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The site tree and the pools in it.</summary>
static class Sites
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/sites", "The nodes of the site tree with their power limits", List, Parameter.Limit, Parameter.After);
        routes.Post("/v1/sites", "Adds a node to the site tree", (_, body) => Scenario.Site(body),
        [
            new("site", "string", "Id, chosen here and never reused.", Required: true), new("parent", "string", "The node above; none at a root."),
            new("zone", "string", "Time zone of its operations, such as America/Chicago.", Required: true),
            new("limits", "array", "Facility power: from (date) and kilowatts; none where nothing is limited here."),
        ]);
        routes.Get("/v1/pools", "Pools of interchangeable GPUs", Pools, Parameter.Limit, Parameter.After);
        routes.Post("/v1/pools", "Defines a pool at a site", (_, body) => new AddPool(FactReader.Pool(body)),
        [
            new("pool", "string", "Id, chosen here and never reused.", Required: true), new("site", "string", "The site.", Required: true),
            new("class", "string", "Pools of one class can serve each other's own demand."), new("block", "integer", "The least quantity handed over, in GPUs. Default 1."),
            new("draw", "object", "kilowatts per per-gpus at the facility meter: an exact ratio.", Required: true),
            new("spare", "integer", "GPUs held back against failures. Default 0."),
        ]);
    }

    static Answer List(Asked asked)
    {
        var page = asked.Page(asked.Book.Fleet.Sites.Values, site => site.Id.ToString());
        return Answer.Map(json =>
        {
            json.List("sites", page.Items, site => FactWriter.Write(json, new SiteAdded(site)));
            json.WriteString("next", page.Next);
        });
    }

    static Answer Pools(Asked asked)
    {
        var page = asked.Page(asked.Book.Fleet.Pools.Values, pool => pool.Id.ToString());
        return Answer.Map(json =>
        {
            json.List("pools", page.Items, pool => FactWriter.Write(json, new PoolAdded(pool)));
            json.WriteString("next", page.Next);
        });
    }
}
