using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Blocks: what is handed over as a whole, and the states that it goes through.</summary>
static class Blocks
{
    static readonly Parameter Block = new("block", "string", "The block's id.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/blocks", "Blocks, each with its state, since when, its time against the plan, and the contract that it is with", Listed, Parameter.Limit, Parameter.After);
        routes.Post("/v1/blocks", "Names GPUs of a pool as a block that is handed over as a whole", (_, body) => new NameBlock(BlockFormat.Block(body, body.Id("block"))),
        [
            new("block", "string", "Its id.", Required: true), new("pool", "string", "The pool.", Required: true), new("gpus", "integer", "How many GPUs it has.", Required: true),
            new("nodes", "array", "The names of its nodes."), new("isolation", "string", "How it is kept apart from the rest."),
        ]);
        routes.Get("/v1/blocks/{block}", "A block with every move", One, Block);
        routes.Post("/v1/blocks/{block}/moves",
            "Records that a block went into another state. Send the id of the event as Idempotency-Key, and what comes twice counts once", Moved,
        [
            new("to", "string", $"One of {string.Join(", ", BlockFormat.States.Select(state => state.Word))}.", Required: true), new("at", "string", "The instant. Default: now."),
            new("contract", "string", "The contract that it is assigned to."),
            new("certificate", "string", "What certifies that it was erased; needed before it is revalidated once a customer has used it."),
            new("evidence", "string", "What shows it."),
        ], Block);
    }

    static Answer Listed(Asked asked)
    {
        var now = asked.Now;
        var page = asked.Page(asked.Book.Blocks.Values, block => block.Id.ToString());
        return Answer.Map(json => { BlockJson.Blocks(json, asked.Book, page.Items, now); json.WriteString("next", page.Next); });
    }

    static Answer One(Asked asked)
    {
        var (id, now) = (asked.Input.Id("block"), asked.Now);
        if (asked.Book.Blocks.TryGetValue(id, out var block)) return Answer.Map(json => BlockJson.One(json, asked.Book, block, now));
        return new Refusal(RefusalCode.NotFound, "block", $"There is no block '{id}'.");
    }

    static MoveBlock Moved(Asked asked, Fields body) =>
        new(asked.Input.Id("block"), BlockFormat.Move(body, body.Has("at") ? body.Instant("at") : asked.Now));
}
