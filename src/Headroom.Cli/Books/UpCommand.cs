using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Headroom.Core.Books;
using Headroom.Core.Views;
using Headroom.Journal.Scenarios;
using Headroom.Schedulers;
using Headroom.Schedulers.Clusters;
using Headroom.Server;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>up</c>: a book with an example in it and the console on it, with one command.</summary>
static class UpCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("up", "Create the book if need be, load the example into an empty one, serve the console and the API, and print a summary.",
        clock, session => Run(session, clock),
        Common.Text("--example", "The scenario to load into an empty book: a directory. Default: the colossus example that comes with the program."),
        Common.Text("--port", "The port on 127.0.0.1. Default 7070."),
        Common.Text("--cluster", "Files of clusters to show beside the book, with commas between them."));

    const int MostClusters = 20;

    static int Run(Session session, IClock clock)
    {
        var port = session.Input.Whole("port", 1, 65535, "", 7070);
        var example = session.Input.Text("example", Path.Combine(AppContext.BaseDirectory, "examples", "colossus"), 1000);
        var read = (session.Input.Has("cluster") ? session.Input.Words("cluster", MostClusters) : []).Select(ClusterFile.Read).ToList();
        if (read.SelectMany(file => file.Faults).ToList() is { Count: > 0 } faults) return session.Output.Refuse(faults);
        var clusters = read.Select(file => file.Value!).ToList();
        if (session.BookName is var _ && session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (Fill(session, example) is { } failed) return failed;
        using var keeper = session.Open();
        var book = keeper.CatchUp();
        var url = $"http://127.0.0.1:{port}";
        if (!IsFree((int)port)) { session.Output.Note($"the address {url} is in use; choose another with --port"); return Output.Unavailable; }
        var actor = session.Actor;
        var site = Site.Build(keeper, clock, url, clusters: [.. clusters.Select(cluster => new Reconciler(keeper, cluster, SchedulerOf.File(cluster), actor))]);
        try { site.StartAsync().GetAwaiter().GetResult(); }
        catch (IOException fault) { session.Output.Note($"the address {url} cannot be used: {fault.Message}"); return Output.Unavailable; }
        session.Output.Print(
            json => { json.WriteStartObject(); json.WriteString("console", url); json.WriteNumber("position", book.Position); json.WriteEndObject(); },
            console =>
            {
                Spectre.Console.AnsiConsoleExtensions.WriteLine(console, $"The console is on {url} (API under {url}/v1). Ctrl-C ends it.");
                foreach (var line in Summary(book, session.At(keeper, book))) Spectre.Console.AnsiConsoleExtensions.WriteLine(console, line);
            });
        site.WaitForShutdownAsync().GetAwaiter().GetResult();
        return Output.Ok;
    }

    // Asked before the server is, which would log a page about it.
    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException) { return false; }
    }

    /// <summary>The overview, and what can be sold for the next 90 days.</summary>
    static IEnumerable<string> Summary(Book book, LocalDate at)
    {
        foreach (var line in OverviewCommand.Lines(book, Overview.Of(book, at), at)) yield return line;
        var picture = CapacityPicture.For(book, at, at);
        foreach (var pool in book.Fleet.Pools.Values)
            yield return $"{pool.Id}: sellable firm for 90 days {Show.Gpus(SellableCapacity.Of(picture, pool, book.Calendar.Between(at, at.PlusDays(90)), book.Policy.Risk).Firm.Count)} GPUs at a risk of {Show.Percent(book.Policy.Risk)}";
    }

    /// <summary>Creates the book and loads the example when nothing has been said in it yet, or goes on with a load that was cut off.</summary>
    static int? Fill(Session session, string example)
    {
        using (var keeper = session.Open(create: true))
            if (keeper.CatchUp().Opened is not null && !session.Input.Has("example")
                && !(Loader.Read(example).TryGet(out var scenario, out _) && new Loader(keeper, example, scenario, session.Actor).IsCutOff)) return null;
        var loaded = LoadCommands.Into(session, example);
        return loaded.Faults.Count == 0 ? null : session.Output.Refuse(loaded.Faults);
    }
}
