using System.Diagnostics;
using System.Xml.Linq;
using Headroom.House.Rules;
using Microsoft.CodeAnalysis.CSharp;

namespace Headroom.House;

/// <summary>The files under the root, read and parsed once for all rules. Shared by every test and never changed.</summary>
public sealed class Repository
{
    readonly Lazy<IReadOnlyList<SourceFile>> _source;
    readonly Lazy<IReadOnlyList<SourceFile>> _tests;
    readonly Lazy<IReadOnlyList<TextFile>> _texts;
    readonly Lazy<CSharpCompilation> _boundCore;

    public Repository()
    {
        _source = new(() => Parse("src"));
        _tests = new(() => Parse("tests"));
        _boundCore = new(() => Binding.Of(CoreSource));
        _texts = new(() => [.. Committable().Where(path => File.Exists(Absolute(path))).Select(Read).Where(file => file.IsText)]);
    }

    internal IReadOnlyList<SourceFile> Source => _source.Value;
    internal IReadOnlyList<SourceFile> Tests => _tests.Value;

    /// <summary>Every text file that is tracked, or would be: what a stranger receives.</summary>
    internal IReadOnlyList<TextFile> Texts => _texts.Value;

    internal IReadOnlyList<SourceFile> CoreSource => [.. Source.Where(file => file.IsUnder(Policy.Core))];

    internal CSharpCompilation BoundCore => _boundCore.Value;

    /// <summary>Razor files name types too, though they are not C#.</summary>
    internal IEnumerable<TextFile> Templates => Texts.Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal));

    internal XDocument CoreProject => XDocument.Load(Absolute(Policy.Core + "Headroom.Core.csproj"));

    static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    static string Absolute(string path) => Path.Combine(Root, path);

    static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    static TextFile Read(string path) => new(path, File.ReadAllText(Absolute(path)));

    static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Headroom.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"No folder above {start} holds Headroom.slnx.");
    }

    static IReadOnlyList<SourceFile> Parse(string folder) =>
    [
        .. Directory.EnumerateFiles(Absolute(folder), "*.cs", SearchOption.AllDirectories)
            .Select(Relative)
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .AsParallel().AsOrdered()
            .Select(path => new SourceFile(path, File.ReadAllText(Absolute(path)))),
    ];

    static string[] Committable()
    {
        // The checkout may belong to another user than the one who tests, which git would otherwise refuse to read.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 ? paths : throw new InvalidOperationException("git ls-files failed; the rules need a git checkout.");
    }
}

/// <summary>A file as text, with its path relative to the root.</summary>
sealed record TextFile(string Path, string Text)
{
    /// <summary>A file with a zero byte is an image or another binary, and has no words.</summary>
    public bool IsText => !Text.Contains('\0');
}
