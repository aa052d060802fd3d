using System.Diagnostics;

namespace Headroom.Bench;

/// <summary>Programs of other people that a benchmark is compared with.</summary>
static class Tool
{
    /// <summary>Installs Debian packages by name, where the machine lets us.</summary>
    public static (int Code, string Output, string Error) Install(params string[] packages) =>
        Run("apt-get", ["-y", "-q", "install", "--no-install-recommends", .. packages]);

    /// <summary>A source file of the benchmarks, in the folder bench above the program; null when it is not there.</summary>
    public static string? Source(string folder, string file)
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
            if (Path.Combine(above.FullName, "bench", folder, file) is var path && File.Exists(path)) return path;
        return null;
    }

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception fault) { return (127, "", fault.Message); }
    }
}
