using Headroom.Core.Commands;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Demand;
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
        Holds = "timestamp_utc,pool,workload,gpus_in_use: one row an hour and workload.",
    };

    public static void Map(Routes routes)
    {
        routes.Get("/v1/demand", "Own workloads, what is known of each, and where each runs", List, Parameter.Limit, Parameter.After);
        routes.Post("/v1/demand", Record, Recorded);
        routes.Post("/v1/demand/{workload}/moves", "Says that a workload runs in another pool from a date on",
            (asked, body) => new MoveDemand(asked.Input.Id("workload"), body.Id("to"), body.Date("from")),
            [new("to", "string", "The pool.", Required: true), new("from", "string", "The date.", Required: true)],
            new Parameter("workload", "string", "The workload's id.", Required: true));
    }

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
                json.List("moves", demand.Moves, move => json.Map(() => { json.Time("from", move.From); json.WriteString("to", move.Pool.ToString()); }));
            }));
            json.WriteString("next", page.Next);
        });
    }

    static IReadOnlyList<Command> Recorded(Asked asked, Body body)
    {
        var read = DemandCsv.Read(new MemoryStream(body.Bytes));
        asked.Input.Faults.AddRange(read.Faults);
        return asked.Input.Faults.Count > 0 ? [] : [.. read.Value!.Select(history => Command(asked, history))];
    }

    // The hours are kept before the fact that names them, but not for a record that the book would refuse anyway.
    static RecordDemand Command(Asked asked, History history)
    {
        var exhibit = new Exhibit(HourlyExhibit.MediaType, HourlyExhibit.Write(history.Hourly));
        var command = new RecordDemand(exhibit.Digest.ToString(), history);
        var (book, keeper) = (asked.Book, asked.Desk.Keeper);
        var now = book.Opened is { Sandbox: true } ? Instant.Max(keeper.Now(book), command.NotBefore(book)) : keeper.Now(book);
        if (command.Decide(book, now) is Accepted) keeper.Journal.PutExhibit(exhibit);
        return command;
    }
}
