using System.Diagnostics;
using System.Globalization;

namespace Headroom.Cli.Demo;

/// <summary>A Slurm cluster of this program's own, by examples/slurm/cluster.sh; it ends with this process, however that ends.</summary>
sealed class PrivateCluster : IDisposable
{
    /// <summary>How long it may take to end, and how often and at what distance a job is looked at: a minute and a half in all.</summary>
    static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(60), BetweenLooks = TimeSpan.FromMilliseconds(50);

    const int MostLooks = 1800;

    readonly Process _process;
    readonly string _configuration;

    PrivateCluster(Process process, string configuration) => (_process, _configuration) = (process, configuration);

    /// <summary>Starts it in a folder that is not there yet; null with the reason when it cannot be had here.</summary>
    public static PrivateCluster? Start(string folder, int nodes, int gpus, out string why)
    {
        var start = new ProcessStartInfo("setsid", ["bash", Path.Combine(AppContext.BaseDirectory, "examples", "slurm", "cluster.sh"), folder, Text(nodes), Text(gpus)])
        { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process;
        try { process = Process.Start(start)!; }
        catch (System.ComponentModel.Win32Exception fault)
        {
            why = $"setsid is missing; run: apt-get install util-linux ({fault.Message})";
            return null;
        }
        why = process.StandardOutput.ReadLine() ?? "the script ended without a word";
        if (why == "ready") return new(process, Path.Combine(folder, "etc", "slurm.conf"));
        process.WaitForExit(ToEnd);
        process.Dispose();
        return null;
    }

    /// <summary>Runs one of Slurm's programs on it and gives what it prints.</summary>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["SLURM_CONF"] = _configuration;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new IOException($"{program} {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult().Trim()}");
    }

    /// <summary>Lets a user of the machine work under an account.</summary>
    public void Admit(string user, string account) => Run("sacctmgr", "-i", "-Q", "add", "user", user, $"account={account}");

    /// <summary>Submits jobs of a whole node each, which run a command of the shell, and gives their numbers.</summary>
    public string[] Submit(string user, string account, int jobs, int gpus, string command) =>
        [.. Enumerable.Range(0, jobs).Select(_ => Run("setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "env", "HOME=/",
        "sbatch", "--parsable", "-D", "/", "-o", "/dev/null", "-e", "/dev/null", "-A", account, $"--gres=gpu:{Text(gpus)}", "-n1", "-t", "30", $"--wrap={command}").Trim())];

    /// <summary>Waits until jobs are in a state.</summary>
    public void Reach(IEnumerable<string> jobs, string state)
    {
        foreach (var job in jobs)
        {
            var looks = 0;
            while (Run("squeue", "-h", "-t", "all", "-j", job, "-o", "%T").Trim() != state)
                if (looks++ > MostLooks) throw new IOException($"Job {job} did not become {state}: {Jobs()}");
                else Task.Delay(BetweenLooks).Wait();
        }
    }

    /// <summary>What runs and what waits, a line each.</summary>
    public string Jobs() => Run("squeue", "-o", "%.6i %.8a %.8q %.10T %.12b %.8N %r").TrimEnd();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(ToEnd);
        _process.Dispose();
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
