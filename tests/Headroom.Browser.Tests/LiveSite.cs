using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Headroom.Browser.Tests;

/// <summary>The real program (<c>headroom up</c>) on a free port of this machine, with a book of its own into which it loads the example.</summary>
public sealed class LiveSite : IAsyncDisposable
{
    const int MostStarts = 3;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly string _directory = Directory.CreateTempSubdirectory("headroom-browser-").FullName;
    readonly Process _program;

    LiveSite(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _directory };
        foreach (var word in new[] { Program(), "up", "--book", Path.Combine(_directory, "book"), "--port", port.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(word);
        _program = Process.Start(start)!;
        // Read and dropped, so that the program never waits for a full pipe.
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
    }

    public string Url { get; }

    public static async Task<LiveSite> Start()
    {
        // Somebody else may take a port between its being found free and being listened on.
        for (var start = 1; ; start++)
        {
            var site = new LiveSite(FreePort());
            if (await site.Answers()) return site;
            await site.DisposeAsync();
            Assert.True(start < MostStarts, $"The site did not answer on {site.Url} within {Patience.TotalSeconds} seconds, or its program ended before.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_program.HasExited) _program.Kill(entireProcessTree: true);
        await _program.WaitForExitAsync();
        _program.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    async Task<bool> Answers()
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !_program.HasExited; await Task.Delay(100))
        {
            try
            {
                using var reply = await client.GetAsync($"{Url}/v1/book");
                if (reply.StatusCode == HttpStatusCode.OK) return true;
            }
            catch (HttpRequestException) { } // not listening yet
        }
        return false;
    }

    /// <summary>The program as it was built beside these tests, in their configuration.</summary>
    static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);                       // bin/CONFIGURATION/FRAMEWORK of this project
        var inside = Path.Combine("bin", output.Parent!.Name, output.Name, "headroom.dll");
        var program = Path.Combine(output.Parent.Parent!.Parent!.Parent!.Parent!.FullName, "src", "Headroom.Cli", inside);
        Assert.True(File.Exists(program), $"The program is not built: {program}");
        return program;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
