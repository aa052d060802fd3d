using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Headroom.Metering.Tests.Prometheus;

/// <summary>A Prometheus of the machine on a free port, over blocks made from OpenMetrics text. Gone when it is disposed.</summary>
sealed class RealPrometheus : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("headroom-prometheus-").FullName;
    readonly Process _server;

    public RealPrometheus(string openMetrics)
    {
        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}/");
        var text = Path.Combine(_folder, "samples.txt");
        File.WriteAllText(text, openMetrics);
        using (var made = Start("promtool", "tsdb", "create-blocks-from", "openmetrics", text, Path.Combine(_folder, "store"))) made.WaitForExit();
        File.WriteAllText(Path.Combine(_folder, "p.yml"), "global: {}\n");
        _server = Start("prometheus", $"--config.file={_folder}/p.yml", $"--storage.tsdb.path={_folder}/store", "--storage.tsdb.retention.time=50y", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error");
        Await();
    }

    /// <summary>Whether the machine has it.</summary>
    public static bool IsHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "prometheus")) && File.Exists(Path.Combine(folder, "promtool")));

    public Uri Address { get; }

    void Await()
    {
        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (http.Send(new(HttpMethod.Get, new Uri(Address, "-/ready"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (attempt < 300) { }
            if (attempt == 300 || _server.HasExited) throw new InvalidOperationException("Prometheus does not get ready.");
            Task.Delay(100).Wait();
        }
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

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
