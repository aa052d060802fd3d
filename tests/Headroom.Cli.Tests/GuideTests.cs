using System.CommandLine;

namespace Headroom.Cli.Tests;

/// <summary>The page of the command line against the commands that there are.</summary>
public sealed class GuideTests
{
    /// <summary>The options that the page explains once for all commands.</summary>
    static readonly HashSet<string> Everywhere = ["--position", "--at", "--key", "--variant"];

    static readonly string[] Rows = [.. File.ReadLines(Page()).Where(line => line.StartsWith('|'))];

    public static TheoryData<string> Commands => [.. Leaves(Entry.Root(new StoppedClock()), []).Select(found => found.Name)];

    // Law: a command that somebody can type stands on the page by its words, and each of its own options in a row of its first word.
    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_and_option_stands_on_the_page(string name)
    {
        var command = Leaves(Entry.Root(new StoppedClock()), []).Single(found => found.Name == name).Command;
        Assert.Contains(Rows, row => Says(row, name));

        var rows = Rows.Where(row => Says(row, name.Split(' ')[0])).ToList();
        Assert.All(command.Options.Select(option => option.Name).Where(option => option != "--help" && !Everywhere.Contains(option)),
            option => Assert.Contains(rows, row => row.Contains(option, StringComparison.Ordinal)));
    }

    static bool Says(string row, string words) => row.Contains($"`{words}`", StringComparison.Ordinal) || row.Contains($"`{words} ", StringComparison.Ordinal);

    static IEnumerable<(string Name, Command Command)> Leaves(Command command, string[] words) =>
        (command.Subcommands.Count == 0 || command.Action is not null) && words.Length > 0 ? [(string.Join(' ', words), command), .. Below(command, words)] : Below(command, words);

    static IEnumerable<(string Name, Command Command)> Below(Command command, string[] words) => command.Subcommands.SelectMany(sub => Leaves(sub, [.. words, sub.Name]));

    static string Page()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "docs", "guide", "cli.md") is var page && File.Exists(page)) return page;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds docs/guide/cli.md.");
    }
}
