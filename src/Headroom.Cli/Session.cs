using System.CommandLine;
using System.CommandLine.Parsing;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Documents.Printing;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary>What every command works with: its input as checked fields, the book it names, and where its result goes.</summary>
public sealed class Session
{
    readonly Dictionary<string, Node> _given = new(StringComparer.Ordinal);
    readonly IClock _clock;
    readonly HashSet<string> _flags;

    Session(ParseResult parse, IClock clock, TextWriter output, TextWriter error)
    {
        _clock = clock;
        var command = parse.CommandResult.Command;
        foreach (var option in command.Options.OfType<Option<string?>>().Concat(Common.All))
            if (parse.GetValue(option) is { } text) _given[option.Name.TrimStart('-')] = new TextNode(option.Name, 0, text);
        foreach (var argument in command.Arguments.OfType<Argument<string?>>())
            if (parse.GetValue(argument) is { } text) _given[argument.Name] = new TextNode(argument.Name, 0, text);
        foreach (var argument in command.Arguments.OfType<Argument<string[]>>())
            _given[argument.Name] = new ListNode(argument.Name, 0, [.. (parse.GetValue(argument) ?? []).Select(text => new TextNode(argument.Name, 0, text))]);
        _flags = [.. command.Options.OfType<Option<bool>>().Where(parse.GetValue).Select(option => option.Name.TrimStart('-'))];
        var of = Top(parse.CommandResult).Command.Name;
        Output = new Output(new(parse.GetValue(Common.Json), parse.GetValue(Common.Csv), parse.GetValue(Common.Table), parse.GetValue(Common.Progress), of), output, error);
        Input = Fields.Of(new MapNode("", 0, _given), Faults);
    }

    /// <summary>The command right under the program's own.</summary>
    internal static CommandResult Top(CommandResult command) => command.Parent is CommandResult { Parent: CommandResult } above ? Top(above) : command;

    public List<Refusal> Faults { get; } = [];

    /// <summary>Options and arguments by name, read with the same checks as files are.</summary>
    public Fields Input { get; }

    public Output Output { get; }

    /// <summary>Whether an option without a value was given.</summary>
    public bool Flag(string name) => _flags.Contains(name);

