using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Demand;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>Own demand: what workloads used, hour by hour, and where they run.</summary>
static class Demands
{
    static readonly Operation Record = new("Records measured own demand: CSV (or the same gzipped), one row an hour and workload", [], [Bodies.CsvType, Bodies.GzipType], [])
    {
        Writes = true,
        MostBytes = Bodies.MostCsvBytes,
        Holds = "timestamp_utc,pool,workload,gpus_in_use, and gpus_busy where it is measured: one row an hour and workload.",
    };

    public static void Map(Routes routes)
    {
        routes.Get("/v1/demand", "Own workloads, what is known of each, and where each runs", List, Parameter.Limit, Parameter.After);
        routes.Get("/v1/demand/{workload}/forecast",
            "What a workload will need: quantiles of its peaks by day and window and of its hours, and what such forecasts were worth on its own past", Told,
            new Parameter("workload", "string", "The workload's id.", Required: true), new Parameter("days", "integer", "How many days are told, 1 to 1,456. Default: 28."));
        routes.Get("/v1/demand/{workload}/backtest",
            "What the forecast would have said at past origins against what came: loss beside the seasonal naive forecast, coverage, peaks, and what selling would have cost",
            Tested, new Parameter("workload", "string", "The workload's id.", Required: true));
        routes.Get("/v1/demand/{workload}/events", "The dated events of a workload's demand: launches, retirements, scenarios of growth, changes of hardware", Events,
            new Parameter("workload", "string", "The workload's id.", Required: true));
        routes.Post("/v1/demand", Record, Recorded);
        routes.Post("/v1/demand/{workload}/events", "Files a dated event of a workload's demand, or files it anew: it shapes the forecast from its first day on",
            (asked, body) => new PlanDemand(DemandEvents.Event(body, body.Word("what", [.. DemandEvents.Words.Select(word => (word, word))]), body.Id("event"),
                asked.Input.Id("workload")), body.IdOrNone("pool")), EventFields,
            new Parameter("workload", "string", "The workload's id; a launch may start one.", Required: true));
        routes.Post("/v1/demand-events/{event}/cancel", "Says that a dated event of own demand will not come",
            (asked, body) => new CancelDemand(asked.Input.Id("event"), body.Text("reason")),
            [new("reason", "string", "Why.", Required: true)], new Parameter("event", "string", "The event's id.", Required: true));
        routes.Post("/v1/demand/{workload}/basis", "Says what of a workload's use its forecast is made of: all that is allocated, or what was busy and a margin",
            (asked, body) => new BaseDemand(asked.Input.Id("workload"), DemandEvents.Basis(body)),
            [new("on", "string", "allocated or busy.", Required: true), new("margin", "number", "What is added to busy GPUs, such as 10%. Default: 0.")],
            new Parameter("workload", "string", "The workload's id.", Required: true));
        routes.Post("/v1/demand/{workload}/moves", "Says that a workload runs in another pool from a date on",
            (asked, body) => new MoveDemand(asked.Input.Id("workload"), body.Id("to"), body.Date("from")),
            [new("to", "string", "The pool.", Required: true), new("from", "string", "The date.", Required: true)],
            new Parameter("workload", "string", "The workload's id.", Required: true));
    }

    static readonly ImmutableArray<Parameter> EventFields =
    [
        new("event", "string", "Its id; what was filed last under it holds.", Required: true), new("what", "string", "launch, retirement, growth or hardware.", Required: true),
        new("from", "string", "The first day.", Required: true), new("gpus", "integer", "Of a launch: the likely number of GPUs once it is there."),
        new("monthly", "number", "Of a growth: the likely growth a month, such as 4%."), new("factor", "number", "Of a change of hardware: how many times the GPUs it then needs."),
        new("low", "number", "What it stays below one time in ten. Default: the likely figure."),
        new("high", "number", "What it exceeds one time in ten. Default: the likely figure."),
        new("ramp-days", "integer", "Of a launch: days until all of it is there. Default: 0."),
        new("over-days", "integer", "Of a retirement or a change of hardware: days until it is done. Default: 0."),
        new("through", "string", "Of a growth: its last day."), new("certainty", "number", "How certain it is, 0 to 1 or a percentage. Default: 100%."),
        new("note", "string", "What it is."),
        new("pool", "string", "Of a launch of a workload that is not known yet: the pool or class of pools."),
    ];

