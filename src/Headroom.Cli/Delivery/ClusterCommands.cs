using System.CommandLine;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Schedulers;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Dedicated;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>cluster</c>: schedulers that enforce quotas, by the file that joins each to the book.</summary>
static class ClusterCommands
{
    const int MostBlocks = 1_000, ListedAtMost = 5;

    static Argument<string?> FileArgument => Common.Argument("cluster", "The cluster's file (docs/formats/cluster.md), such as cluster.yaml.");

    public static Command Build(IClock clock) => Common.Group("cluster", "Schedulers: what each is to enforce, what it enforces, and making them the same.",
        Common.Of("status", "What each tenant should have, what is recorded, enforced and in use. Ends with 3 when something differs.", clock, Status, FileArgument),
        Common.Of("plan", "The changes that would make the scheduler right, and the commands for them. Writes nothing to it.", clock, Plan, FileArgument,
            Common.Text("--to", "Write the plan into this folder, for review.")),
        Common.Of("apply",
            "One pass: read, plan, write, read again, say the fact. Ends with 0 only when all is enforced, with 3 when something waits for a person or cannot be written, with 69 when it is delayed.", clock, Apply, FileArgument,
            Common.Option("--dry-run", "Only say what would be written.")),
        Common.Of("approve", "Approve one plan that waits for a person, by its digest.", clock, Approve, FileArgument,
            Common.Text("--plan", "The plan's whole digest, as 'cluster plan' prints it."), Common.Key()),
        Common.Of("watch", "Pass whenever the book says something, at every dated change, and every so often. Ctrl-C ends it.", clock, session => Watch(session, clock),
            FileArgument,
            Common.Text("--every", "Seconds between looks when nothing happens, 1 to 86,400. Default 30.")),
        Common.Of("observe", "Record which GPUs of contracts' blocks are down, as their agent reports it, once for each change; 'watch' does it too.", clock, Observe,
            FileArgument),
        Common.Of("accept", "Accept a tranche of a contract by the tests that its blocks passed, as their agent reports them.", clock, Accept, FileArgument,
            Common.Text("--contract", "The contract."), Common.Text("--tranche", "The tranche, as the clause of delivery names it."),
            Common.Text("--blocks", "The blocks of the tranche, with commas between them."),
            Common.Text("--on", "The date of the acceptance. Default: the book's today."), Common.Key()));

    static int Status(Session session) => Looked(session, look =>
    {
        session.Output.Print(json => LookJson.Write(json, look), console => Text(console, look));
        return look.Plan.IsEmpty && look.IsEnforced && !look.Left.Any() ? Output.Ok : Output.Found;
    });

    static int Plan(Session session)
    {
        var folder = session.Input.Has("to") ? session.Input.Text("to", 1000) : null;
        return With(session, reconciler =>
        {
            var look = reconciler.Look(CancellationToken.None).GetAwaiter().GetResult();
            if (folder is not null) session.Output.Note($"written to {PlanFile.Write(folder, look, reconciler.Commands(look.Plan))}");
            return session.Output.Print(json => LookJson.Write(json, look), console => Show.Line(console, PlanFile.Text(look, reconciler.Commands(look.Plan)).TrimEnd()));
        });
    }

    static int Apply(Session session) => With(session, reconciler =>
    {
        var pass = reconciler.Pass(session.Flag("dry-run"), CancellationToken.None).GetAwaiter().GetResult();
        session.Output.Print(json => PassJson(json, pass), console => Show.Line(console, Says(pass)));
        return Code(pass);
    });

    /// <summary>A pass that ends with 0 leaves nothing for 'status' to find; only to look is no finding.</summary>
    static int Code(Pass pass) => pass switch
    {
        Pass.Delayed => Output.Unavailable,
        Pass.Dry => Output.Ok,
        Pass.Held or Pass.Written => Output.Found,
        _ => pass.Seen is { } look && look.Left.Any() ? Output.Found : Output.Ok,
    };

    static int Approve(Session session)
    {
        var plan = session.Input.Text("plan", 100);
        return Cluster(session) is not { } cluster ? Output.Refused
            : session.Say(_ => new ApprovePlan(cluster.Id, plan), done => LoadCommands.Done(session, done.Last, $"Plan {plan} is approved; the next pass carries it out."));
    }

    static int Observe(Session session) => With(session, reconciler =>
    {
        var conditions = reconciler.Observe(reconciler.Look(CancellationToken.None).GetAwaiter().GetResult());
        return session.Output.Print(json => json.Map(() => json.WriteNumber("conditions", conditions)),
            console => Show.Line(console, conditions == 0 ? "nothing new was seen" : $"conditions of blocks recorded: {conditions}"));
    });

