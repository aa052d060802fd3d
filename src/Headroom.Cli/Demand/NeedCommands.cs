using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>need file|end|list</c>, <c>recall request|answer|list</c> and <c>openings</c>: own products as customers of the fleet.</summary>
static class NeedCommands
{
    public static Command Needs(IClock clock) => Common.Group("need", "What own products will need beside what their history foretells.",
        Common.Of("file", "File a need, or file it anew: it counts as own demand on as many paths as it is certain.", clock,
            session => session.Say(_ => new FileNeed(NeedFormat.Need(session.Input, session.Input.Id("need"))), done => ContractCommands.Signed(session, done)),
            Common.Argument("need", "Its id."), Common.Text("--product", "The product that needs it."), Common.Text("--home", "The pool or class of pools."),
            Common.Text("--gpus", "How many."),
            Common.Text("--from", "The first day. Several steps are said in a file, with headroom say."), Common.Text("--through", "The last day."),
            Common.Text("--certainty", "How certain it is, such as 60%. Default: 100%."),
            Common.Text("--floor", "What own products keep of the home over these days whatever the forecast says. Default: 0."), Common.Text("--note", "What it is for."),
            Common.Key()),
        Common.Of("end", "Take a need back.", clock,
            session => session.Say(_ => new EndNeed(session.Input.Id("need"), session.Input.Text("reason")), done => ContractCommands.Signed(session, done)),
            Common.Argument("need", "Its id."), Common.Text("--reason", "Why."), Common.Key()),
        Common.Of("list", "List needs.", clock, Listed, Common.Position()));

    public static Command Recalls(IClock clock) => Common.Group("recall", "Requests of own products for capacity that is sold.",
        Common.Of("request", "Ask for capacity of a pool back by a day.", clock,
            session => session.Say(_ => new RequestRecall(NeedFormat.Request(session.Input, session.Input.Id("recall"))), done => ContractCommands.Signed(session, done)),
            Common.Argument("recall", "Its id."), Common.Text("--product", "The product that needs it."), Common.Text("--pool", "The pool."), Common.Text("--gpus", "How many."),
            Common.Text("--by", "The day on which it must be usable."), Common.Text("--reason", "What it is for."), Common.Key()),
        Common.Of("answer", "Grant or decline a request; notices are served one by one.", clock,
            session => session.Say(_ =>
                new AnswerRecall(session.Input.Id("recall"), session.Input.Word("answer", ("granted", true), ("declined", false)), session.Input.Text("reason")),
                done => ContractCommands.Signed(session, done)),
            Common.Argument("recall", "Its id."), Common.Argument("answer", "granted or declined."), Common.Text("--reason", "Why."), Common.Key()),
        Common.Of("list", "List requests.", clock, Requested, Common.Position()));

    public static Command Openings(IClock clock) =>
        Common.Of("openings", "Falls of own use that open capacity which can be sold, with what they cost a day while nobody uses it.", clock, Opened, Common.At(),
            Common.Position());

    static int Listed(Session session) => session.View((_, book) => session.Output.Print(json => json.Map(() => NeedJson.Needs(json, book.Needs.Values)), console =>
    {
        var table = Show.Table(console, "Needs of own products", "need", "product", "home", "from", "through", ">GPUs", ">certainty", ">floor", "for");
        foreach (var need in book.Needs.Values)
            foreach (var step in need.Steps)
                table.Row(need.Id.ToString(), need.Product.ToString(), need.Home.ToString(), Json.Text(step.From), Json.Text(need.Through), Show.Gpus(step.Gpus.Count),
                    Show.Percent(need.Certainty), Show.Gpus(need.Floor.Count), need.Note);
        console.Write(table);
    }));

    static int Requested(Session session) => session.View((_, book) => session.Output.Print(json => json.Map(() => NeedJson.Requests(json, book.RecallRequests.Values)), console =>
    {
        var table = Show.Table(console, "Capacity asked back", "recall", "product", "pool", ">GPUs", "by", "reason", "state");
        foreach (var request in book.RecallRequests.Values)
            table.Row(request.Id.ToString(), request.Product.ToString(), request.Pool.ToString(), Show.Gpus(request.Gpus.Count), Json.Text(request.By), request.Reason,
                request.Answer is { } answer
                ? $"{(answer.Granted ? "granted" : "declined")} {Json.Text(answer.On)}: {answer.Reason}" : $"open; see sellable back {request.Pool} --gpus {request.Gpus.Count} --by {Json.Text(request.By)}");
        console.Write(table);
    }));

    static int Opened(Session session) => session.View((keeper, book) =>
    {
        var at = session.At(keeper, book);
        if (session.Faults.Count > 0) return Output.Refused;
        var openings = Opening.Of(book, at, book.Calendar.DateOf(keeper.Now(book))).ToList();
        return session.Output.Print(json => NeedJson.Openings(json, book, openings), console =>
        {
            var table = Show.Table(console,
                $"Falls of own use that open capacity, at {Json.Text(at)}: below every day's peak of the {Opening.DaysBefore} days before, or a tenth below every week's of 4, 8 or 12 weeks ago",
                "workload", "pool", "since", "beside", ">peak before", ">peak since", ">opened GPUs", $">sellable firm, {Opening.DaysSold} d", ">cost a day", "", "by");
            foreach (var opening in openings)
                table.Row(opening.Workload.ToString(), opening.Pool.ToString(), Json.Text(opening.Since),
                    opening.LookBackDays == 0 ? "the days before" : $"{opening.LookBackDays / 7} weeks ago", Show.Gpus(opening.Before.Count), Show.Gpus(opening.Peak.Count),
                    Show.Gpus(opening.Gpus.Count),
                    Show.Gpus(opening.Sellable.Count), opening.CostADay is { } cost ? Show.Money(((Core.Units.Rational)cost).Round(2)) : "unknown", $"{opening.CostIn}",
                    opening.CostRests);
            console.Write(table);
            SellableCommand.Rests(console, book);
        });
    });
}
