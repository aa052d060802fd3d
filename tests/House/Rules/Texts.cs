using System.Text.RegularExpressions;

namespace Headroom.House.Rules;

/// <summary>What may stand in no file that a stranger receives. The patterns are written in pieces, so that this file does not break its own rules.</summary>
static class Texts
{
    static readonly TextRule MachinePaths = new("/(" + "work|farm|root|tmp/bash" + "_jobs)/", "a path of one machine; write it relative to the root");

    static readonly TextRule RegistryHosts =
        new(@"https?://[a-z.]*" + "(nuget|npm|debian)" + @"[a-z]*\.(org|com)", "the host of a package registry; name the package and leave the place to the client");

    static readonly TextRule WordsOfTheMaking = new(
        @"\b(C" + "EO|developer ses" + "sion|this ses" + "sion|closing " + "note|compass" + @"\.md|\.lib" + "rary|sub" + @"agent)\b",
        "says how the project is made; say what it is", RegexOptions.IgnoreCase);

    static readonly TextRule UnfinishedMarks = new(@"\b(TO" + "DO|FIX" + "ME|HA" + "CK|X" + "XX|NotImplemented" + @"Exception)\b", "unfinished; finish it, or leave it out");

    public static IEnumerable<Finding> ForeignPaths(TextFile file) =>
        file.Path.EndsWith(".lock.json", StringComparison.Ordinal) ? [] : MachinePaths.Check(file);

    public static IEnumerable<Finding> Hosts(TextFile file) => RegistryHosts.Check(file);

    public static IEnumerable<Finding> Making(TextFile file) => WordsOfTheMaking.Check(file);

    public static IEnumerable<Finding> Unfinished(TextFile file) =>
        file.Path.StartsWith("src/", StringComparison.Ordinal) ? UnfinishedMarks.Check(file) : [];

    /// <summary>The first screen of the README shows how to start and how to test.</summary>
    public static IEnumerable<Finding> FirstScreen(string readme)
    {
        var screen = string.Join('\n', readme.Split('\n').Take(40));
        return from command in new[] { "./headroom up", "./test" }
               where !screen.Contains(command, StringComparison.Ordinal)
               select new Finding("README.md", 1, $"the first 40 lines must show {command}");
    }
}

/// <summary>A pattern that may stand on no line, and what to do where it does.</summary>
sealed class TextRule(string pattern, string right, RegexOptions options = RegexOptions.None)
{
    readonly Regex _pattern = new(pattern, options | RegexOptions.CultureInvariant);

    public IEnumerable<Finding> Check(TextFile file)
    {
        if (!_pattern.IsMatch(file.Text)) return [];
        return file.Text.Split('\n').Index()
            .Where(line => _pattern.IsMatch(line.Item))
            .Select(line => new Finding(file.Path, line.Index + 1, $"\"{_pattern.Match(line.Item).Value}\": {right}"));
    }
}
