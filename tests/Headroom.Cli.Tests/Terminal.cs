using System.Text.Json;
using Headroom.Journal;
using NodaTime;

namespace Headroom.Cli.Tests;

/// <summary>
/// The command line on a book of its own in a temporary folder, which is removed at the end. Commands run inside the test process,
/// with a clock that stands still; a sandbox never asks it.
/// </summary>
public sealed class Terminal : IDisposable
{
    static readonly Lazy<string> Template = new(() =>
    {
        using var terminal = new Terminal(keep: true);
        Assert.Equal("", terminal.Run("load", Examples.Colossus).Error);
        return terminal.Book;
    });

    readonly bool _keep;

    public Terminal() : this(keep: false) { }

    Terminal(bool keep) => _keep = keep;

    /// <summary>A folder for the files of a test.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("headroom-cli-").FullName;

    public string Book => Path.Combine(Folder, "book");

    /// <summary>A book into which the colossus example was loaded: a copy of one that was loaded once.</summary>
    public static Terminal Loaded()
    {
        var terminal = new Terminal();
        Examples.Copy(Template.Value, terminal.Book);
        return terminal;
    }

    /// <summary>Runs a command on this book.</summary>
    public Said Run(params string[] words) => Raw([.. words, "--book", Book]);

    /// <summary>Runs a command line as it is.</summary>
    public static Said Raw(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        try
        {
            var code = Entry.Run(words, new StoppedClock(), output, error);
            return new(code, output.ToString(), error.ToString());
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            // A build for debugging lets exceptions through; the one that ships turns them into this code.
            return new(70, output.ToString(), $"this is a bug in headroom: {bug}");
        }
    }

    /// <summary>Runs a command that must succeed, as text.</summary>
    public string Text(params string[] words)
    {
        var said = Run(words);
        Assert.Equal("", said.Trouble);
        Assert.Equal(0, said.Code);
        return said.Out;
    }

    /// <summary>Runs a command that must succeed, and reads its JSON.</summary>
    public JsonElement Json(params string[] words)
    {
        var said = Run([.. words, "--json"]);
        Assert.Equal("", said.Trouble);
        Assert.True(said.Code == 0, $"{said.Code} {said.Out}");
        return Read(said.Out);
    }

    /// <summary>Runs a command that must be refused without a trace in the book, both as JSON and as text; gives the first refusal.</summary>
    public JsonElement Refused(string code, string field, params string[] words)
    {
        var before = Head();
        var (json, text) = (Run([.. words, "--json"]), Run(words));
        Assert.Equal(before, Head());
        Assert.Equal((1, 1), (json.Code, text.Code));
        Assert.Equal(("", ""), (json.Error, text.Out));
        var refusal = Read(json.Out).GetProperty("refusals")[0];
        Assert.Equal((code, field), (refusal.GetProperty("code").GetString(), refusal.GetProperty("field").GetString()));
        Assert.StartsWith($"refused ({code}){(field.Length > 0 ? $" {field}:" : "")} {refusal.GetProperty("detail").GetString()}", text.Error);
        return refusal;
    }

    /// <summary>Where the journal ends.</summary>
    public Head Head()
    {
        using var journal = Journals.Open(Book, create: false);
        return journal.Head();
    }

    /// <summary>Every stored fact with all its bytes.</summary>
    public IReadOnlyList<Journal.Entry> Entries()
    {
        using var journal = Journals.Open(Book, create: false);
        return [.. journal.Read(0, long.MaxValue)];
    }

    /// <summary>Writes a file of this test and gives its path.</summary>
    public string File(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public static JsonElement Read(string json) => JsonDocument.Parse(json).RootElement;

    public void Dispose()
    {
        if (!_keep) Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What a command said and with which code it ended.</summary>
public sealed record Said(int Code, string Out, string Error)
{
    /// <summary>What stands beside the result, but for how far a sandbox's clock went.</summary>
    public string Trouble => string.Concat(Error.Split('\n').Where(line => !line.StartsWith("the sandbox clock moved ", StringComparison.Ordinal)));
}

/// <summary>A clock that stands still, after everything that the examples say has happened.</summary>
sealed class StoppedClock : IClock
{
    public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 20, 12, 0);
}