    static Answer Events(Asked asked) => asked.Workload is not { } demand ? Answer.Map(_ => { })
        : Answer.Map(json => json.List("events", demand.Events,
            dated => json.Map(() => { DemandEvents.Show(json, dated.Event); json.WriteBoolean("acts", demand.Acting.Contains(dated)); })));

    static Answer List(Asked asked)
    {
        var page = asked.Page(asked.Book.Demand.Values, demand => demand.History.Workload.ToString());
        return Answer.Map(json =>
        {
            json.List("demand", page.Items, demand => json.Map(() =>
            {
                json.WriteString("workload", demand.History.Workload.ToString());
                json.WriteString("pool", demand.History.Pool.ToString());
                json.Time("start", demand.History.Start);
                json.Time("end", demand.History.End);
                json.WriteNumber("hours", demand.History.Hourly.Length);
                json.WriteNumber("filled", demand.History.Filled);
                DemandEvents.Write(json, demand.Basis);
                if (OwnPadding.Of(asked.Book, demand) is { } padding) DemandJson.Padded(json, padding);
                json.List("moves", demand.Moves, move => json.Map(() => { json.Time("from", move.From); json.WriteString("to", move.Pool.ToString()); }));
            }));
            json.WriteString("next", page.Next);
        });
    }

    /// <summary>So many origins stand behind the evidence of a forecast, and no more are tested for a request.</summary>
    internal const int EvidenceOrigins = 40, MostOrigins = 200;

    static Answer Told(Asked asked)
    {
        var days = (int)asked.Input.Whole("days", 1, 4 * 364, "days", DemandForecast.TestedDays);
        if (asked.Workload is not { } demand || asked.Input.Faults.Count > 0) return Answer.Map(_ => { });
        var (forecast, evidence) = (DemandForecast.Of(demand, days), DemandForecast.Evidence(demand.Counted, AllCores.Spread, EvidenceOrigins));
        return Answer.Json(json => DemandJson.Forecast(json, asked.Book, forecast, evidence));
    }

    static Answer Tested(Asked asked) => asked.Workload is not { Counted: var history } ? Answer.Map(_ => { })
        : Answer.Json(json => DemandJson.Backtest(json, [(history.Workload.ToString(), history, DemandForecast.Evidence(history, AllCores.Spread, MostOrigins))]));

    static IReadOnlyList<Command> Recorded(Asked asked, Body body)
    {
        var read = DemandCsv.Read(new MemoryStream(body.Bytes));
        asked.Input.Faults.AddRange(read.Faults);
        return asked.Input.Faults.Count > 0 ? [] : [.. read.Value!.Select(history => Command(asked, history))];
    }

    // The hours are kept before the fact that names them, but not for a record that the book would refuse anyway.
    static RecordDemand Command(Asked asked, History history)
    {
        var hours = new Exhibit(HourlyExhibit.MediaType, HourlyExhibit.Write(history.Hourly));
        var busy = history.Busy.IsEmpty ? null : new Exhibit(HourlyExhibit.MediaType, HourlyExhibit.Write(history.Busy));
        var command = new RecordDemand(hours.Digest.ToString(), history) { BusyExhibit = busy?.Digest.ToString() };
        var (book, keeper) = (asked.Book, asked.Desk.Keeper);
        var now = book.Opened is { Sandbox: true } ? Instant.Max(keeper.Now(book), command.NotBefore(book)) : keeper.Now(book);
        if (command.Decide(book, now) is Accepted)
            foreach (var exhibit in new[] { hours, busy }.OfType<Exhibit>()) keeper.Journal.PutExhibit(exhibit);
        return command;
    }
}
