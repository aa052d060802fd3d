using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>Reports over the whole book: overview, backlog, revenue, and why a figure moved.</summary>
static class Reports
{
    /// <summary>The most facts between two points that are explained one by one.</summary>
    const int MostFacts = 2_000;

    public static void Map(Routes routes)
    {
        routes.Get("/v1/overview", "The state of the business: idle cost, contracted fee, backlog, who is guaranteed what until when", ShowOverview, Parameter.At);
        routes.Get("/v1/backlog", "Fees for service after a date: stated, and enforceable through the earliest exit", ShowBacklog, Parameter.Framework, Parameter.At,
            Parameter.Limit, Parameter.After);
        routes.Get("/v1/revenue", "Revenue by month under every recognition policy, with RPO", ShowRevenue, new Parameter("contract", "string", "Only this contract's."),
            Parameter.Framework, Parameter.At, Parameter.Limit, Parameter.After);
        routes.Get("/v1/balances", "Contract asset or liability and customer liability of every contract, by customer and in all", ShowBalances, Parameter.Framework, Parameter.At,
            Parameter.Limit, Parameter.After);
        routes.Get("/v1/why/{view}", "Which facts, and how much passing of time, moved a view's figures; parts sum to the difference", Why,
            new Parameter("view", "string", $"One of {string.Join(", ", Figures.All.Keys)}, or VIEW.FIGURE.", Required: true),
            new Parameter("from", "string", "A date (all of it has happened) or a position of the journal. Required without at."),
            new Parameter("to", "string", "A date or a position. Required without at."),
            new Parameter("at", "string", "Instead of both: a date, to which every fact from the first on is taken; the parts are then the figures."));
    }

    static Answer ShowOverview(Asked asked)
    {
        var at = asked.At;
        return Answer.Json(json => OverviewJson.Write(json, Overview.Of(asked.Book, at, asked.Today), asked.Book));
    }

    static Answer ShowBacklog(Asked asked)
    {
        var (at, framework) = (asked.At, FrameworkOf(asked));
        var page = asked.Page(asked.Book.Sold, contract => contract.Id.ToString());
        return Answer.Json(json => RevenueJson.Backlogs(json, asked.Book, asked.Book.Sold, at, page.Items, page.Next, framework));
    }

    static Answer ShowRevenue(Asked asked)
    {
        var (only, at) = (asked.Input.Has("contract") ? asked.Contract : null, asked.At);
        var framework = FrameworkOf(asked);
        var page = asked.Page(asked.Book.Sold.Where(contract => only is null || contract.Id == only.Id), contract => contract.Id.ToString());
        return Answer.Json(json => RevenueJson.Write(json, asked.Book, page.Items, at, page.Next, framework));
    }

    static Answer ShowBalances(Asked asked)
    {
        var (at, framework) = (asked.At, FrameworkOf(asked));
        var page = asked.Page(asked.Book.Sold, contract => contract.Id.ToString());
        return Answer.Json(json => BalancesJson.Write(json, asked.Book, asked.Book.Sold, at, page.Items, page.Next, framework));
    }

    internal static Framework FrameworkOf(Asked asked) => asked.Input.WordOr("framework", Framework.UsGaap, Words.Frameworks);

    static Answer Why(Asked asked)
    {
        var (input, keeper) = (asked.Input, asked.Desk.Keeper);
        var name = input.Text("view", 200);
        var figures = Figures.Named(name);
        if (figures is null)
            input.Fault("view", RefusalCode.NotFound, $"'{name}' is not a view that can be explained; there are {string.Join(", ", Figures.All.Keys)}.");
        if (input.Has("at"))
        {
            var at = input.Date("at");
            if (asked.Book.Position > MostFacts)
                input.Fault("at", RefusalCode.OutOfRange, $"The book holds {asked.Book.Position} facts; at most {MostFacts} are explained at once. Ask with from and to.");
            return input.Faults.Count > 0 ? input.Faults[0] : Explained(name, Flux.Under(figures!, keeper.Facts(0, asked.Book.Position), at), asked.Book, at);
        }
        var (from, to) = (Standpoint.Read(input, "from", keeper, asked.Book), Standpoint.Read(input, "to", keeper, asked.Book));
        if (input.Faults.Count == 0 && (to.Position < from.Position || to.Date < from.Date)) input.Fault("to", RefusalCode.DatesUpsideDown, "The end lies before the start.");
        if (to.Position - from.Position > MostFacts)
            input.Fault("to", RefusalCode.OutOfRange, $"There are {to.Position - from.Position} facts between; at most {MostFacts} are explained at once.");
        return input.Faults.Count > 0 ? input.Faults[0]
            : Explained(name, Flux.Between(figures!, keeper.At(from.Position), from.Date, keeper.Facts(from.Position, to.Position), to.Date,
                figures!.LooksBack ? ClosedBooks.Of(keeper.Facts(0, from.Position)).Closed : null), keeper.At(to.Position), to.Date);
    }

    static Answer Explained(string name, Flux flux, Book end, LocalDate date) =>
        Figures.Missing(name, flux, end, date) is { } missing ? missing : Answer.Json(json => FluxJson.Write(json, name, flux));
}
