using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>demand launch|retire|grow|hardware|cancel|events</c>: what the owners of products know of their future use and no history can tell.</summary>
static class DemandEventCommands
{
    public static Command[] Build(IClock clock) =>
    [
        Filing("launch", "launch", "A product starts, or a part of one: so many GPUs more, after a ramp.", clock, Common.Text("--gpus", "GPUs in use once it is there."), Low, High,
            Common.Text("--ramp-days", "Days until all of it is there. Default: 0."),
            Common.Text("--pool", "The pool or class in which a workload that is not known yet will run.")),
        Filing("retire", "retirement", "A product ends: nothing is left of it after a run-down.", clock, Common.Text("--over-days", "Days of the run-down. Default: 0.")),
        Filing("grow", "growth", "A scenario of growth under a name: so much a month. Those of one workload exclude one another.", clock,
            Common.Text("--monthly", "Growth a month, such as 4%."), Low, High, Common.Text("--through", "The last day on which it grows.")),
        Filing("hardware", "hardware", "The product moves to other hardware or software, and then needs so many times the GPUs.", clock,
            Common.Text("--factor", "GPUs needed afterwards for each that would have been, such as 0.5."), Low, High, Common.Text("--over-days", "Days of the move. Default: 0.")),
        Common.Of("cancel", "Say that a dated event will not come.", clock,
            session => session.Say(_ => new CancelDemand(session.Input.Id("event"), session.Input.Text("reason")), done => ContractCommands.Signed(session, done)),
            Common.Argument("event", "Its id."), Common.Text("--reason", "Why."), Common.Key()),
        Common.Of("base", "Say what of a workload's use its forecast is made of: all that is allocated, or what was busy and a margin.", clock,
            session => session.Say(_ => new BaseDemand(session.Input.Id("workload"), DemandEvents.Basis(session.Input)), done => ContractCommands.Signed(session, done)),
            Common.Argument("workload", "The workload."), Common.Text("--on", "allocated or busy."),
            Common.Text("--margin", "What is added to busy GPUs, such as 10%. Default: 0."), Common.Key()),
        Common.Of("events", "List the dated events of own demand.", clock, Listed, Common.Position()),
    ];

    static Option<string?> Low => Common.Text("--low", "What it stays below one time in ten. Default: the likely figure.");

    static Option<string?> High => Common.Text("--high", "What it exceeds one time in ten. Default: the likely figure.");

    static Command Filing(string verb, string word, string description, IClock clock, params Option<string?>[] figures) => Common.Of(verb, description, clock,
        session => session.Say(_ =>
            new PlanDemand(DemandEvents.Event(session.Input, word, session.Input.Id("event"), session.Input.Id("workload")),
                word == "launch" ? session.Input.IdOrNone("pool") : null),
            done => ContractCommands.Signed(session, done)),
        [
            Common.Argument("event", "Its id; what was filed last under it holds."), Common.Text("--workload", "The product's workload."), Common.Text("--from", "The first day."),
            .. figures,
            Common.Text("--certainty", "How certain it is, such as 60%. Default: 100%."), Common.Text("--note", "What it is."), Common.Key(),
        ]);

    static int Listed(Session session) =>
        session.View((_, book) => session.Output.Print(json => json.Map(() => json.List("events", book.Demand.Values.SelectMany(demand => demand.Events), dated => json.Map(() =>
    {
        DemandEvents.Show(json, dated.Event);
    }))), console =>
    {
        var table = Show.Table(console, "Dated events of own demand", "event", "workload", "what", "from", "says", ">certainty", "for");
        foreach (var (planned, _) in book.Demand.Values.SelectMany(demand => demand.Events))
            table.Row(planned.Id.ToString(), planned.Workload.ToString(), planned.Word, Json.Text(planned.From), planned.Says, Show.Percent(planned.Certainty), planned.Note);
        console.Write(table);
    }));

    /// <summary>The events that shape a forecast, and what each adds over the days told.</summary>
    public static void Parts(IAnsiConsole console, DemandForecast forecast)
    {
        if (forecast.Events.IsEmpty) return;
        var table = Show.Table(console, $"Dated events, and what each adds over {forecast.Days.Length} days to the mean and to the greatest hour that 95 of 100 paths stay within",
            "event", "what", "from", "says", ">certainty", ">mean GPUs", ">peak GPUs", ">share", "");
        foreach (var part in forecast.Events)
            table.Row(part.Dated.Event.Id.ToString(), part.Dated.Event.Word, Json.Text(part.Dated.Event.From), part.Dated.Event.Says, Show.Percent(part.Dated.Event.Certainty),
                Show.Gpus(((Rational)(decimal)part.Mean).Round(0)),
                Show.Gpus(part.Peak), part.Share is { } share ? Show.Percent((decimal)share) : "", part.Acts ? "" : "in the history already, or beyond the forecast");
        console.Write(table);
    }
}
