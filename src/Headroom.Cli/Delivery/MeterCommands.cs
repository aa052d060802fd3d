using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Metering.Events;
using Headroom.Metering.Hours;
using Headroom.Metering.Prometheus;
using Headroom.Metering.Slurm;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Slurm;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>meter import|collect|pull|list|show|hours</c>: usage from schedulers and meters, rolled up to hours and sealed by month.</summary>
static class MeterCommands
{
    const int ListedAtMost = 20;

    public static Command Build(IClock clock) => Common.Group("meter", "Usage as schedulers and meters recorded it.",
        Common.Of("import", "Roll a file of records up to hours by account. Nothing is recorded without --seal; a seal that changes nothing is not repeated.", clock, Import,
            Common.Argument("file", $"Slurm's accounting as '{SacctColumns.Command}' writes it, or CSV with the columns account,from,to,units."),
            Common.Text("--source", "The source of usage, as the book describes it."), Common.Text("--month", "The month, such as 2026-06."),
            Common.Text("--format", "sacct or csv. Default: csv when the name ends in .csv, else sacct."),
            Common.Text("--zone", "The zone of sacct's times. Default: that of the pool's site."),
            ReadAt, Type, Common.Option("--seal", "Seal the month with these hours: contracts' meters are read, and late records make a further revision."), Common.Key()),
        Common.Of("collect", "Roll the events that a source sent to the API up to hours by account. Nothing is recorded without --seal.", clock, Collect,
            Common.Text("--source", "The source of usage."), Common.Text("--month", "The month, such as 2026-06."), Common.Option("--seal", "Seal the month with these hours."),
            Common.Key()),
        Common.Of("pull", "Ask Slurm's database through slurmrestd, or Prometheus, for a month's use by account. Nothing is recorded without --seal.", clock, Pull,
            Common.Text("--source", "The source of usage."), Common.Text("--month", "The month, such as 2026-06."),
            Common.Text("--slurmrestd", "Where slurmrestd answers: http://host:port, or unix:/path/of/socket. What it gives is counted as sacct's records are."),
            Common.Text("--user", "Who asks slurmrestd with a token."), Common.Text("--token-file", "A file with that token."),
            Common.Text("--slurm-cluster", "The cluster as Slurm calls it. Default: the only one that its database knows."), ReadAt, Type,
            Common.Text("--server", "The address of Prometheus, or of what answers its queries, such as http://127.0.0.1:9090."),
            Common.Text("--query", "PromQL whose value is the units held by an account, such as: sum by (account) (gpus_allocated)"),
            Common.Text("--label", "The label that names the account. Default: account."),
            Common.Text("--step", $"Seconds that a value stands for, {PromUse.LeastStep} to {PromUse.MostStep}, dividing an hour. Default: 60."),
            Common.Option("--seal", "Seal the month with these hours."), Common.Key()),
        Common.Of("list", "The sources, their accounts, and what was sealed.", clock, List, Common.Position()),
        Common.Of("show", "A pool's month: who had its hours, its sources with gaps, records set aside and seals, and what was invoiced.", clock, Month,
            Common.Text("--pool", "The pool."), Common.Text("--month", "The month, such as 2026-06."), Common.Position()),
        Common.Of("hours", "A pool's hours of a month, split exactly into broken, handover, sold, own and idle.", clock, Hours,
            Common.Text("--pool", "The pool."), Common.Text("--month", "The month, such as 2026-06."), Common.Position()));

    static Option<string?> ReadAt => Common.Text("--read-at", "When the records were read; jobs still running count until then. Default: now, and in a sandbox the month's end.");

    static Option<string?> Type => Common.Text("--gpu-type", "Count GPUs of this type alone, such as h100, where pools of one cluster differ by it. Default: all.");

