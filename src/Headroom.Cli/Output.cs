using System.Globalization;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>How commands end: what was asked for on standard output, as tables or JSON; refusals on standard error, or as JSON on standard output.</summary>
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
    List<Action>? _held;
    bool _isForeign;

    /// <param name="json">Whether to print JSON.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where refusals and progress go.</param>
    public Output(bool json, TextWriter output, TextWriter error)
    {
        (AsJson, _out, _error) = (json, output, error);
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

    public bool AsJson { get; }

    /// <summary>Prints a result in the form asked for; nothing while results are held back.</summary>
    public int Print(Action<Utf8JsonWriter> json, Action<IAnsiConsole> text) => Say(() =>
    {
        if (AsJson) _out.WriteLine(System.Text.Encoding.UTF8.GetString(Json.Bytes(json, indented: true)));
        else text(_console);
    });

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
        foreach (var print in held) print();
        return code;
    }

    /// <summary>
    /// Ends a report with the position and root that it was read at: whoever keeps the report can later ask for proof that the book only grew.
    /// JSON carries the position; formats of other programs carry nothing of ours.
    /// </summary>
    public void Witness(long position, Func<Journal.Digest> root)
    {
        if (AsJson || _isForeign) return;
        Say(() => Show.Line(_console, $"book at position {position}, root {root()}"));
    }

    int Say(Action print)
    {
        if (_held is null) print(); else _held.Add(print);
        return Ok;
    }

    /// <summary>Prints refusals and gives the exit code for them.</summary>
    public int Refuse(IReadOnlyList<Refusal> refusals)
    {
        if (AsJson) _out.WriteLine(System.Text.Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() => json.List("refusals", refusals, refusal => RefusalJson.Write(json, refusal))), indented: true)));
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
        return Say(print);
    }

    /// <summary>Says something beside the result, so that what is piped stays clean.</summary>
    public void Note(string text) => _error.WriteLine(Show.Plain(text));

    /// <summary>Shows progress on a terminal's standard error while something long runs.</summary>
    public Action<int, int> Progress(string what)
    {
        if (Console.IsErrorRedirected || _error != Console.Error) return (_, _) => { };
        return (done, all) =>
        {
            var filled = all == 0 ? 0 : 30 * done / all;
            _error.Write($"\r{what} [{new string('#', filled)}{new string('.', 30 - filled)}] {done}/{all}{(done == all ? "\r\u001b[K" : "")}");
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