    /// <summary>The book's name: a directory or a postgres:// address.</summary>
    public string BookName
    {
        get
        {
            var name = Input.Text("book", "book", 1000);
            if (string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)) Input.Fault("book", RefusalCode.Malformed, "A book is a directory or a postgres:// address.");
            return name;
        }
    }

    /// <summary>The idempotency key given, or null: at most 150 printable characters.</summary>
    public string? Key
    {
        get
        {
            var key = Input.Has("key") ? Input.Text("key", 150) : null;
            if (key is not null && key.EnumerateRunes().Any(rune => System.Text.Rune.IsControl(rune) || rune == System.Text.Rune.ReplacementChar))
                Input.Fault("key", RefusalCode.Malformed, "A key has printable characters only.");
            return key;
        }
    }

    /// <summary>Who says what this command says.</summary>
    public Slug Actor => Input.Has("actor") ? Input.Id("actor") : Slug.Of("cli");

    /// <summary>The reason given, or null.</summary>
    public string? Why => Input.WhyOrNone();

    /// <summary>Gives a command's action to the parser: everything that a person can cause ends as a message and an exit code.</summary>
    public static Func<ParseResult, int> Run(Func<Session, int> action, IClock clock) => parse =>
    {
        var session = new Session(parse, clock, parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        try
        {
            if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
            return parse.GetValue(Common.DryRun) ? DryRun.Of(session, parse.CommandResult, action) : action(session);
        }
        catch (JournalUnavailable fault)
        {
            session.Output.Note($"the book cannot be used: {fault.Message}");
            return Output.Unavailable;
        }
        catch (PrintingUnavailable fault)
        {
            session.Output.Note(fault.Message);
            return Output.Unavailable;
        }
    };

    /// <summary>Opens the book, which must be there unless it is to be created.</summary>
    /// <exception cref="JournalUnavailable">It cannot be opened; also when its name is no name.</exception>
    public Bookkeeper Open(bool create = false) => BookName is var name && Faults.Count > 0
        ? throw new JournalUnavailable(Faults[0].Says) : Trial is { } trial ? trial.Open(name, _clock) : new(Journals.Open(name, create), _clock);

    /// <summary>Where what is said goes when it is only tried; null when it is meant.</summary>
    internal DryRun? Trial { get; set; }

    /// <summary>The book as it stands, read with progress shown: a long journal takes its seconds.</summary>
    public Book Read(Bookkeeper keeper) => keeper.CatchUp(Output.Progress("reading"));

    /// <summary>Shows something of the book at the position asked for, after the input was found in order.</summary>
    public int View(Func<Bookkeeper, Book, int> view)
    {
        var (position, name) = (Input.Whole("position", 0, long.MaxValue, "", long.MaxValue), BookName);
        if (Faults.Count > 0) return Output.Refuse(Faults);
        using var keeper = Open();
        if (position != long.MaxValue && keeper.Journal.Head().Position is var end && position > end)
            return Output.Refuse([new Refusal(RefusalCode.OutOfRange, "position", $"The journal ends at {end}; it has no position {position} yet.")]);
        var book = position == long.MaxValue ? Read(keeper) : keeper.At(position);
        if (book.Opened is null) return Output.Refuse([new Refusal(RefusalCode.NotFound, "book", $"The book '{name}' holds nothing at this position; load a scenario first.")]);
        return Output.Held(() =>
        {
            var code = view(keeper, book);
            if (code == Output.Ok) Output.Witness(book.Position, () => HeadAt(keeper, book.Position).Root);
            return code;
        }, Faults);
    }

    /// <summary>The head that the journal had at a position.</summary>
    public static Head HeadAt(Bookkeeper keeper, long position)
    {
        var head = keeper.Journal.Head();
        return head.Position == position ? head : new(position, new MerkleTree([.. keeper.Journal.Read(0, position).Select(entry => entry.Leaf)]).Root);
    }

    /// <summary>The date asked for, or the book's own today.</summary>
    public LocalDate At(Bookkeeper keeper, Book book) => Input.DateOrNone("at") ?? book.Calendar.DateOf(keeper.Now(book));

    /// <summary>Tells beside the result that what was said moved a sandbox's clock; nothing while it is only tried.</summary>
    public void TellClock(Book before, Book after)
    {
        if (Trial is null && ClockMove.Between(after, before.RecordedAt, after.RecordedAt) is { } move) Output.Note($"the sandbox clock moved {move.Says}");
    }

    /// <summary>Says a command to the book and shows what came of it.</summary>
    public int Say(Func<Book, Core.Commands.Command?> command, Func<Outcome.Done, int> show) => Say((_, book) => command(book), show);

    /// <summary>The same for a command that needs to know the time.</summary>
    public int Say(Func<Bookkeeper, Book, Core.Commands.Command?> command, Func<Outcome.Done, int> show)
    {
        var (actor, why) = (Actor, Why);
        var (key, name) = (Key, BookName);
        if (Faults.Count > 0) return Output.Refuse(Faults);
        using var keeper = Open();
        var before = Read(keeper);
        var asked = command(keeper, before);
        if (Faults.Count > 0 || asked is null) return Output.Refuse(Faults);
        var request = key is null ? (RequestKey?)null : new RequestKey($"cli/{key}", Digest.Of(System.Text.Encoding.UTF8.GetBytes(Input.Canonical + FileDigest)));
        var outcome = keeper.Execute(asked, actor, request, why: why, stored: Output.Progress("storing"));
        if (outcome is not Outcome.Done done) return outcome is Outcome.Refused refused ? Output.Refuse([refused.Refusal]) : Output.Bug;
        var code = show(done);
        if (asked is not MoveClock) TellClock(before, done.Book);
        return code;
    }

    // The same file name with other content is another request.
    string FileDigest => Input.Has("file") && TextFile.Bytes(Input.Text("file", 1000), Node.MostCharacters * 4L).TryGet(out var bytes, out _) ? Digest.Of(bytes).ToString() : "";

    /// <summary>The contract asked for; a fault is noted when the book has none of that id.</summary>
    public Core.Contracts.Contract? Contract(Book book)
    {
        var id = Input.Id("contract");
        if (book.Contracts.TryGetValue(id, out var contract)) return contract;
        if (Faults.Count == 0) Input.Fault("contract", RefusalCode.NotFound, $"There is no contract '{id}'; there are {string.Join(", ", book.Contracts.Keys.Take(10))}.");
        return null;
    }
}
