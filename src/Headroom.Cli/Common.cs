using System.CommandLine;
using NodaTime;

namespace Headroom.Cli;

/// <summary>Options that every command has.</summary>
static class Common
{
    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of tables.", Recursive = true };
    public static readonly Option<bool> Csv = new("--csv") { Description = "Print one table of the report as CSV (RFC 4180).", Recursive = true };
    public static readonly Option<string?> Table = new("--table")
    { Description = "With --csv: the table to print, such as invoices.lines. Default: the report's first.", Recursive = true };
    public static readonly Option<string?> Book = new("--book") { Description = "The book: a directory, or postgres://user@host:port/database. Default: book", Recursive = true };
    public static readonly Option<string?> Actor = new("--actor") { Description = "Opaque id of who says this; stands in every fact. Default: cli", Recursive = true };

    public static readonly Option<string?> Why = new("--why") { Description = "The reason, kept with what is said: 1 to 500 characters.", Recursive = true };

    public static readonly Option<bool> DryRun = new("--dry-run")
    { Description = "Try it on a branch of the book: show what every view would become, and write nothing.", Recursive = true };

    public static readonly Option<bool> Progress = new("--progress") { Description = "Show progress on standard error even where it is no terminal.", Recursive = true };

    public static IEnumerable<Option<string?>> All => [Book, Actor, Why];

    static Common()
    {
        Csv.Validators.Add(result => { if (result.GetValue(Csv) && result.GetValue(Json)) result.AddError("--csv and --json are two forms; choose one."); });
        Table.Validators.Add(result => { if (!result.GetValue(Csv)) result.AddError("--table goes with --csv."); });
    }

    public static Option<string?> Text(string name, string description) => new(name) { Description = description };
    public static Argument<string?> Argument(string name, string description) => new(name) { Description = description };
    public static Argument<string[]> Arguments(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
    public static Option<bool> Option(string name, string description) => new(name) { Description = description };
    public static Option<string?> Position() => Text("--position", "See the book as it was at this position of the journal.");
    public static Option<string?> At() => Text("--at", "The date at which to look, such as 2026-06-30; all of it has happened. Default: the book's today.");
    public static Option<string?> Key() => Text("--key", "Idempotency key: saying the same again under it changes nothing.");

    public static Command Of(string name, string description, IClock clock, Func<Session, int> action, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
            if (symbol is Option option) command.Options.Add(option); else command.Arguments.Add((Argument)symbol);
        command.SetAction(Session.Run(action, clock));
        return command;
    }

    public static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands) group.Subcommands.Add(command);
        return group;
    }
}
