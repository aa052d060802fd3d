using System.Diagnostics;
using System.Reflection;

namespace Headroom.Journal.Tests.Store;

/// <summary>A running <see cref="Writer"/> and the lines that it told.</summary>
sealed class WriterProcess : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    readonly Process _process;
    readonly List<string> _lines = [];
    readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    WriterProcess(ProcessStartInfo start)
    {
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (_lines) _lines.Add(line.Data);
            _first.TrySetResult();
        };
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>Starts this very program as a writer; <paramref name="wrapper"/> is put before it.</summary>
    public static WriterProcess Start(IEnumerable<string> arguments, string[]? wrapper = null, string? sqlite = null)
    {
        // Run by `dotnet test.dll` the process is the host, which must be told the program again.
        var host = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, Assembly.GetExecutingAssembly().Location] : [host];
        string[] words = [.. wrapper ?? [], .. self, Writer.Word, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true };
        if (sqlite is not null) start.Environment["HEADROOM_SQLITE"] = sqlite;
        return new(start);
    }

    /// <summary>What the writer told so far: first position, last position and root of each acknowledged batch.</summary>
    public IReadOnlyList<(long First, Head Head)> Acknowledged =>
        [.. Lines.Select(line => line.Split(' ')).Select(words => (long.Parse(words[0]), new Head(long.Parse(words[1]), Digest.Parse(words[2]))))];

    public IReadOnlyList<string> Lines
    {
        get { lock (_lines) return [.. _lines]; }
    }

    /// <summary>Kills the writer (SIGKILL) a while after its first acknowledgement.</summary>
    public void KillAfterFirst(TimeSpan delay)
    {
        Assert.True(_first.Task.Wait(Limit), "the writer acknowledged nothing");
        Thread.Sleep(delay);
        _process.Kill();
        _process.WaitForExit(); // also waits until every told line was heard
    }

    public int WaitToEnd()
    {
        Assert.True(_process.WaitForExit(Limit), "the writer did not end");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
