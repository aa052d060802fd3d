using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>incident open|close|list|show</c>: capacity that is gone for a while, who gives way, and what it costs.</summary>
static class IncidentCommands
{
    public static Command Build(IClock clock) => Common.Group("incident", "Incidents, planned maintenance and curtailments: capacity that is gone for a while.",
        Common.Of("open", "Say that capacity is gone, or will be; said again under its id it is corrected. While it lasts it is no supply.", clock,
            session => session.Say(_ => Opened(session), done => LoadCommands.Done(session, done.Book.Position, "It is recorded. Who gives way: incident show.")),
            Common.Argument("incident", "Its id."), Common.Text("--kind", "incident (the default), maintenance or curtailment."),
            Common.Text("--pool", "The pool whose GPUs are gone."), Common.Text("--gpus", "How many of them."),
            Common.Text("--nodes", "The names of their nodes with commas between them."), Common.Text("--site", "Instead: the site whose limit is cut."),
            Common.Text("--kilowatts", "By how much, at the facility meter."),
            Common.Text("--from", "When it begins, such as 2026-07-14T15:00:00Z."), Common.Text("--to", "When it ends. Default: nobody knows."),
            Common.Text("--noticed", "When customers were told."), Common.Text("--says", "What it is."), Common.Key()),
        Common.Of("close", "Say that it is over: what each contract lacked by it is recorded, and its SLA judges it.", clock,
            session => session.Say((keeper, book) => IncidentFormat.Close(session.Input.Id("incident"), session.Input, keeper.Now(book)),
                done => LoadCommands.Done(session, done.Book.Position, $"It is closed; {done.Last - done.First} conditions of contracts are recorded with it.")),
            Common.Argument("incident", "Its id."), Common.Text("--at", "When its capacity was back. Default: now."), Common.Key()),
        Common.Of("list", "Every incident, those that last or are to come first.", clock, List, Common.Position()),
        Common.Of("show", "The contracts that it hits, what could cover it, who gives way in which order, and the credits by the hour.", clock, Shown,
            Common.Argument("incident", "Its id."), Common.Position()));

    static OpenIncident Opened(Session session) =>
        IncidentFormat.Open(session.Input, session.Input.Has("nodes") ? session.Input.Words("nodes", Core.Capacity.Incident.MostNodes) : []);

    static int List(Session session) => session.View((keeper, book) =>
    {
        var now = keeper.Now(book);
        return session.Output.Print(json => json.Map(() => IncidentJson.List(json, IncidentJson.Ordered(book, now), now)), console =>
        {
            var table = Show.Table(console, $"Incidents at {Json.Text(now)}", "incident", "kind", "of", ">gone", "from", "to", "state", "says");
            foreach (var each in IncidentJson.Ordered(book, now))
                table.Row(each.Id.ToString(), IncidentFormat.Word(each.Kind), each.Of.ToString(),
                    each.IsPower ? $"{Show.Kilowatts(each.Kilowatts.Value)} kW" : $"{Show.Gpus(each.Gpus.Count)} GPUs",
                    Json.Text(each.From), each.End is { } end ? Json.Text(end) : "open", IncidentJson.State(each, now), each.Says);
            console.Write(table);
        });
    });

    static int Shown(Session session) => session.View((keeper, book) =>
    {
        var id = session.Input.Id("incident");
        if (session.Faults.Count > 0) return Output.Refused;
        if (!book.Incidents.ById.TryGetValue(id, out var incident))
            return session.Output.Refuse(
                [new Refusal(RefusalCode.NotFound, "incident", $"There is no incident '{id}'; there are {string.Join(", ", book.Incidents.ById.Keys.Take(10))}.")]);
        var view = IncidentView.Of(book, incident, keeper.Now(book));
        return session.Output.Print(json => json.Map(() => IncidentJson.One(json, book, view)), console => Text(console, view));
    });

    static void Text(IAnsiConsole console, IncidentView view)
    {
        var incident = view.Incident;
        Show.Line(console, $"{incident.Id}, {IncidentFormat.Word(incident.Kind)}, {IncidentJson.State(incident, view.Now)}: {incident.Says}");
        var order = Show.Table(console, $"Who gives way at {Json.Text(view.Order.At)}, first ones first", "step", "pool", "contract", ">holds", ">loses", ">a GPU-hour",
            "by right");
        foreach (var line in view.Order.Lines)
            order.Row(IncidentJson.Step(line.Step), line.Pool.ToString(), line.Contract?.ToString() ?? "", Show.Gpus(line.Held.Count), Show.Gpus(line.Shed.Count),
                line.PerGpuHour is { } price ? Show.Money(price) : "", line.IsByRight ? "yes" : "no");
        console.Write(order);
        console.WriteLine(
            $"{Show.Gpus(view.Cover.Sum(cover => cover.Gpus.Count))} GPUs could cover it without breaking a contract; {Show.Gpus(view.Cover.Sum(cover => cover.Used.Count))} do. What is idle and own is the median of the forecast.");
        if (view.Costs.Length == 0) console.WriteLine("No contract lacks anything by it.");
        foreach (var cost in view.Costs)
        {
            var table = Show.Table(console,
                $"{cost.Contract.Id} lacks {Show.Gpus(cost.Short.Count)} of {Show.Gpus(cost.Held.Count)} GPUs{(cost.Unjudged(view.Incident.Kind) is { } why ? $"; {why}" : "")}",
                ">hours of it", ">the month's credit", "");
            foreach (var (hours, credit) in cost.Credits) table.Row(hours == 0 ? "without it" : $"{hours}", Show.Money(credit), cost.Contract.Terms.Currency.Code);
            console.Write(table);
        }
    }
}
