using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Headroom.Browser.Tests;

/// <summary>The real program (<c>headroom up</c>) on a free port of this machine, with a book of its own into which it loads the example.</summary>
public sealed class LiveSite : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string _directory = Directory.CreateTempSubdirectory("headroom-browser-").FullName;
    readonly Process _program;

    LiveSite(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _directory };
        foreach (var word in new[] { Program(), "up", "--book", Path.Combine(_directory, "book"), "--port", port.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(word);
        _program = Process.Start(start)!;
        // Read and dropped, so that the program never waits for a full pipe.
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
    }

    public string Url { get; }

    public static async Task<LiveSite> Start()
    {
        var site = new LiveSite(FreePort());
        await site.Answering();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_program.HasExited) _program.Kill(entireProcessTree: true);
        await _program.WaitForExitAsync();
        _program.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    async Task Answering()
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(100))
        {
            Assert.False(_program.HasExited, "The program ended before its site answered.");
            try
            {
                using var reply = await client.GetAsync($"{Url}/v1/book");
                if (reply.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException) { } // not listening yet
        }
        Assert.Fail($"The site did not answer on {Url} within {Patience.TotalSeconds} seconds.");
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