    static int Import(Session session)
    {
        var input = session.Input;
        var file = input.Text("file", 1000);
        var isCsv = input.WordOr("format", file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase), ("sacct", false), ("csv", true));
        var zone = input.Has("zone") ? ZoneOf(input) : null;
        var request = Request(input);
        return Rolled(session, (keeper, book, source,
            window) => Read(session, file, isCsv, request(keeper, book, source, window) is var asked && zone is not null ? asked with { Zone = zone } : asked));
    }

    /// <summary>What of Slurm's records is counted, once book and month are known.</summary>
    static Func<Bookkeeper, Book, UsageSource, Window, SacctRequest> Request(Fields input)
    {
        var (readAt, type) = (input.Has("read-at") ? input.Instant("read-at") : (Instant?)null, input.Has("gpu-type") ? input.Text("gpu-type", 40) : null);
        if (type is not null && !SlurmName.IsResource($"gres/gpu:{type}"))
            input.Fault("gpu-type", RefusalCode.Malformed, $"'{Fields.Short(type)}' is no type of GPUs, such as h100.");
        return (keeper, book, source, window) =>
            new(window, book.Fleet.CalendarOf(book.Fleet.Pools[source.Pool]).Zone, readAt ?? Instant.Max(keeper.Now(book), window.End), UsageMonth.MostUnits(book, source, window))
            { Type = type };
    }

    static int Collect(Session session) => Rolled(session, (keeper, book, source, window) =>
        KeptUse.Read(keeper.Journal.Usage, source.Id, book.Calendar.MonthOf(window.From), window, Instant.Max(keeper.Now(book), window.End),
            UsageMonth.MostUnits(book, source, window)));

    static int Pull(Session session) => session.Input.Has("slurmrestd") ? FromSlurm(session) : FromPrometheus(session);

    static int FromSlurm(Session session)
    {
        var (input, request) = (session.Input, Request(session.Input));
        var (address, cluster) = (ClusterFile.Rest(input, "slurmrestd", Environment.CurrentDirectory), input.Has("slurm-cluster") ? input.Text("slurm-cluster", 63) : null);
        var progress = session.Output.Progress("reading days");
        return Rolled(session, (keeper, book, source, window) => new SlurmdbdUse(SlurmRestServer.At(address, Duration.FromSeconds(60)), cluster)
            .Read(request(keeper, book, source, window), progress, CancellationToken.None).GetAwaiter().GetResult());
    }

    static int FromPrometheus(Session session)
    {
        var input = session.Input;
        var (server, query, label) = (input.Text("server", 500), input.Text("query", 4000), input.Has("label") ? input.Text("label", 100) : "account");
        var step = input.Whole("step", PromUse.LeastStep, PromUse.MostStep, "seconds", 60);
        if (NodaConstants.SecondsPerHour % step != 0) input.Fault("step", RefusalCode.OutOfRange, $"{step} seconds do not divide an hour.");
        if (!Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            input.Fault("server", RefusalCode.Malformed, "An address such as http://127.0.0.1:9090 is expected.");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        return Rolled(session, (keeper, book, source, window) => new PromUse(http, new(address!, query, label, Duration.FromSeconds(step)))
            .Read(window, Instant.Max(keeper.Now(book), window.End), UsageMonth.MostUnits(book, source, window)));
    }

    /// <summary>Shows what a source's month comes to, and seals it when that was asked for.</summary>
    static int Rolled(Session session, Func<Bookkeeper, Book, UsageSource, Window, Parsed<Imported>> roll)
    {
        var (input, actor, why, key, name) = (session.Input, session.Actor, session.Why, session.Key, session.BookName);
        var (id, month) = (input.Id("source"), input.Month("month"));
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        using var keeper = session.Open();
        var book = keeper.CatchUp();
        if (!book.Sources.TryGetValue(id, out var source))
            return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "source", $"There is no source of usage '{id}'; describe it with a usage-source step.")]);
        if (!roll(keeper, book, source, book.Calendar.Of(month)).TryGet(out var import, out var fault)) return session.Output.Refuse([fault]);
        var before = book.Seals.GetValueOrDefault((id, month));
        var said = session.Flag("seal")
            ? keeper.Execute(UsageMonth.Seal(keeper, id, month, import.Use, import.Quarantine.Count, DoubtsExhibit.Of(import)), actor, Request(session, key), why: why) : null;
        if (said is Outcome.Refused { Refusal: { Code: not RefusalCode.AlreadyExists } refusal }) return session.Output.Refuse([refusal]);
        session.TellClock(book, keeper.CatchUp());
        return Tell(session, keeper, source, import, before, said);
    }

    // The same key for other content is another request; the exhibit's digest in the fact tells them apart.
    static RequestKey? Request(Session session, string? key) => key is null ? null
        : new RequestKey($"cli/{key}", Journal.Digest.Of(System.Text.Encoding.UTF8.GetBytes(session.Input.Canonical)));

    static DateTimeZone? ZoneOf(Fields input)
    {
        if (Core.Time.Calendar.In(input.Text("zone", 60)) is { } calendar) return calendar.Zone;
        input.Fault("zone", RefusalCode.UnknownUnit, $"'{input.Text("zone", 60)}' is not a time zone of the tz database, such as America/Chicago.");
        return null;
    }

    static Parsed<Imported> Read(Session session, string file, bool isCsv, SacctRequest request)
    {
        if (!File.Exists(file)) return new Refusal(RefusalCode.NotFound, "file", $"There is no file '{file}'.");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        if (isCsv) return UseCsv.Read(stream, request.Window, request.ReadAt, request.MostGpus);
        var (progress, all) = (session.Output.Progress("reading MiB"), (int)(stream.Length >> 20));
        return SacctImport.Read(stream, request, Environment.ProcessorCount, bytes => progress(Math.Min(all, (int)(bytes >> 20)), all));
    }

    static int Tell(Session session, Bookkeeper keeper, UsageSource source, Imported import, UsageSealed? before, Outcome? said)
    {
        var book = keeper.CatchUp();
        var outcome = said switch
        {
            Outcome.Done done => $"sealed at position {done.First}",
            Outcome.Refused => $"sealed already as revision {before?.Revision}; nothing new",
            _ => "nothing is recorded without --seal",
        };
        var code = session.Output.Print(
            json => json.Map(() => { ImportJson.Write(json, source, import, before); json.WriteString("outcome", outcome); json.WriteNumber("position", book.Position); }),
            console => Text(console, source, import, before, outcome));
        if (code == Output.Ok) session.Output.Witness(book.Position, () => Session.HeadAt(keeper, book.Position).Root);
        return code != Output.Ok ? code : import.Quarantine.Count > 0 || import.Gaps.Length > 0 ? Output.Found : Output.Ok;
    }

    static void Text(IAnsiConsole console, UsageSource source, Imported import, UsageSealed? before, string outcome)
    {
        var table = Show.Table(console, $"Usage of {source.Id}, {Formats.Facts.MeteringFacts.Word(source.Measure)}", "account", "holder", "", $">{source.Unit}");
        foreach (var account in import.Use.Accounts.Keys)
        {
            var holder = source.Accounts.TryGetValue(account, out var known) ? known : (UsageHolder?)null;
            table.Row(account, holder?.Id.ToString() ?? "", ImportJson.Kind(holder), Show.Money(source.InUnits(import.Use.Of(account))));
        }
        table.Row("total", "", "", Show.Money(source.InUnits(import.Use.Total)));
        console.Write(table);
        if (before is not null)
            console.WriteLine(
                $"sealed before, revision {before.Revision}: {Show.Money(source.InUnits(before.Total))} {source.Unit}; difference {Show.Money(source.InUnits(import.Use.Total - before.Total))}");
        console.WriteLine(
            $"{import.Counts.Lines:#,##0} records: {import.Counts.Counted:#,##0} counted, {import.Counts.Repeated:#,##0} repeated, {import.Counts.NotCounted:#,##0} of no use here, {import.Quarantine.Count:#,##0} set aside");
        foreach (var gap in import.Gaps.Take(ListedAtMost)) Show.Line(console, $"nothing measured from {Json.Text(gap.From)} to {Json.Text(gap.End)}");
        if (import.Gaps.Length > ListedAtMost) console.WriteLine($"and {import.Gaps.Length - ListedAtMost} more gaps; --json lists them all");
        foreach (var record in import.Quarantine.Records.Take(ListedAtMost))
            Show.Line(console, $"line {record.Line} set aside: {ImportJson.Word(record.Doubt)} {record.Field} {record.Value}".TrimEnd());
        if (import.Quarantine.Count > ListedAtMost) console.WriteLine($"and {import.Quarantine.Count - ListedAtMost:#,##0} more; --json lists up to {Quarantine.Kept}");
        console.WriteLine(outcome);
    }

    static int List(Session session) => session.View((_, book) => session.Output.Print(json => MeteringJson.Sources(json, book), console =>
    {
        var table = Show.Table(console, "Sources of usage", "source", "pool", "measures", "feeds", "month", ">revision", ">quantity", "unit", ">of nobody", ">set aside");
        foreach (var source in book.Sources.Values)
        {
            var seals = MeteringJson.SealsOf(book, source.Id).ToList();
            if (seals.Count == 0)
                table.Row(source.Id.ToString(), source.Pool.ToString(), Formats.Facts.MeteringFacts.Word(source.Measure), source.Feeds ?? "", "", "", "", source.Unit, "", "");
            foreach (var seal in seals)
                table.Row(source.Id.ToString(), source.Pool.ToString(), Formats.Facts.MeteringFacts.Word(source.Measure), source.Feeds ?? "", Json.Text(seal.Month),
                    $"{seal.Revision}",
                    Show.Money(source.InUnits(seal.Total)), source.Unit, Show.Money(source.InUnits(seal.Unassigned)), $"{seal.SetAside}");
        }
        console.Write(table);
    }));

    static int Month(Session session) => OfPool(session, (keeper, book, pool, month) =>
    {
        var usage = PoolUsage.Of(keeper, book, pool, month, book.Calendar.DateOf(keeper.Now(book)));
        return session.Output.Print(json => PoolUsageJson.Write(json, book, usage), console => PoolUsageText.Write(console, usage));
    });

    static int Hours(Session session) => OfPool(session, (keeper, book, pool, month) =>
    {
        var hours = PoolHours.Of(new PoolSplits(book, pool, book.Calendar.DateOf(keeper.Now(book))), pool, book.Calendar.Of(month),
            UsageMonth.Sealed(keeper, book, pool.Id, month));
        return session.Output.Print(json => MeteringJson.Hours(json, book, pool.Id, month, hours), console =>
        {
            Text(console, pool.Id, month, hours);
            console.WriteLine("--json and --csv list every hour.");
        });
    });

    static int OfPool(Session session, Func<Bookkeeper, Book, Pool, YearMonth, int> show) => session.View((keeper, book) =>
    {
        var (id, month) = (session.Input.Id("pool"), session.Input.Month("month"));
        if (session.Faults.Count > 0) return Output.Refused;
        return book.Fleet.Pools.TryGetValue(id, out var pool) ? show(keeper, book, pool, month)
            : session.Output.Refuse([new Refusal(RefusalCode.NotFound, "pool", $"There is no pool '{id}'; there are {string.Join(", ", book.Fleet.Pools.Keys)}.")]);
    });

    internal static void Text(IAnsiConsole console, Slug pool, YearMonth month, PoolHours hours)
    {
        var (table, total) = (Show.Table(console, $"Hours of {pool} in {Json.Text(month)}: every GPU-hour of its capacity", "", ">GPU-hours", ">share"), hours.Total);
        void Row(string what, long seconds, bool isMeasured = true) =>
            table.Row(what, isMeasured ? Show.Money(Rational.Of(seconds, (System.Numerics.BigInteger)3600).Round(2)) : "not measured",
            isMeasured && total.Capacity > 0 ? Show.Percent(Rational.Of(seconds, (System.Numerics.BigInteger)total.Capacity).Round(4)) : "");
        Row("broken", total.Broken, hours.DownIsMeasured);
        Row("handover", total.Handover);
        Row("sold", total.Sold);
        Row("own", total.Own, hours.OwnIsMeasured);
        Row(hours.OwnIsMeasured ? "idle" : "own or idle", total.Idle);
        Row("capacity", total.Capacity);
        console.Write(table);
        if (total.Borrowed > 0)
            console.WriteLine($"{Show.Money(Rational.Of(total.Borrowed, (System.Numerics.BigInteger)3600).Round(2))} GPU-hours of own work ran on sold capacity.");
    }
}
