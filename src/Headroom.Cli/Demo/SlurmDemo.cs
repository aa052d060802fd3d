using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Schedulers;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Slurm;
using NodaTime;

namespace Headroom.Cli.Demo;

/// <summary>
/// The life of a contract on a real scheduler, in a folder that is gone afterwards (or in the book named by --book). Each step is a command as a person would type it. The book is
/// a sandbox whose first day is today, so that what Slurm's accounting says of today lies in its first month; later days pass by moving its clock.
/// </summary>
sealed partial class SlurmDemo(Session session, IClock clock)
{
    const int Nodes = 4, GpusOfANode = 8;

    /// <summary>Users that every Debian has: jobs need some, and none is made for a demonstration.</summary>
    const string OwnUser = "daemon", CustomerUser = "games";

    static readonly LocalDate FirstDay = new(2027, 1, 11);

    readonly string _folder = NewFolder();
    readonly TextWriter _out = session.Output.Writers.Out, _error = session.Output.Writers.Error;
    readonly DemoDay _day = DemoDay.Of(clock.GetCurrentInstant());
    readonly Stopwatch _since = Stopwatch.StartNew();
    string _book = "";

    string ClusterPath => Path.Combine(_folder, "cluster.yaml");

    YearMonth FirstMonth => _day.Date.ToYearMonth();

    LocalDate NextMonth => FirstMonth.PlusMonths(1).OnDayOfMonth(1);

    /// <summary>Notice on the first day of the next month, 30 days of it; that day does not count and the last does.</summary>
    LocalDate LastDay => NextMonth.PlusDays(30);

    public int Run()
    {
        _book = session.Input.Has("book") ? session.BookName : Path.Combine(_folder, "book");
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        try
        {
            // Daemons under users of their own pass through it.
            if (OperatingSystem.IsLinux()) File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            MoveDates();
            Tell($"A private Slurm cluster of {Nodes} nodes with {GpusOfANode} GPUs each, in {_folder}");
            using var cluster = PrivateCluster.Start(Path.Combine(_folder, "cluster"), Nodes, GpusOfANode, out var why);
            if (cluster is not null) return Live(cluster);
            session.Output.Note($"no cluster can be had here: {why}");
            return Output.Unavailable;
        }
        catch (IOException fault)
        {
            session.Output.Note($"the demonstration stopped: {fault.Message}");
            return Output.Unavailable;
        }
        finally { Directory.Delete(_folder, recursive: true); }
    }

    int Live(PrivateCluster cluster)
    {
        Tell("The book: what there is, and what own training used of it");
        if (!Type("load", _folder)) return Output.Refused;
        Tell("What would be written, before anything is; the cluster's own people list what may be touched");
        _out.WriteLine($"\n$ cat consent.yaml\n{File.ReadAllText(Path.Combine(_folder, "consent.yaml")).TrimEnd()}");
        if (!Type("cluster", "plan", ClusterPath) || !Type("cluster", "apply", ClusterPath)) return Output.Refused;
        if (!OwnWorkFillsIt(cluster) || !CustomerComes(cluster) || !SomebodyChangesIt(cluster) || !MonthIsClosed(cluster) || !WoundDown()) return Output.Refused;
        if (!Type("journal", "verify")) return Output.Found;
        Tell($"All of it took {Seconds(_since)} s");
        return Output.Ok;
    }

    bool OwnWorkFillsIt(PrivateCluster cluster)
    {
        Tell("Own work fills the cluster");
        cluster.Admit(OwnUser, "own");
        cluster.Reach(cluster.Submit(OwnUser, "own", Nodes, GpusOfANode, "exec sleep 900"), "RUNNING");
        _out.WriteLine(cluster.Jobs());
        return Type("cluster", "status", ClusterPath);
    }

    bool CustomerComes(PrivateCluster cluster)
    {
        Tell("A contract is signed; the watch has the scheduler enforce it, reads it back and says so");
        using var stop = new CancellationTokenSource();
        using var keeper = new Bookkeeper(Journals.Open(_book, create: false), clock);
        var (read, arrived) = (ClusterFile.Read(ClusterPath).Value!, new TaskCompletionSource<Pass>());
        var watch = new Watch(keeper, new Reconciler(keeper, read, new SlurmScheduler(read), Core.Units.Slug.Of("watch")), clock, Duration.FromSeconds(30))
            .Run(pass => { if (pass is Pass.Applied) arrived.TrySetResult(pass); }, stop.Token);
        var since = Stopwatch.StartNew();
        if (!Type("contract", "sign", Path.Combine(_folder, "contracts", "acme.yaml"))) return false;
        if (!arrived.Task.Wait(TimeSpan.FromSeconds(60))) throw new IOException("the quota did not arrive within a minute");
        _out.WriteLine($"[watch] {ClusterCommands.Says(arrived.Task.Result)}");
        Tell($"{Seconds(since)} s from the command to the quota, enforced and read back");
        stop.Cancel();
        watch.Wait();
        Tell("The customer's jobs come; own work that borrowed its capacity gives way");
        cluster.Admit(CustomerUser, "acme");
        since.Restart();
        var seen = Path.Combine(_folder, "seen");
        var jobs = cluster.Submit(CustomerUser, "acme", 2, GpusOfANode, $"sleep 20; until [ -e {seen} ]; do sleep 0.2; done");
        cluster.Reach(jobs, "RUNNING");
        Tell($"{Seconds(since)} s from the first job's submission until both run");
        _out.WriteLine(cluster.Jobs());
        if (!Type("cluster", "status", ClusterPath) || !Type("say", Path.Combine(_folder, "usage.yaml"))) return false;
        File.WriteAllText(seen, "");
        cluster.Reach(jobs, "COMPLETED");
        return true;
    }

