using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Scenarios;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>load</c>, <c>say</c> and <c>clock</c>: how things other than contracts and bills get into a book.</summary>
static class LoadCommands
{
    public static Command Load(IClock clock) =>
        Common.Of("load", "Load a scenario (a directory with book.yaml) into the book, which is created if need be. Loading again goes on where it stopped.",
        clock, session => Load(session, session.Input.Text("directory", 1000)), Common.Argument("directory", "A directory with book.yaml, such as examples/colossus."));

    public static Command Say(IClock clock) => Common.Of("say", "Say the steps of a file to the book: sites, pools, supply, demand, assumptions, policy (the steps of book.yaml).",
        clock, Say, Common.Argument("file", "A YAML or JSON file with a list 'steps'."), Common.Key());

    public static Command Clock(IClock clock) => Common.Of("clock", "Let time pass in a sandbox.", clock, session =>
    {
        var to = session.Input.Date("to");
        return session.Say(book => new MoveClock(book.Calendar.StartOf(to)), done => Done(session, done.Book.Position, $"The clock stands at {Json.Text(done.Book.RecordedAt)}."));
    }, Common.Text("--to", "The date to which time passes, such as 2026-08-01."));

    static int Load(Session session, string directory)
    {
        if (session.BookName is var _ && session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var (faults, before, after) = Into(session, directory);
        return faults.Count > 0 ? session.Output.Refuse(faults)
            : Done(session, after, $"{Show.Count(after - before, "fact")} loaded into '{session.BookName}', which stands at position {after}.");
    }

    /// <summary>Loads a directory into the session's book; the positions before and after, or why not.</summary>
    public static (IReadOnlyList<Refusal> Faults, long Before, long After) Into(Session session, string directory)
    {
        var actor = session.Actor;
        var read = Loader.Read(directory);
        if (session.Faults.Count > 0 || read.Faults.Count > 0) return ([.. session.Faults, .. read.Faults], 0, 0);
        using var keeper = session.Open(create: true);
        var before = keeper.CatchUp();
        var refusal = new Loader(keeper, directory, read.Value!, actor).Load(session.Output.Progress("loading"));
        var after = keeper.CatchUp();
        session.TellClock(before, after);
        return (refusal is null ? [] : [refusal], before.Position, after.Position);
    }

    static int Say(Session session)
    {
        var (file, actor, why) = (session.Input.Text("file", 1000), session.Actor, session.Why);
        var (key, name) = (session.Key, session.BookName);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = TextFile.Read(file, Scenario.ReadSteps);
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        using var keeper = session.Open();
        var before = session.Read(keeper);
        var loader = new Loader(keeper, Path.GetDirectoryName(Path.GetFullPath(file))!, read.Value!, actor) { Why = why };
        for (var i = 0; i < read.Value!.Steps.Length; i++)
            if (loader.Say(read.Value.Steps[i], key is null ? null : $"say/{key}/{i}") is { } refusal) return session.Output.Refuse([refusal]);
        var book = keeper.CatchUp();
        session.TellClock(before, book);
        return Done(session, book.Position, $"{Show.Count(read.Value.Steps.Length, "step")} said; the book stands at position {book.Position}.");
    }

    /// <summary>Reports a position and a sentence.</summary>
    public static int Done(Session session, long position, string says) => session.Output.Print(
        json => json.Map(() => { json.WriteNumber("position", position); json.WriteString("says", says); }),
        console => Spectre.Console.AnsiConsoleExtensions.WriteLine(console, says));
}
