using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Own products as customers of the fleet: needs, requests for capacity that is sold, and falls of their use.</summary>
static class Needs
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/needs", "What own products will need beside what their history foretells", Listed, Parameter.Limit, Parameter.After);
        routes.Post("/v1/needs", "Files a need, or files it anew: it counts as own demand on as many paths as it is certain",
            (_, body) => new FileNeed(NeedFormat.Need(body, body.Id("need"))),
        [
            new("need", "string", "Its id.", Required: true), new("product", "string", "The product that needs it.", Required: true),
            new("home", "string", "The pool or class of pools.", Required: true),
            new("steps", "array", "from and gpus, dates ascending; or from and gpus by themselves."), new("from", "string", "The first day, without steps."),
            new("gpus", "integer", "How many, without steps."),
            new("through", "string", "The last day.", Required: true), new("certainty", "number", "How certain it is, 0 to 1 or a percentage. Default 100%."),
            new("floor", "integer", "What own products keep of the home over these days whatever the forecast says. Default 0."), new("note", "string", "What it is for."),
        ]);
        routes.Post("/v1/needs/{need}/end", "Takes a need back", (asked, body) => new EndNeed(asked.Input.Id("need"), body.Text("reason")),
            [new("reason", "string", "Why.", Required: true)], new Parameter("need", "string", "Its id.", Required: true));
        routes.Get("/v1/recalls", "What own products asked back, and what was decided", Requested, Parameter.Limit, Parameter.After);
        routes.Post("/v1/recalls", "Asks for capacity of a pool back by a day", (_, body) => new RequestRecall(NeedFormat.Request(body, body.Id("recall"))),
        [
            new("recall", "string", "Its id.", Required: true), new("product", "string", "The product that needs it.", Required: true),
            new("pool", "string", "The pool.", Required: true),
            new("gpus", "integer", "How many.", Required: true), new("by", "string", "The day on which it must be usable.", Required: true),
            new("reason", "string", "What it is for.", Required: true),
        ]);
        routes.Post("/v1/recalls/{recall}/answer", "Grants or declines a request; notices are served one by one",
            (asked, body) => new AnswerRecall(asked.Input.Id("recall"), body.Bool("granted", false), body.Text("reason")),
            [new("granted", "boolean", "Whether it is to be brought back. Default: false."), new("reason", "string", "Why.", Required: true)],
            new Parameter("recall", "string", "Its id.", Required: true));
        routes.Get("/v1/openings", "Falls of own use that open capacity which can be sold, with what they cost a day", Opened, Parameter.At);
    }

    static Answer Listed(Asked asked)
    {
        var page = asked.Page(asked.Book.Needs.Values, need => need.Id.ToString());
        return Answer.Map(json => { NeedJson.Needs(json, page.Items); json.WriteString("next", page.Next); });
    }

    static Answer Requested(Asked asked)
    {
        var page = asked.Page(asked.Book.RecallRequests.Values, request => request.Id.ToString());
        return Answer.Map(json => { NeedJson.Requests(json, page.Items); json.WriteString("next", page.Next); });
    }

    static Answer Opened(Asked asked)
    {
        var (at, today) = (asked.At, asked.Today);
        return Answer.Json(json => NeedJson.Openings(json, asked.Book, Opening.Of(asked.Book, at, today)));
    }
}
