using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using NodaTime;

namespace Headroom.Schedulers.Slurm;

/// <summary>
/// Runs Slurm's programs: each with a list of arguments and never through a shell, within a time and an amount of output that are bounded. One that hangs is ended, and then
/// nothing is known about what it did.
/// </summary>
sealed class SlurmPrograms(SlurmSettings settings)
{
    /// <summary>The most that a program may print: the associations of a hundred thousand accounts, several times over.</summary>
    const int MostCharacters = 256 << 20;

    /// <summary>How often a question is asked again when it was not answered.</summary>
    const int MostAttempts = 3;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks something; tried again, since asking changes nothing.</summary>
    public async Task<string> Ask(string program, string[] arguments, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await Run(program, arguments, null, stop); }
            catch (SchedulerUnavailable fault) when (attempt < MostAttempts && !fault.IsSilent) { await Task.Delay(Pause * attempt, stop); }
        }
    }

    /// <summary>Runs a program once, with text on its standard input if any, and gives what it printed.</summary>
    /// <exception cref="SchedulerUnavailable">It cannot be started, failed, printed too much or took too long.</exception>
    public async Task<string> Run(string program, string[] arguments, string? input, CancellationToken stop)
    {
        using var process = Start(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(settings.Timeout.ToTimeSpan());
        try
        {
            var (output, error) = (Read(process.StandardOutput, limit.Token), Read(process.StandardError, limit.Token));
            await Feed(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var (printed, complained) = (await output, await error);
            return process.ExitCode == 0 ? printed : throw new SchedulerUnavailable($"{program} failed: {Reason(complained, printed)}");
        }
        catch (OperationCanceledException)
        {
            End(process);
            stop.ThrowIfCancellationRequested();
            throw new SchedulerUnavailable($"{program} did not answer within {settings.Timeout.TotalSeconds} s and was ended.") { IsSilent = true };
        }
    }

    Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(settings.Programs is { } folder ? Path.Combine(folder, program) : program)
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        (start.Environment["LC_ALL"], start.Environment["TZ"]) = ("C", "UTC");
        if (settings.Configuration is { } path) start.Environment["SLURM_CONF"] = path;
        try { return Process.Start(start) ?? throw new SchedulerUnavailable($"{program} could not be started."); }
        catch (Win32Exception fault)
        {
            throw new SchedulerUnavailable(
            $"{program} cannot be started: {fault.Message}. It is part of Slurm's client programs (package slurm-client).");
        }
    }

    static async Task Feed(Process process, string? input, CancellationToken stop)
    {
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), stop);
            process.StandardInput.Close();
        }
        // It may end without reading all; its exit code and what it says tell why.
        catch (IOException) { }
    }

    static async Task<string> Read(StreamReader reader, CancellationToken stop)
    {
        var (text, buffer) = (new StringBuilder(), new char[1 << 16]);
        while (await reader.ReadAsync(buffer, stop) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MostCharacters) throw new SchedulerUnavailable($"A program printed more than {MostCharacters} characters.");
        }
        return text.ToString();
    }

    static void End(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { }
    }

    static string Reason(string error, string output)
    {
        var said = (error.Trim().Length > 0 ? error : output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('*')).Take(3);
        return string.Join(" ", said) is { Length: > 0 } reason ? reason : "it said nothing.";
    }
}
