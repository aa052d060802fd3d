using Headroom.Core.Commands;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Supply blocks: planned, energised, retired.</summary>
static class Supplies
{
    static readonly Parameter Block = new("supply", "string", "The block's id.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/supply", "Supply blocks with their dates", List, Parameter.Limit, Parameter.After);
        routes.Post("/v1/supply", "Plans a block, or plans one anew while it is not energised", (_, body) => new PlanSupply(FactReader.Block(body)),
        [
            Block, new("pool", "string", "The pool.", Required: true), new("gpus", "integer", "GPUs commissioned together.", Required: true),
            new("planned", "string", "The date it is planned to serve from.", Required: true), new("retires", "string", "The first date it no longer serves."),
        ]);
        routes.Post("/v1/supply/{supply}/energise", "Says that a planned block serves from a date on",
            (asked, body) => new EnergiseSupply(asked.Input.Id("supply"), body.Date("on")),
            [new("on", "string", "The date.", Required: true)], Block);
    }

    static Answer List(Asked asked)
    {
        var page = asked.Page(asked.Book.Fleet.Blocks.Values, block => block.Id.ToString());
        return Answer.Map(json =>
        {
            json.List("supply", page.Items, block => json.Map(() =>
            {
                json.WriteString("supply", block.Id.ToString());
                json.WriteString("pool", block.Pool.ToString());
                json.WriteNumber("gpus", block.Gpus.Count);
                json.Date("planned", block.Planned);
                json.Date("energised", block.Energised);
                json.Date("retires", block.Retires);
            }));
            json.WriteString("next", page.Next);
        });
    }
}
