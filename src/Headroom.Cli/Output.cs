using System.Globalization;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Tables;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>In which form a command answers: as tables for people, as JSON, or as one table in CSV.</summary>
/// <param name="Table">The name of the table that CSV is to hold; null for the first.</param>
/// <param name="Progress">Whether progress is shown even where standard error is no terminal.</param>
/// <param name="Of">The first word of the command.</param>
public readonly record struct Form(bool Json, bool Csv, string? Table, bool Progress, string Of);

/// <summary>How commands end: what was asked for on standard output, as tables, JSON or CSV; refusals on standard error, or as JSON on standard output.</summary>
public sealed class Output
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Refused: nothing was written; the refusal says why.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Something was found wrong by a check that was asked for (journal verify).</summary>
    public const int Found = 3;

    /// <summary>The book cannot be opened or the machine failed.</summary>
    public const int Unavailable = 69;

    /// <summary>A bug in this program.</summary>
    public const int Bug = 70;

    readonly TextWriter _out, _error;
    readonly IAnsiConsole _console;
    readonly Form _form;
    List<Func<int>>? _held, _trial;
    bool _isForeign;

    /// <param name="form">The form of results.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where refusals and progress go.</param>
    public Output(Form form, TextWriter output, TextWriter error)
    {
        (_form, _out, _error) = (form, output, error);
        var terminal = output == Console.Out && !Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = InteractionSupport.No,
        });
        // A pipe has no width; tables must not wrap there.
        if (!terminal) _console.Profile.Width = 220;
    }

    /// <summary>Where results and refusals go as they are, for a command that runs others.</summary>
    public (TextWriter Out, TextWriter Error) Writers => (_out, _error);

    /// <summary>Prints a result in the form asked for; nothing while results are held back.</summary>
    public int Print(Action<Utf8JsonWriter> json, Action<IAnsiConsole> text) => Say(() =>
    {
        if (_form.Csv) return Csv(json);
        if (_form.Json) _out.WriteLine(System.Text.Encoding.UTF8.GetString(Json.Bytes(json, indented: true)));
        else text(_console);
        return Ok;
    });

    /// <summary>One table of the report's JSON: the one asked for, or the first. Which others there are is said beside it.</summary>
    int Csv(Action<Utf8JsonWriter> json)
    {
        using var report = JsonDocument.Parse(Json.Bytes(json));
        var tables = JsonTables.Of(report.RootElement, _form.Of);
        var names = string.Join(", ", tables.Select(table => table.Name));
        if (tables.FirstOrDefault(table => table.Name == (_form.Table ?? tables[0].Name)) is not { } chosen)
            return Refuse([new Refusal(RefusalCode.NotFound, "table", $"This report has no table '{_form.Table}'; there are {names}.")]);
        _out.Write(CsvText.Of(chosen));
        if (_form.Table is null && tables.Length > 1) Note($"table '{chosen.Name}'; --table names another of {names}");
        return Ok;
    }

    /// <summary>
    /// Runs a view with its results held back: they are printed only when no fault was found in the input on the way, since an answer
    /// to a question that was not understood is worse than none.
    /// </summary>
    public int Held(Func<int> view, IReadOnlyList<Refusal> faults)
    {
        _held = [];
        var code = view();
        var (held, refused) = (_held, faults.Count > 0);
        _held = null;
        if (refused) return Refuse(faults);
        foreach (var print in held)
            if (print() is var failed && failed != Ok) return failed;
        return code;
    }

    /// <summary>
    /// Ends a report with the position and root that it was read at: whoever keeps the report can later ask for proof that the book only grew.
    /// JSON and CSV carry the position; formats of other programs carry nothing of ours.
    /// </summary>
    public void Witness(long position, Func<Journal.Digest> root)
    {
        if (_form.Json || _form.Csv || _isForeign) return;
        Say(() =>
        {
            Show.Line(_console, $"book at position {position}, root {root()}");
            return Ok;
        });
    }

    int Say(Func<int> print)
    {
        if (_held is not null) _held.Add(print);
        else if (_trial is not null) _trial.Add(print);
        else return print();
        return Ok;
    }

    /// <summary>Runs an action whose results tell of what it wrote, and gives how it ended with what it would have printed.</summary>
    public (int Code, Func<int> Print) Tried(Func<int> action)
    {
        var tried = _trial = [];
        var code = action();
        _trial = null;
        return (code, () => tried.Select(print => print()).FirstOrDefault(ended => ended != Ok));
    }

    /// <summary>Prints refusals and gives the exit code for them.</summary>
    public int Refuse(IReadOnlyList<Refusal> refusals)
    {
        if (_form.Json)
            _out.WriteLine(System.Text.Encoding.UTF8.GetString(
                Json.Bytes(json => json.Map(() => json.List("refusals", refusals, refusal => RefusalJson.Write(json, refusal))), indented: true)));
        else foreach (var refusal in refusals) Refuse(refusal);
        return Refused;
    }

    /// <summary>Prints text that is a format of its own, line by line.</summary>
    public int Lines(IEnumerable<string> lines) => Foreign(() => { foreach (var line in lines) _out.WriteLine(line); });

    /// <summary>Prints text as it is, line ends included.</summary>
    public int Raw(string text) => Foreign(() => _out.Write(text));

    int Foreign(Action print)
    {
        _isForeign = true;
        return Say(() =>
        {
            if (_form.Csv) return Refuse([new Refusal(RefusalCode.OutOfRange, "csv", "This is a format of another program, and no table.")]);
            print();
            return Ok;
        });
    }

    /// <summary>Says something beside the result, so that what is piped stays clean.</summary>
    public void Note(string text) => _error.WriteLine(Show.Plain(text));

    /// <summary>
    /// A bar on standard error while something long runs, where that is a terminal or progress was asked for; at its end it is wiped out. Safe for several threads.
    /// </summary>
    /// <returns>To be told how much is done, of how much.</returns>
    public Action<int, int> Progress(string what)
    {
        if (!_form.Progress && (Console.IsErrorRedirected || _error != Console.Error)) return (_, _) => { };
        var (shown, gate) = (-1L, new Lock());
        return (done, all) =>
        {
            // Drawn a thousand times at most: what runs is not to wait for the terminal.
            var now = all == 0 ? 1000 : 1000L * done / all;
            if (now <= Interlocked.Read(ref shown)) return;
            lock (gate)
            {
                if (now <= shown) return;
                Interlocked.Exchange(ref shown, now);
                var filled = (int)(30 * now / 1000);
                _error.Write($"\r{what} [{new string('#', filled)}{new string('.', 30 - filled)}] {done}/{all}{(done == all ? "\r\u001b[K" : "")}");
            }
        };
    }

    void Refuse(Refusal refusal)
    {
        var field = refusal.Field.Length > 0 ? $" {refusal.Field}:" : "";
        Note($"refused ({RefusalJson.Code(refusal.Code)}){field} {refusal.Says}");
        foreach (var (name, value) in refusal.Numbers.Where(number => number.Key is not ("line" or "step_line")))
            Note($"  {name} {value}");
    }
}
