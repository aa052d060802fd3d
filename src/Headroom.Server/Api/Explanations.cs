using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>All that follows from terms alone; no book is needed and nothing is written.</summary>
static class Explanations
{
    public static void Map(Routes routes) => routes.PostView("/v1/terms/explain", "Everything that follows from terms: capacity, exits, every invoice, revenue, backlog", Explain,
        Contracts.TermsFields,
        new Parameter("at", "string", "The date at which backlog is seen; all of it has happened. Default: the first day of the term."), Parameter.Variant,
        new Parameter("notice", "string", "The date of a hypothetical notice. Default: the date given by at."));

    static Answer Explain(Asked asked, Node node)
    {
        var (at, notice, terms) = (asked.Input.DateOrNone("at"), asked.Input.DateOrNone("notice"), Contracts.Terms(asked, node));
        return Answer.Json(json => ExplanationJson.Write(json, Explanation.Of(terms!, at ?? terms!.From, notice ?? at ?? terms!.From)));
    }
}
