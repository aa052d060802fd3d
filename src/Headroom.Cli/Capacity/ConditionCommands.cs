using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Metering.Conditions;
using Headroom.Metering.Prometheus;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>condition record|import|pull|list</c>: what was seen of nodes, which contracts judge by their tables.</summary>
static class ConditionCommands
{
    const int ListedAtMost = 20;

    public static Command Build(IClock clock) =>
        Common.Group("condition", "What was seen of nodes: failures, errors, throttling, maintenance. Contracts judge it by the tables they agreed.",
        Common.Of("record", "Record a condition of a node, or say under its id that it ended.", clock, session => session.Say(_ => ConditionFormat.Said(session.Input),
                done => LoadCommands.Done(session, done.Book.Position, "The condition is recorded.")),
            Common.Argument("condition", "Its id, as you tell it apart."), Common.Text("--pool", "The node's pool."), Common.Text("--node", "The node."),
            Common.Text("--gpus", "How many of its GPUs it concerns."),
            Common.Text("--code", $"What was seen: {NodeCondition.CodeRule}."), Common.Text("--from", "When it began, such as 2026-06-03T04:05:00Z."),
            Common.Text("--to", "When it ended. Default: it lasts."),
            Common.Text("--contract", "The contract that the node served. Default: that of the block in which it stands, hour by hour; in no block it serves all of its pool."),
            Common.Text("--cause", "fault (the default), maintenance or customer."),
            Common.Text("--noticed", "When maintenance was announced."), Common.Text("--evidence", "Where it can be seen."), Common.Key()),
        Common.Of("import", "Record the conditions of a CSV file. What is recorded just so is not said again; what cannot be one is listed and set aside.", clock, Import,
            Common.Argument("file", "CSV with the columns condition,pool,node,gpus,code,from,to and, where wanted, contract,cause,noticed,evidence.")),
        Common.Of("pull", "Record the conditions that a query of Prometheus shows: it is above 0 while they last.", clock, Pull,
            Common.Text("--pool", "The pool of the nodes."), Common.Text("--server", "Its address, such as http://127.0.0.1:9090."),
            Common.Text("--query", "PromQL, such as: max by (Hostname) (DCGM_FI_DEV_XID_ERRORS)"), Common.Text("--label", "The label that names the node. Default: Hostname."),
            Common.Text("--code", "The condition, such as xid-{}: the value stands for the braces."), Common.Text("--gpus", "How many GPUs a series speaks of. Default: 8."),
            Common.Text("--month", "The month, such as 2026-06."),
            Common.Text("--step", $"Seconds that a value stands for, {PromUse.LeastStep} to {PromUse.MostStep}. Default: 60.")),
        Common.Of("refused",
            "Events of conditions that were sent to the API and refused, each until an event of the same source and id is recorded. Ends with 3 when there are any.",
            clock, Refused,
            Common.Text("--month", "The month in which they came. Default: the book's own.")),
        Common.Of("list", "The conditions that were seen, those that last first.", clock, List, Common.Text("--pool", "Only this pool's."),
            Common.Option("--open", "Only those that last."), Common.Position()));

    static int Import(Session session)
    {
        var file = session.Input.Text("file", 1000);
        return Recorded(session, (_, _) => TextFile.Bytes(file, 64 << 20).Then(bytes => ConditionCsv.Read(new MemoryStream(bytes))));
    }

