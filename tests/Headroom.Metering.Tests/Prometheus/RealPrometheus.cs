using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Headroom.Metering.Tests.Prometheus;

/// <summary>A Prometheus of the machine on a free port, over blocks made from OpenMetrics text. Gone when it is disposed.</summary>
sealed class RealPrometheus : IDisposable
{
    const int MostStarts = 5;

    readonly string _folder = Directory.CreateTempSubdirectory("headroom-prometheus-").FullName;
    readonly Process _server;

    public RealPrometheus(string openMetrics)
    {
        var text = Path.Combine(_folder, "samples.txt");
        File.WriteAllText(text, openMetrics);
        using (var made = Start("promtool", "tsdb", "create-blocks-from", "openmetrics", text, Path.Combine(_folder, "store"))) made.WaitForExit();
        File.WriteAllText(Path.Combine(_folder, "p.yml"), "global: {}\n");
        // Somebody else may take a port between its being found free and being listened on.
        for (var start = 1; ; start++)
        {
            var port = FreePort();
            Address = new($"http://127.0.0.1:{port}/");
            _server = Start("prometheus", $"--config.file={_folder}/p.yml", $"--storage.tsdb.path={_folder}/store", "--storage.tsdb.retention.time=50y",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=error");
            if (IsReady()) return;
            Assert.True(start < MostStarts, "Prometheus does not get ready.");
        }
    }

    /// <summary>Whether the machine has it.</summary>
    public static bool IsHere =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, "prometheus")) && File.Exists(Path.Combine(folder, "promtool")));

    public Uri Address { get; }

    /// <summary>Waits until it is ready, at most a minute, or has ended.</summary>
    bool IsReady()
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 600 && !_server.HasExited; attempt++)
        {
            try
            {
                if (http.Send(new(HttpMethod.Get, new Uri(Address, "-/ready"))).IsSuccessStatusCode) return true;
            }
            catch (HttpRequestException) { } // not listening yet
            Task.Delay(100).Wait();
        }
        End();
        return false;
    }

    static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    void End()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
    }

    public void Dispose()
    {
        End();
        Directory.Delete(_folder, recursive: true);
    }
}
