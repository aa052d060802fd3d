namespace Headroom.Golden;

/// <summary>
/// Compares what a command says with the text that was read and approved, line by line; blanks at the end of a line do not count.
/// On a difference the new text is written beside the approved one, as <c>NAME.received.EXTENSION</c>, and the test names the first line
/// that differs. With <c>HEADROOM_GOLDEN=update</c> in the environment the approved text is replaced instead: read the difference before
/// you keep it.
/// </summary>
static class Comparison
{
    const string Variable = "HEADROOM_GOLDEN";

    static readonly string Approved = Path.Combine(Project(), "approved");

    /// <param name="name">The file's name, with its extension.</param>
    public static void With(string name, string said)
    {
        var (path, lines) = (Path.Combine(Approved, name), Lines(said));
        var received = Path.Combine(Approved, $"{Path.GetFileNameWithoutExtension(name)}.received{Path.GetExtension(name)}");
        Directory.CreateDirectory(Approved);
        File.Delete(received);
        if (Environment.GetEnvironmentVariable(Variable) == "update")
        {
            Write(path, lines);
            return;
        }
        var expected = File.Exists(path) ? Lines(File.ReadAllText(path)) : [];
        if (expected.SequenceEqual(lines)) return;
        Write(received, lines);
        var at = Enumerable.Range(0, Math.Max(expected.Length, lines.Length)).First(i => Line(expected, i) != Line(lines, i));
        Assert.Fail(
            $"{name} differs in line {at + 1}\napproved: {Line(expected, at)}\nreceived: {Line(lines, at)}\nAll of it is in {Path.GetFileName(received)}; {Variable}=update approves it.");
    }

    static string Line(string[] lines, int at) => at < lines.Length ? lines[at] : "(the text ends before)";

    static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd())];

    static void Write(string path, string[] lines) => File.WriteAllText(path, string.Join('\n', lines) + "\n");

    /// <summary>The folder of this project, above the folder in which it runs.</summary>
    static string Project()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Golden.csproj"))) return folder.FullName;
        throw new DirectoryNotFoundException($"There is no Golden.csproj above {AppContext.BaseDirectory}.");
    }
}