    static int Accept(Session session)
    {
        var (contract, tranche, names) = (session.Input.Id("contract"), session.Input.Text("tranche", 60),
            session.Input.Words("blocks", MostBlocks).Select(name => (Name: name, Id: Slug.TryParse(name))).ToList());
        foreach (var (name, _) in names.Where(each => each.Id is null)) session.Input.Fault("blocks", RefusalCode.Malformed, $"'{Fields.Short(name)}' is not an id.");
        var on = session.Input.DateOrNone("on");
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        RecordEvent? accepted = null;
        var looked = Looked(session, look =>
        {
            (accepted, var why) = BlockAcceptance.Of(look, contract, tranche, [.. names.Select(each => each.Id!.Value)], on ?? look.Book.Calendar.DateOf(look.Now));
            return why is null ? Output.Ok : session.Output.Refuse([why]);
        });
        return accepted is null ? looked
            : session.Say(_ => accepted, done => LoadCommands.Done(session, done.Last, $"Tranche '{tranche}' is accepted: {((TrancheAccepted)accepted.Event).Evidence}"));
    }

    static int Watch(Session session, IClock clock)
    {
        var every = Duration.FromSeconds(session.Input.Whole("every", 1, 86_400, "seconds", 30));
        if (session.Faults.Count > 0 || Cluster(session) is not { } cluster) return session.Output.Refuse(session.Faults);
        var actor = session.Actor;
        using var keeper = session.Open();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        using var ended = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM,
            signal => { signal.Cancel = true; stop.Cancel(); });
        try
        {
            new Watch(keeper, new Reconciler(keeper, cluster, SchedulerOf.File(cluster), actor), clock, every)
                .Run(pass => session.Output.Print(json => PassJson(json, pass), console => Show.Line(console, $"{Json.Text(clock.GetCurrentInstant())} {Says(pass)}")), stop.Token)
                .GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) { }
        return Output.Ok;
    }

    static int Looked(Session session, Func<Look, int> show) => With(session, reconciler => show(reconciler.Look(CancellationToken.None).GetAwaiter().GetResult()));

    /// <summary>Opens book and cluster; one that does not answer is a message and an exit code.</summary>
    static int With(Session session, Func<Reconciler, int> work)
    {
        if (Cluster(session) is not { } cluster) return Output.Refused;
        var actor = session.Actor;
        if (session.BookName is var _ && session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var keeper = session.Open();
        try { return work(new(keeper, cluster, SchedulerOf.File(cluster), actor)); }
        catch (SchedulerUnavailable fault)
        {
            session.Output.Note($"the scheduler cannot be used: {fault.Message}");
            return Output.Unavailable;
        }
    }

    static Cluster? Cluster(Session session)
    {
        var file = session.Input.Text("cluster", 1000);
        if (session.Faults.Count == 0 && ClusterFile.Read(file) is { Value: { } cluster }) return cluster;
        session.Output.Refuse(session.Faults.Count > 0 ? session.Faults : ClusterFile.Read(file).Faults);
        return null;
    }

    /// <summary>What a pass came to, in a sentence.</summary>
    public static string Says(Pass pass) => pass switch
    {
        Pass.Settled settled =>
            $"all {(settled.Look.Left.Any() ? "that may be written " : "")}is as it should be; {(settled.Position is { } position ? $"said at position {position}" : "nothing was written")}",
        Pass.Applied applied => $"{(applied.Plan.IsDrift ? "mended" : "applied")}, read back and said at position {applied.Position}: {Changes(applied.Plan)}",
        Pass.Held held => $"held back: {held.Stop.Says}{Said(held.Position)} It would be: {Changes(held.Look)}",
        Pass.Written written => $"the plan waits for review in {written.File}; approve {written.Look.Plan.Digest} to carry it out{Said(written.Position)}: {Changes(written.Look)}",
        Pass.Dry dry => dry.Look.Plan.IsEmpty ? "nothing would be written" : $"would be written{(dry.Look.Stop is { } stop ? $" ({stop.Says})" : "")}: {Changes(dry.Look)}",
        Pass.Delayed delayed => $"delayed: {delayed.Why}",
        _ => throw new InvalidOperationException("A pass of another kind."),
    } + (pass.Seen is { } look && look.Left.Any() ? $". Not as it should be: {Some([.. look.Left.Select(left => $"{left.Id}: {left.Why}")])}" : "");

    static string Said(long? drift) => drift is { } position ? $" That somebody else changed it is said at position {position}." : "";

    static string Changes(Look look) => Some([.. look.Plan.Changes.Select(change => change.Says)]);

    static string Some(string[] all) => $"{string.Join("; ", all.Take(ListedAtMost))}{(all.Length > ListedAtMost ? $"; and {all.Length - ListedAtMost} more" : "")}";

    static void PassJson(System.Text.Json.Utf8JsonWriter json, Pass pass) => json.Map(() =>
    {
        json.WriteString("pass", pass.GetType().Name.ToLowerInvariant());
        json.WriteString("says", Says(pass));
        var (look, position) = (pass.Seen,
            pass switch
            {
                Pass.Settled settled => settled.Position,
                Pass.Applied applied => applied.Position,
                Pass.Held held => held.Position,
                Pass.Written written => written.Position,
                _ => null
            });
        if (position is { } at) json.WriteNumber("position", at);
        if (look is { Plan.IsEmpty: false }) json.WriteString("plan", look.Plan.Digest);
        json.List("changes", look?.Plan.Changes ?? [], change => json.WriteStringValue(change.Says));
    });

    static void Text(IAnsiConsole console, Look look)
    {
        Show.Line(console, $"{look.Cluster.Id}: {look.Observed.Version}");
        var table = Show.Table(console, $"Quotas at {Json.Text(look.Now)}{(look.NextChange is { } next ? $"; they next change at {Json.Text(next)}" : "")}",
            "entry", "tenant", "pool", ">desired", ">recorded", ">enforced", ">in use", "");
        foreach (var row in LookJson.Rows(look))
            table.Row(row.Entry.ToString(), row.Tenants, row.Pool.ToString(), Show.Gpus(row.Desired.Count), Of(row.Recorded), Of(row.Enforced), Show.Gpus(row.InUse.Count),
                row.Note ?? (row.Desired == row.Recorded && row.Desired == row.Enforced ? "" : "differs"));
        console.Write(table);
        foreach (var row in LookJson.Rows(look).Where(row => row.Above > Gpus.Zero && row.Note is null))
            Show.Line(console,
                $"{row.Entry}: {Show.Gpus(row.Above.Count)} of pool '{row.Pool}' run above what it may; a limit stops no job, so they run on until they end or somebody stops them");
        foreach (var (entry, line) in look.Desired.Entries.Values.SelectMany(entry =>
            entry.Delivers.Where(line => line.Tenant == look.Quotas.Owner && line.Tier == QuotaTier.Interruptible).Select(line => (entry, line))))
            if (look.Quotas.At(line, look.Now) is var lent && lent > Gpus.Zero)
                Show.Line(console,
                    $"{entry.Id}: {Show.Gpus(lent.Count)} of pool '{line.Pool}' are sold; own work borrows them while their buyers leave them idle, and gives way when they come");
        if (look.Observed.Blocks.Length > 0) Blocks(console, look);
        foreach (var note in look.Observed.Notes) Show.Line(console, $"note: {note}");
        foreach (var withheld in look.Plan.Withheld) Show.Line(console, $"not written: {withheld.Id}: {withheld.Why}");
        foreach (var change in look.Plan.Changes) Show.Line(console, $"{(look.IsDrift ? "drift" : "to write")}: {change.Says}");
        if (look.Stop is { } stop) Show.Line(console, $"held back: {stop.Says}");
        if (look.State.Drift is { } drift) Show.Line(console, $"changed by somebody else since {Json.Text(drift.At)}, and left so: {string.Join("; ", drift.Changes.Take(5))}");
        Show.Line(console, look.State.Last is null ? "nothing was applied yet" : $"last applied {Json.Text(look.State.AppliedAt)}");
    }

    static void Blocks(IAnsiConsole console, Look look)
    {
        var table = Show.Table(console, "Blocks", "block", "pool", "state", "tenant", "isolation", "health", ">GPUs", ">down", "power", "erased", "tests");
        foreach (var row in BlockRow.Of(look))
            table.Row(row.Seen.Name, row.Seen.Pool, row.State?.Word() ?? "not in the book", row.Seen.Tenant ?? "", row.Isolation, row.Seen.Health.ToString().ToLowerInvariant(),
                Show.Gpus(row.Seen.Gpus), Show.Gpus(row.Down), row.Seen.IsOn ? "on" : "off", row.Erased, row.Tests);
        console.Write(table);
    }

    static string Of(Gpus? gpus) => gpus is { } some ? Show.Gpus(some.Count) : "none";
}
