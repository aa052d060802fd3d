using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Headroom.Journal.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: made in a temporary directory at the first call, on a free port of 127.0.0.1
/// with a random password, stopped and removed at the end - also when the test process is killed, because the server's
/// keeper ends with its standard input. Without an installed PostgreSQL nothing starts and <see cref="Missing"/> says
/// what to do. This file needs nothing else of this project.
/// </summary>
public sealed class PrivatePostgres : IDisposable
{
    const string BinariesVariable = "HEADROOM_POSTGRES_BIN"; // a directory with initdb and pg_ctl, instead of the search
    const int OldestVersion = 15, MostStarts = 3;
    const string Install = "install postgresql: apt-get install postgresql";

    // $1 directory, $2 port, $3 binaries, $4 fsync. The data directory goes with the keeper, whichever way it ends.
    const string Keeper = """
        "$3/initdb" -D "$1/data" -U postgres -A scram-sha-256 --pwfile="$1/password" --no-sync -E UTF8 --no-locale >"$1/log" 2>&1 &&
        "$3/pg_ctl" -D "$1/data" -w -t 60 -l "$1/log" -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='$1' -c fsync=$4" start >>"$1/log" 2>&1 &&
        echo ready && cat >/dev/null || tail -n 5 "$1/log"
        "$3/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null 2>&1
        rm -rf "$1"
        """;

    readonly Lazy<Server> _server;
    int _databases;

    public PrivatePostgres() : this(durable: false) { }

    PrivatePostgres(bool durable) => _server = new(() => Start(durable));

    /// <summary>A server that waits for its disk at every commit; only figures of speed need that.</summary>
    public static PrivatePostgres Durable() => new(durable: true);

    /// <summary>Why no server can be had here and what to do about it; null when one can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>The directory of its unix socket.</summary>
    public string SocketDirectory => _server.Value.Directory;

    public int Port => _server.Value.Port;

    /// <summary>Makes an empty database and gives its address, <c>postgres://...</c>.</summary>
    public string NewDatabase()
    {
        var name = $"book{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return $"postgres://postgres:{_server.Value.Password}@127.0.0.1:{Port}/{name}";
    }

    /// <summary>What Npgsql needs to reach a database of this server.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Password={_server.Value.Password};Database={database};Pooling=false";

    public void Dispose()
    {
        if (!_server.IsValueCreated) return;
        _server.Value.Process.StandardInput.Close();
        _server.Value.Process.WaitForExit(TimeSpan.FromSeconds(30));
        _server.Value.Process.Dispose();
    }

    // Somebody else may take a port between its being found free and being listened on.
    static Server Start(bool durable)
    {
        if (Missing is not null) throw new InvalidOperationException(Missing);
        for (var start = 1; ; start++)
        {
            try { return Started(durable); }
            catch (InvalidOperationException) when (start < MostStarts) { }
        }
    }

    static Server Started(bool durable)
    {
        var directory = Directory.CreateTempSubdirectory("headroom-pg-").FullName;
        var password = RandomNumberGenerator.GetHexString(32);
        File.WriteAllText(Path.Combine(directory, "password"), password);
        if (Environment.IsPrivilegedProcess) RunToEnd("chown", "-R", "postgres", directory);

        var port = FreePort();
        // A session of its own, so that what kills the tests' whole process group leaves the keeper to do its work.
        string[] keeper = [.. OperatingSystem.IsLinux() ? new[] { "setsid" } : [], "sh", "-c", Keeper, "keeper", directory, $"{port}", FindBinaries()!, durable ? "on" : "off"];
        // The server refuses to run as root; the package made a user for it.
        var words = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. keeper] : keeper;
        var process = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = directory,
        })!;
        var answer = process.StandardOutput.ReadLine();
        if (answer != "ready")
            throw new InvalidOperationException($"The private PostgreSQL did not start: {answer} {process.StandardOutput.ReadToEnd()}");
        return new(process, directory, port, password);
    }

    static string? FindMissing()
    {
        if (FindBinaries() is null) return $"No PostgreSQL {OldestVersion} or newer was found. To run these tests, {Install}";
        if (Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:")))
            return $"PostgreSQL does not run as root and there is no user postgres. Run the tests as another user, or {Install}";
        return null;
    }

    static string? FindBinaries()
    {
        if (Environment.GetEnvironmentVariable(BinariesVariable) is { Length: > 0 } said) return HasServer(said) ? said : null;
        const string packages = "/usr/lib/postgresql"; // Debian and its descendants keep every version apart
        var packaged = Directory.Exists(packages) ? Directory.GetDirectories(packages) : [];
        return packaged
            .Select(path => (Path: Path.Combine(path, "bin"), Version: int.TryParse(Path.GetFileName(path), out var version) ? version : 0))
            .Where(found => found.Version >= OldestVersion && HasServer(found.Path))
            .OrderByDescending(found => found.Version)
            .Select(found => found.Path)
            .FirstOrDefault();
    }

    static bool HasServer(string directory) => File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "pg_ctl"));

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static void RunToEnd(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    sealed record Server(Process Process, string Directory, int Port, string Password);
}
