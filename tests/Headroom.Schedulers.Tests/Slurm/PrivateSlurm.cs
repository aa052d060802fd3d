using System.Diagnostics;
using System.Globalization;
using Headroom.Schedulers.Slurm;
using NodaTime;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>
/// A real Slurm cluster of the tests' own, by examples/slurm/cluster.sh: eight GPUs on each of four nodes, half of them h100 and half h200, all of it in a temporary directory and
/// on 127.0.0.1, ended with its standard input and so also when the tests are killed. Where it cannot be had <see cref="Missing"/> says what to do.
/// </summary>
public sealed class PrivateSlurm : IDisposable
{
    public const int Nodes = 4, GpusOfANode = 8;

    /// <summary>The types of GPUs, of which each node has as many.</summary>
    public const string Type = "h100", OtherType = "h200";

    static readonly string[] Programs = ["slurmctld", "slurmd", "slurmdbd", "slurmrestd", "sacctmgr", "munged", "mariadbd", "setpriv", "setsid"];

    readonly Lazy<Process> _process;

    public PrivateSlurm() => _process = new(Start);

    /// <summary>Why no cluster can be had here and what to do about it; null when one can.</summary>
    public static string? Missing { get; } = !Environment.IsPrivilegedProcess ? "Slurm's nodes run jobs as other users, so these tests need root: sudo ./test Schedulers"
        : Programs.FirstOrDefault(program => !Exists(program)) is { } missing
            ? $"{missing} is missing; run: apt-get install slurmctld slurmd slurmdbd slurmrestd slurm-client munge mariadb-server" : null;

    static int _clusters;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"headroom-slurm-{Environment.ProcessId}-{Interlocked.Increment(ref _clusters)}");

    /// <summary>The cluster's slurm.conf; the cluster is started by the first who asks.</summary>
    public string Configuration => _process.Value is not null ? Path.Combine(Folder, "etc", "slurm.conf") : "";

    /// <summary>The socket on which slurmrestd answers.</summary>
    public string RestSocket => Path.Combine(Folder, "rest", "socket");

    /// <summary>Where slurmrestd answers a user with a new token; null where Slurm's plugin for tokens is not installed.</summary>
    public RestAddress? WithToken(string user)
    {
        var (address, token) = (Path.Combine(Folder, "rest", "address"), Path.Combine(Folder, $"{user}.token"));
        if (Configuration.Length == 0 || !File.Exists(address)) return null;
        File.WriteAllText(token, Run("scontrol", "token", $"username={user}", "lifespan=600").Trim()["SLURM_JWT=".Length..]);
        return new(File.ReadAllText(address).Trim(), user, token);
    }

    public SlurmSettings Settings => SlurmSettings.Usual with { Configuration = Configuration, Timeout = Duration.FromSeconds(60) };

    /// <summary>The machine's time, which is Slurm's, to the second.</summary>
    public Instant Now => Instant.FromUnixTimeSeconds(long.Parse(Run("date", "+%s"), CultureInfo.InvariantCulture));

    /// <summary>Stops or starts a daemon: <c>stop slurmctld</c>.</summary>
    public void Tell(string what)
    {
        _process.Value.StandardInput.WriteLine(what);
        _process.Value.StandardInput.Flush();
        for (var line = _process.Value.StandardOutput.ReadLine(); line != "done"; line = _process.Value.StandardOutput.ReadLine())
            if (line is null || line.StartsWith("failed", StringComparison.Ordinal)) throw new InvalidOperationException(line ?? "The cluster ended.");
    }

    /// <summary>Runs one of Slurm's programs on this cluster as a person would, and gives what it prints.</summary>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["SLURM_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}{output}");
    }

    /// <summary>A job of an account, under one of the users that every Debian has: its number.</summary>
    public string Submit(string user, string account, int gpus, int seconds, string? type = null) =>
        Run("setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "env", "HOME=/",
        "sbatch", "--parsable", "-D", "/", "-o", "/dev/null", "-e", "/dev/null", "-A", account, $"--gres=gpu:{(type is null ? "" : type + ":")}{gpus}", "-n1", "-t", "10",
        $"--wrap=exec sleep {seconds}").Trim();

    /// <summary>Waits until a job is in a state, by asking again and again, at most a minute.</summary>
    public Task Reaches(string job, string state) => Shows(job, "%T", state);

    /// <summary>Waits until a job waits for a reason.</summary>
    public Task Waits(string job, string reason) => Shows(job, "%T %r", $"PENDING {reason}");

    async Task Shows(string job, string format, string expected)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (Run("squeue", "-h", "-t", "all", "-j", job, "-o", format).Trim() == expected) return;
            await Task.Delay(50);
        }
        throw new InvalidOperationException($"Job {job} did not become {expected}: {Run("squeue", "-h", "-t", "all", "-o", "%i %a %T %r %b")}");
    }

    /// <summary>Lets a user of the machine work under an account.</summary>
    public void Admit(string user, string account) => Run("sacctmgr", "-i", "-Q", "add", "user", user, $"account={account}");

    public void Dispose()
    {
        if (!_process.IsValueCreated) return;
        _process.Value.StandardInput.Close();
        _process.Value.WaitForExit(TimeSpan.FromSeconds(60));
        _process.Value.Dispose();
    }

    Process Start()
    {
        if (Missing is not null) throw new InvalidOperationException(Missing);
        var script = Path.Combine(AppContext.BaseDirectory, "slurm", "cluster.sh");
        var process = Process.Start(new ProcessStartInfo("setsid", ["bash", script, Folder, $"{Nodes}", $"{GpusOfANode}", Type, OtherType])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadLine();
        return answer == "ready" ? process : throw new InvalidOperationException($"The private Slurm did not start: {answer}");
    }

    static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