    static int Pull(Session session)
    {
        var input = session.Input;
        var (server, month, step) = (input.Text("server", 500), input.Month("month"), input.Whole("step", PromUse.LeastStep, PromUse.MostStep, "seconds", 60));
        if (NodaConstants.SecondsPerHour % step != 0) input.Fault("step", RefusalCode.OutOfRange, $"{step} seconds do not divide an hour.");
        if (!Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            input.Fault("server", RefusalCode.Malformed, "An address such as http://127.0.0.1:9090 is expected.");
        var nodes = new PromNodes(address!, input.Text("query", 4000), input.Text("label", "Hostname", 100), input.Text("code", 64), input.Id("pool"),
            input.Has("gpus") ? input.Gpus("gpus", 1) : new(8), Duration.FromSeconds(step));
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        return Recorded(session, (keeper, book) =>
        {
            var window = book.Calendar.Of(month);
            return new PromConditions(http, nodes).Read(window, book.Opened!.Sandbox ? window.End : Instant.Min(keeper.Now(book), window.End), book.Conditions.Values);
        });
    }

    /// <summary>Records what is new of conditions that were read, and shows what became of all of them.</summary>
    static int Recorded(Session session, Func<Bookkeeper, Book, Parsed<ConditionsRead>> reads)
    {
        var (actor, why, name) = (session.Actor, session.Why, session.BookName);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var keeper = session.Open();
        var book = keeper.CatchUp();
        if (book.Opened is null) return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "book", $"The book '{name}' holds nothing; load a scenario first.")]);
        if (!reads(keeper, book).TryGet(out var read, out var fault)) return session.Output.Refuse([fault]);
        var news = read.Against(book, book.Opened.Sandbox ? Instant.MaxValue : keeper.Now(book)).Record(keeper, actor, why, _ => null);
        var after = keeper.CatchUp();
        session.TellClock(book, after);
        var code = session.Output.Print(json => json.Map(() => { ConditionNewsJson.Write(json, read, news); json.WriteNumber("position", after.Position); }), console =>
        {
            console.WriteLine($"{news.New:#,##0} conditions recorded, {news.Known:#,##0} known just so, {news.SetAside.Length:#,##0} set aside");
            foreach (var gap in read.Gaps.Take(ListedAtMost)) Show.Line(console, $"nothing measured from {Json.Text(gap.From)} to {Json.Text(gap.End)}");
            foreach (var (place, refusal) in news.SetAside.Take(ListedAtMost)) Show.Line(console, Show.Plain($"{place} set aside: {refusal.Field}: {refusal.Says}"));
            if (Math.Max(read.Gaps.Length, news.SetAside.Length) > ListedAtMost) console.WriteLine("and more; --json lists them all");
        });
        if (code == Output.Ok) session.Output.Witness(after.Position, () => Session.HeadAt(keeper, after.Position).Root);
        return code != Output.Ok ? code : news.SetAside.Length > 0 || read.Gaps.Length > 0 ? Output.Found : Output.Ok;
    }

    static int Refused(Session session) => session.View((keeper, book) =>
    {
        var month = session.Input.Has("month") ? session.Input.Month("month") : book.Calendar.MonthOf(keeper.Now(book));
        if (session.Faults.Count > 0) return Output.Refused;
        var refused = RefusedConditions.Of(keeper.Journal.Usage, month);
        var code = session.Output.Print(json => json.Map(() => RefusedConditions.Write(json, month, refused)), console =>
        {
            var table = Show.Table(console, $"Events of conditions refused in {Json.Text(month)}", "source and id", "reason", "field", "says", ">events");
            foreach (var each in refused) table.Row(Show.Plain(each.Id), each.Reason, Show.Plain(each.Field), Show.Plain(each.Says), $"{each.Times}");
            console.Write(table);
        });
        return code == Output.Ok && refused.Count > 0 ? Output.Found : code;
    });

    static int List(Session session) => session.View((_, book) =>
    {
        var (pool, open) = (session.Input.IdOrNone("pool"), session.Flag("open"));
        if (session.Faults.Count > 0) return Output.Refused;
        var conditions = book.Conditions.Values.Where(condition => (pool is null || condition.Pool == pool) && (!open || condition.End is null))
            .OrderBy(condition => condition.End is not null).ThenByDescending(condition => condition.From).ThenBy(condition => condition.Id, StringComparer.Ordinal).ToList();
        return session.Output.Print(json => json.Map(() => AvailabilityJson.Conditions(json, conditions)), console =>
        {
            var table = Show.Table(console, "Conditions of nodes", "node", "pool", "condition", ">GPUs", "from", "to", "served", "cause", "id");
            foreach (var each in conditions)
                table.Row(each.Node, each.Pool.ToString(), each.Code.ToString(), $"{each.Gpus.Count}", Json.Text(each.From), each.End is { } end ? Json.Text(end) : "lasts",
                    each.Contract?.ToString() ?? "the pool",
                    Formats.Terms.Words.Of(ConditionFormat.Causes, each.Cause), each.Id);
            console.Write(table);
        });
    });
}
