using System.CommandLine.Parsing;
using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary>One command tried on a branch of the book: its facts are decided, read back and folded, every view is shown before and after, and nothing is written.</summary>
sealed class DryRun : IDisposable
{
    /// <summary>Commands that do more than say something to the book, or have a book of their own.</summary>
    static readonly string[] NotTried = ["up", "play", "demo", "cluster", "meter", "journal", "export"];

    Bookkeeper? _trunk, _branch;

    /// <summary>The branch, the same for every time that the command opens its book.</summary>
    public Bookkeeper Open(string name, IClock clock)
    {
        _trunk ??= new(Journals.Open(name, create: false), clock);
        return _branch ??= _trunk.Branch();
    }

    /// <summary>Runs a command so.</summary>
    public static int Of(Session session, CommandResult command, Func<Session, int> action)
    {
        var top = Session.Top(command);
        if (NotTried.Contains(top.Command.Name))
            return session.Output.Refuse(
                [new Refusal(RefusalCode.OutOfRange, "dry-run", $"'{top.Command.Name}' does more than say something to the book, so it cannot be tried; leave out --dry-run.")]);
        using var trial = session.Trial = new DryRun();
        var (code, print) = session.Output.Tried(() => action(session));
        if (code != Output.Ok) return code;
        if (trial is not { _trunk: { } trunk, _branch: { } branch }) return print();
        var (before, after) = (trunk.At(((BranchJournal)branch.Journal).From), branch.CatchUp());
        // What only looks at the book is shown as ever.
        if (after.Position == before.Position) return print();
        var at = before.Calendar.DateOf(trunk.Now(before));
        var shown = new Trial([.. branch.Facts(before.Position, after.Position)], WhatIf.Between(before, at, [("then", after)]))
        { Clock = ClockMove.Between(after, before.RecordedAt, after.RecordedAt) };
        return session.Output.Print(json => TrialJson.Write(json, shown), console => WhatIfCommand.Tried(console, shown));
    }

    public void Dispose() => _trunk?.Dispose();
}
