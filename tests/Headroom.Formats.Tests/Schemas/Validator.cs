using System.Diagnostics;
using System.Text.Json;

namespace Headroom.Formats.Tests.Schemas;

/// <summary>
/// The published schemas as a validator reads them, by way of <c>validate.mjs</c> and node. What it needs is installed once, and again
/// when the lock file changes. Without node the tests are skipped and say what to do.
/// </summary>
public static class Validator
{
    const string Folder = "tests/Headroom.Formats.Tests/Schemas";

    public static string Root { get; } = FindRoot();

    // Once for all classes of tests: two installations at the same time remove each other's files.
    static readonly Lazy<string?> Missing = new(Prepare);

    /// <summary>The faults that the schema finds in each document, in order; empty lists for those that it accepts.</summary>
    internal static IReadOnlyList<string[]> Faults(IEnumerable<Asked> documents)
    {
        if (Missing.Value is { } missing) Assert.Skip(missing);
        var requests = JsonSerializer.Serialize(
            documents.Select(document => new Dictionary<string, string> { ["schema"] = document.Schema, [document.IsJson ? "json" : "yaml"] = document.Text }));
        var (code, output, error) = Run("node", requests, "validate.mjs");
        Assert.True(code == 0, $"validate.mjs ended with {code}: {error}");
        return JsonSerializer.Deserialize<string[][]>(output)!;
    }

    /// <summary>What is missing, as advice; null when all is there.</summary>
    static string? Prepare()
    {
        if (!Has("node") || !Has("npm")) return "The schemas are checked with node and npm, which are not here. Run: sudo apt-get install nodejs npm";
        var (installed, locked) = (new FileInfo(Path.Combine(Root, Folder, "node_modules", ".package-lock.json")), new FileInfo(Path.Combine(Root, Folder, "package-lock.json")));
        if (installed.Exists && installed.LastWriteTimeUtc >= locked.LastWriteTimeUtc) return null;
        var (code, _, error) = Run("npm", "", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        Assert.True(code == 0, $"'npm ci' in {Folder} ended with {code}: {error}");
        return null;
    }

    static bool Has(string program)
    {
        try { return Run(program, "", "--version").Code == 0; }
        catch (System.ComponentModel.Win32Exception) { return false; }
    }

    static (int Code, string Output, string Error) Run(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Root, Folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try { process.StandardInput.Write(input); process.StandardInput.Close(); }
        catch (IOException) { } // it ended before it read; its exit code says why
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), $"{program} {string.Join(' ', arguments)} did not end within three minutes.");
        return (process.ExitCode, output.Result, error.Result);
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, Folder))) return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Folder}.");
    }
}

/// <summary>A document to be checked: against which schema, and whether it is JSON or YAML.</summary>
sealed record Asked(string Schema, string Text, bool IsJson = false);
