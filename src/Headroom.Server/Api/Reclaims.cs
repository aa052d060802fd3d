using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Reclaims: capacity taken back under a clause, from the question until it is back.</summary>
static class Reclaims
{
    static readonly Parameter Reclaim = new("reclaim", "string", "The reclaim's id.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/reclaims", "Reclaims, each with its stages as promised and as reached, and what it comes to", Listed, Parameter.Limit, Parameter.After);
        routes.Post("/v1/reclaims", "Asks for capacity back under a clause of a contract",
            (asked, body) => new AskReclaim(ReclaimFormat.Case(body, body.Id("reclaim"), At(asked, body))),
        [
            new("reclaim", "string", "Its id.", Required: true), new("contract", "string", "The contract.", Required: true),
            new("clause", "string", "Its clause of reclaim.", Required: true),
            new("gpus", "integer", "How many.", Required: true), new("by", "string", "The day on which they are needed.", Required: true),
            new("reason", "string", "What for.", Required: true),
            new("blocks", "string", "The blocks that are to come back, with commas between them; their moves then tell when it is drained and back."),
            new("at", "string", "When it was asked, as an instant. Default: now."),
        ]);
        routes.Get("/v1/reclaims/{reclaim}", "A reclaim with its stages", One, Reclaim);
        routes.Post("/v1/reclaims/{reclaim}/moves", "Records that a reclaim reached a stage; its notice is said to the contract at the same time",
            (asked, body) => new MoveReclaim(asked.Input.Id("reclaim"), ReclaimFormat.Move(body, At(asked, body))),
        [
            new("to", "string", $"One of {string.Join(", ", ReclaimFormat.Stages.Select(stage => stage.Word))}.", Required: true),
            new("at", "string", "The instant. Default: now."),
            new("from", "string", "With noticed: the first day without the GPUs."), new("evidence", "string", "What shows it."),
        ], Reclaim);
    }

    static NodaTime.Instant At(Asked asked, Fields body) => body.Has("at") ? body.Instant("at") : asked.Now;

    static Answer Listed(Asked asked)
    {
        var now = asked.Now;
        var page = asked.Page(asked.Book.Reclaims.Values, reclaim => reclaim.Id.ToString());
        return Answer.Map(json => { ReclaimJson.List(json, asked.Book, page.Items, now); json.WriteString("next", page.Next); });
    }

    static Answer One(Asked asked)
    {
        var (id, now) = (asked.Input.Id("reclaim"), asked.Now);
        if (asked.Book.Reclaims.TryGetValue(id, out var reclaim)) return Answer.Map(json => ReclaimJson.One(json, asked.Book, reclaim, now));
        return new Refusal(RefusalCode.NotFound, "reclaim", $"There is no reclaim '{id}'.");
    }
}
