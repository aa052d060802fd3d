using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Metering.Events;
using Headroom.Metering.Hours;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>Usage: its sources, the events that they send, the months sealed of it, and the hours of pools.</summary>
static class Usages
{
    static readonly Parameter Source = new("source", "string", "The source's id.", Required: true), Month = new("month", "string", "The month, such as 2026-06.", Required: true),
        Pool = new("pool", "string", "The pool's id.", Required: true);

    static readonly Operation Send =
        new(
            "Keeps use sent as CloudEvents, one or a batch: an event that was there before is not kept twice, and one that is not kept is listed with its reason, here and among what its month sets aside", [Source, .. Tabular.Parameters],
        [UseEvents.Batch, UseEvents.One, Bodies.JsonType], [])
        {
            Writes = true,
            Holds = $"CloudEvents 1.0 of type {UseEvents.Type}; data: account, from, to, units, corrects.",
        };

    static readonly Operation SealMonth = new("Seals a month with the events kept: contracts' meters are read, and late events make a further revision", [Source, Month], [], [])
    { Writes = true, MostBytes = 64 };

    public static void Map(Routes routes)
    {
        routes.Get("/v1/usage-sources", "Sources of usage, their accounts, and what was sealed of each month",
            asked => Answer.Json(json => MeteringJson.Sources(json, asked.Book)));
        routes.Post("/v1/usage-sources", "Describes a source of usage: what it measures, what it feeds, and who stands behind each account",
            (_, body) => MeteringFacts.Describe(body),
        [
            new("usage-source", "string", "The source's id.", Required: true), new("pool", "string", "The pool that it measures.", Required: true),
            new("measures", "string", "reserved, allocated, busy, energy or down.", Required: true),
            new("feeds", "string", "The meter of the clauses that it is read for. Default: none."),
            new("accounts", "array", "A list of account with contract or workload.", Required: true),
        ]);
        routes.PostReport("/v1/usage-sources/{source}/events", Send, Sent);
        routes.Get("/v1/usage-sources/{source}/months/{month}", "The hours by account that the events kept of a month come to, not sealed", Kept, Source, Month);
        routes.Post("/v1/usage-sources/{source}/months/{month}/seal", SealMonth, Seal);
        routes.Get("/v1/pools/{pool}/hours", "A pool's hours of a month, split exactly into broken, handover, sold, own and idle", Hours, Pool, Month);
        routes.Get("/v1/pools/{pool}/usage",
            "A pool's month of use: its capacity by day, state, contract, workload and account, its sources with gaps, records set aside and seals, and what was invoiced", Usage,
            Pool, Month);
    }

    static Answer Sent(Asked asked, Body body, Speaker speaker)
    {
        var id = asked.Input.Id("source");
        if (asked.Input.Faults.Count > 0) return asked.Input.Faults[0];
        if (!asked.Book.Sources.ContainsKey(id)) return Unknown(id);
        if (!Bodies.Document(body.Bytes, Bodies.JsonType).Then(node => UseEvents.Read(node, id)).TryGet(out var events, out var fault)) return fault;
        return Answer.Map(json =>
        {
            var keeper = asked.Desk.Keeper;
            var kept = SentUse.Keep(keeper.Journal.Usage, events, asked.Book.Calendar, keeper.Now(asked.Book));
            var outcomes = events.Zip(kept, (each, outcome) => (each.Id, Outcome: Word(outcome), each.Refusal)).ToList();
            foreach (var group in new[] { "new", "repeated", "other-content", "refused" }) json.WriteNumber(group, outcomes.Count(each => each.Outcome == group));
            json.List("events", outcomes, each => json.Map(() =>
            {
                json.WriteString("id", each.Id);
                json.WriteString("outcome", each.Outcome);
                json.WriteString("field", each.Refusal?.Field);
                json.WriteString("reason", each.Refusal?.Says);
            }));
        });
    }

    static string Word(UsageKept? kept) => kept switch { UsageKept.New => "new", UsageKept.Repeated => "repeated", UsageKept.OtherContent => "other-content", _ => "refused" };

    static Answer Kept(Asked asked)
    {
        var (id, month) = (asked.Input.Id("source"), asked.Input.Month("month"));
        if (asked.Input.Faults.Count > 0) return asked.Input.Faults[0];
        if (!asked.Book.Sources.TryGetValue(id, out var source)) return Unknown(id);
        return Read(asked, source, month) is { } import
            ? Answer.Beside(json => json.Map(() => ImportJson.Write(json, source, import, asked.Book.Seals.GetValueOrDefault((id, month))))) : asked.Input.Faults[0];
    }

    static IReadOnlyList<Command> Seal(Asked asked, Body body)
    {
        var (id, month) = (asked.Input.Id("source"), asked.Input.Month("month"));
        var import = asked.Input.Faults.Count == 0 && asked.Book.Sources.TryGetValue(id, out var source) ? Read(asked, source, month) : null;
        if (import is not null) return [UsageMonth.Seal(asked.Desk.Keeper, id, month, import.Use, import.Quarantine.Count, DoubtsExhibit.Of(import))];
        if (asked.Input.Faults.Count == 0) asked.Input.Faults.Add(Unknown(id));
        return [];
    }

    static Imported? Read(Asked asked, UsageSource source, YearMonth month)
    {
        var window = asked.Book.Calendar.Of(month);
        var readAt = Instant.Max(asked.Desk.Keeper.Now(asked.Book), window.End);
        if (KeptUse.Read(asked.Desk.Keeper.Journal.Usage, source.Id, month, window, readAt, UsageMonth.MostUnits(asked.Book, source, window)).TryGet(out var import, out var fault))
            return import;
        asked.Input.Faults.Add(fault);
        return null;
    }

    static Answer Hours(Asked asked)
    {
        var (pool, month) = (asked.Pool, asked.Input.Month("month"));
        if (pool is null || asked.Input.Faults.Count > 0) return asked.Input.Faults[0];
        var (keeper, window) = (asked.Desk.Keeper, asked.Book.Calendar.Of(month));
        var hours = PoolHours.Of(new PoolSplits(asked.Book, pool, asked.Today), pool, window, UsageMonth.Sealed(keeper, asked.Book, pool.Id, month));
        return Answer.Json(json => MeteringJson.Hours(json, asked.Book, pool.Id, month, hours));
    }

    static Answer Usage(Asked asked)
    {
        var (pool, month) = (asked.Pool, asked.Input.Month("month"));
        if (pool is null || asked.Input.Faults.Count > 0) return asked.Input.Faults[0];
        var usage = PoolUsage.Of(asked.Desk.Keeper, asked.Book, pool, month, asked.Today);
        return Answer.Beside(json => PoolUsageJson.Write(json, asked.Book, usage));
    }

    static Refusal Unknown(Slug id) => new(RefusalCode.NotFound, "source", $"There is no source of usage '{id}'; describe it first.");
}
