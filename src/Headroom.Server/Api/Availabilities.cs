using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Metering.Conditions;
using Headroom.Metering.Events;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>Conditions of nodes, the availability that contracts make of them, and what buyers measured.</summary>
static class Availabilities
{
    static readonly Parameter Month = new("month", "string", "The month, such as 2026-06.", Required: true);

    static readonly Parameter[] Figures =
    [
        new("clause", "string", "The availability clause.", Required: true), Month, new("down-minutes", "number", "Minutes down.", Required: true),
        new("excluded-minutes", "number", "Minutes left out. Default: 0."),
        new("evidence", "string", "Where it was measured, or how it was agreed; up to 200 characters.", Required: true),
    ];

    static readonly Operation Send =
        new(
            "Records conditions of nodes sent as CloudEvents, one or a batch: what is recorded just so is not said again, and what cannot be one is listed with its reason, here and for its month", [.. Tabular.Parameters],
        [UseEvents.Batch, UseEvents.One, Bodies.JsonType], [])
        {
            Writes = true,
            Holds = $"CloudEvents 1.0 of type {ConditionEvents.Type}; data: the fields of a condition.",
        };

    static readonly Operation Import =
        new("Records what buyers measured from a CSV file, row by row; what is recorded just so is not said again, and what cannot be recorded is listed with its reason",
            [.. Tabular.Parameters], [Bodies.CsvType], [])
        {
            Writes = true,
            MostBytes = StatedFigures.MostBytes,
            Holds = "CSV with the columns contract,clause,month,down-minutes,evidence and perhaps excluded-minutes.",
        };

    public static void Map(Routes routes)
    {
        routes.Get("/v1/conditions", "Conditions of nodes, in order of their beginning", Conditions, new("pool", "string", "Only this pool's."),
            new("open", "boolean", "Only those that last."), Parameter.Limit, Parameter.After);
        routes.Post("/v1/conditions", "Records a condition of a node, or up to a thousand under conditions; said again under its id it is corrected",
            (_, body) => ConditionFormat.Said(body),
        [
            new("condition", "string", "Its id.", Required: true), new("pool", "string", "The node's pool.", Required: true), new("node", "string", "The node.", Required: true),
            new("gpus", "integer", "How many of its GPUs it concerns.", Required: true), new("code", "string", "What was seen, such as xid-79.", Required: true),
            new("from", "string", "When it began, an instant.", Required: true),
            new("to", "string", "When it ended. Default: it lasts."),
            new("contract", "string", "The contract that the node served. Default: that of the block in which it stands, hour by hour; in no block it serves all of its pool."),
            new("cause", "string", "fault (the default), maintenance or customer."), new("noticed", "string", "When maintenance was announced."),
            new("evidence", "string", "Where it can be seen."),
            new("conditions", "array", "Instead: a list of these."),
        ]);
        routes.PostReport("/v1/condition-events", Send, Sent);
        routes.Get("/v1/condition-events", "Events of conditions that came in a month and were refused, each until an event of the same source and id is recorded", Refused,
            new Parameter("month", "string", "The month in which they came. Default: the book's own."));
        routes.PostReport("/v1/stated-availability", Import, Imported);
        routes.Get("/v1/contracts/{contract}/availability/{month}",
            "A contract's availability of a month: GPU-hours by the agreed table, the conditions behind them, the credit, and the buyer's figures beside ours", Availability,
            Parameter.Contract, Month);
        routes.Post("/v1/contracts/{contract}/stated-availability", "Records what the buyer measured; beyond the clause's tolerance it opens a dispute with both evidences",
            (asked, body) => new StateAvailability(asked.Input.Id("contract"), ConditionFormat.Availability(body)), [.. Figures], Parameter.Contract);
        routes.Post("/v1/contracts/{contract}/agreed-availability",
            "Records the figures that both sides agreed on: they hold, the dispute ends, and the next invoice carries the difference",
            (asked, body) => new AgreeAvailability(asked.Input.Id("contract"), ConditionFormat.Availability(body)), [.. Figures], Parameter.Contract);
    }

    static Answer Conditions(Asked asked)
    {
        var (pool, open) = (asked.Input.IdOrNone("pool"), asked.Input.Bool("open", false));
        var page = asked.Page(asked.Book.Conditions.Values.Where(condition => (pool is null || condition.Pool == pool) && (!open || condition.End is null))
            .OrderBy(condition => condition.Id, StringComparer.Ordinal), condition => condition.Id);
        return Answer.Map(json =>
        {
            AvailabilityJson.Conditions(json, page.Items);
            json.WriteString("next", page.Next);
        });
    }

    static Answer Sent(Asked asked, Body body, Speaker speaker)
    {
        if (asked.Book.Opened is not { } opened) return new Refusal(RefusalCode.NotFound, "book", "The book has not been opened; its first fact says whose it is.");
        if (!Bodies.Document(body.Bytes, Bodies.JsonType).Then(ConditionEvents.Read).TryGet(out var read, out var fault)) return fault;
        var keeper = asked.Desk.Keeper;
        return Answer.Map(json =>
        {
            var news = read.Against(asked.Book, opened.Sandbox ? Instant.MaxValue : keeper.Now(asked.Book)).Record(keeper, speaker.Who.Actor, speaker.Who.Why, speaker.Key);
            RefusedConditions.Keep(keeper.Journal.Usage, read, news, asked.Book.Calendar, keeper.Now(asked.Book));
            ConditionNewsJson.Write(json, read, news);
            Clock(json, asked);
        });
    }

    static Answer Refused(Asked asked)
    {
        var month = asked.Input.Has("month") ? asked.Input.Month("month") : asked.Today.ToYearMonth();
        return asked.Input.Faults.Count > 0 ? asked.Input.Faults[0]
            : Answer.Beside(json => json.Map(() => RefusedConditions.Write(json, month, RefusedConditions.Of(asked.Desk.Keeper.Journal.Usage, month))));
    }

    static Answer Imported(Asked asked, Body body, Speaker speaker) => asked.Book.Opened is null
        ? new Refusal(RefusalCode.NotFound, "book", "The book has not been opened; its first fact says whose it is.")
        : StatedFigures.Read(new MemoryStream(body.Bytes)).TryGet(out var read, out var fault)
        ? Answer.Map(json =>
        {
            read.Record(asked.Desk.Keeper, speaker.Who.Actor, speaker.Who.Why, speaker.Key).Write(json);
            Clock(json, asked);
        }) : fault;

    // What was recorded may bear later dates than the clock of a sandbox.
    static void Clock(Utf8JsonWriter json, Asked asked) => ClockJson.Write(json, asked.Desk.Keeper.ClockMoved(asked.Book.Position + 1, asked.Desk.Keeper.CatchUp().Position));

    static Answer Availability(Asked asked)
    {
        var (contract, month) = (asked.Contract, asked.Input.Month("month"));
        if (contract is null || asked.Input.Faults.Count > 0) return asked.Input.Faults[0];
        var clauses = AvailabilityMonth.Of(contract, month, contract.Terms.Calendar.DateOf(asked.Desk.Keeper.Now(asked.Book)).PlusDays(-1)).ToList();
        return Answer.Json(json => AvailabilityJson.Month(json, asked.Book, contract, month, clauses));
    }
}