    bool SomebodyChangesIt(PrivateCluster cluster)
    {
        Tell("Somebody gives the customer more by hand; the next pass finds it and mends it");
        string[] byHand = ["-i", "modify", "account", "where", "name=acme", "set", "GrpTRES=gres/gpu=32"];
        _out.WriteLine($"\n$ sacctmgr {string.Join(' ', byHand)}");
        cluster.Run("sacctmgr", byHand);
        return Type("cluster", "apply", ClusterPath);
    }

    bool MonthIsClosed(PrivateCluster cluster)
    {
        Tell("The month passes; Slurm's accounting of it is metered and sealed, and the month is closed");
        var file = Path.Combine(_folder, "jobs.sacct");
        File.WriteAllText(file, cluster.Run("env", "TZ=UTC", "sacct", "-a", "-X", "-D", "-P", "--format=JobIDRaw,Account,State,Start,End,AllocTRES", "-S", Json.Text(_day.Date)));
        var readAt = Json.Text(clock.GetCurrentInstant());
        return Type("clock", "--to", Json.Text(NextMonth))
            && Type("meter", "import", file, "--source", "slurm", "--month", Json.Text(FirstMonth), "--zone", "UTC", "--read-at", readAt, "--seal")
            && Type("bill", "close", Json.Text(FirstMonth)) && Type("invoice", "show", "INV-0000001") && Type("invoice", "why", "INV-0000001");
    }

    bool WoundDown()
    {
        Tell("The customer gives notice; after its last day the quota is gone and all is own again");
        var after = LastDay.PlusDays(1);
        if (!Type("contract", "notice", "acme-slurm", "--by", "buyer", "--served", Json.Text(NextMonth)) || !Type("clock", "--to", Json.Text(after))
            || !Type("cluster", "apply", ClusterPath) || !Type("cluster", "status", ClusterPath))
            return false;
        Tell("The last months are closed and the invoices are out");
        var end = after.ToYearMonth().PlusMonths(after.Day == 1 ? 0 : 1).OnDayOfMonth(1);
        return Type("clock", "--to", Json.Text(end)) && Type("bill", "close", Json.Text(end.ToYearMonth().PlusMonths(-1)), "--with-earlier") && Type("invoice", "list")
            && Type("invoice", "show", "INV-0000002");
    }

    /// <summary>Types a command on the demonstration's book and shows what it answers; false when it was refused.</summary>
    bool Type(params string[] words)
    {
        _out.WriteLine($"\n$ headroom {string.Join(' ', words.Select(word => word.StartsWith(_folder, StringComparison.Ordinal) ? Path.GetRelativePath(_folder, word) : word))}");
        return Entry.Run([.. words, "--book", _book], clock, _out, _error) == Output.Ok;
    }

    void Tell(string what) => _out.WriteLine($"\n== {_since.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),5} s  {what}");

    static string Seconds(Stopwatch since) => since.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>
    /// A folder that the cluster's daemons can enter, which are other users: in /tmp where the usual place for temporary files is its owner's alone, as pam_tmpdir makes it.
    /// </summary>
    static string NewFolder()
    {
        if (OperatingSystem.IsLinux() && Above(Path.GetTempPath()).Any(folder => !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)))
            Environment.SetEnvironmentVariable("TMPDIR", "/tmp");
        return Directory.CreateTempSubdirectory("headroom-demo-").FullName;
    }

    /// <summary>A folder and all those that it lies in.</summary>
    static IEnumerable<DirectoryInfo> Above(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent) yield return folder;
    }

    /// <summary>The example with every date moved by the same number of days, in the demonstration's zone.</summary>
    void MoveDates()
    {
        var (from, days) = (Path.Combine(AppContext.BaseDirectory, "examples", "slurm"), Period.DaysBetween(FirstDay, _day.Date));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sh", StringComparison.Ordinal)))
        {
            var to = Path.Combine(_folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, Dates().Replace(File.ReadAllText(file), match => Json.Text(new LocalDate(Number(match, 1), Number(match, 2), Number(match, 3)).PlusDays(days)))
                .Replace("zone: UTC", $"zone: {_day.Zone}", StringComparison.Ordinal));
        }
    }

    static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(20\d\d)-(\d\d)-(\d\d)(?=\b|T)")]
    private static partial Regex Dates();
}
