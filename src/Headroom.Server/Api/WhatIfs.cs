using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Journal.Scenarios;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Several futures of the book side by side.</summary>
static class WhatIfs
{
    public static void Map(Routes routes) => routes.PostView("/v1/what-ifs", "Several futures of the book side by side, every view now and in each; nothing is written", Show,
    [
        new("what-if", "string", "A name for the report.", Required: true), new("at", "string", "The date at which views are seen. Default: the book's today."),
        new("branches", "array", "Each a branch with its name and steps: those of a scenario that name no file, and sell, own-demand and slip.", Required: true),
    ]);

    static Answer Show(Asked asked, Node node)
    {
        var read = WhatIfInput.Read(node);
        if (!read.TryGet(out var input, out _))
        {
            asked.Input.Faults.AddRange(read.Faults);
            return Answer.Map(_ => { });
        }
        var futures = Futures.Of(asked.Desk.Keeper, asked.Book, input, null);
        return Answer.Json(json => TrialJson.Write(json, input.Name, futures.Views, futures.Refused));
    }
}
