using System.CommandLine;
using System.Text.Json;
using CsvHelper;
using Headroom.Formats.Tables;

namespace Headroom.Cli.Tests;

/// <summary>
/// CSV of every command there is. A new command is tested by being there: it is given what its arguments are called, and is told more in
/// <see cref="Words"/> if it needs options too.
/// </summary>
public sealed class CsvTests
{
    /// <summary>Commands that serve, show something live, or print a format of another program and no table.</summary>
    static readonly HashSet<string> NoTables = ["up", "agent", "demo slurm", "export ledger", "journal prove"];

    /// <summary>What a command is given beside its name.</summary>
    static readonly Dictionary<string, string[]> Words = new()
    {
        ["load"] = [Examples.Colossus],
        ["play"] = [Examples.Colossus, "--until", "2026-08-01"],
        ["clock"] = ["--to", "2026-06-05"],
        ["say"] = [Path.Combine(Examples.Colossus, "book.yaml")],
        ["contract show"] = ["anthropic-colossus"],
        ["contract sign"] = [Examples.Anthropic],
        ["contract amend"] = [Examples.Anthropic, "--from", "2026-06-01"],
        ["contract notice"] = ["anthropic-colossus", "--by", "buyer", "--served", "2026-09-10"],
        ["contract deliver"] = ["anthropic-colossus", "--pool", "colossus-1", "--on", "2026-05-10", "--gpus", "500"],
        ["contract observe"] = ["anthropic-colossus", "--meter", "kwh", "--month", "2026-05", "--quantity", "1", "--evidence", "meter"],
        ["contract event"] = ["anthropic-colossus", "pause", "--on", "2026-08-01"],
        ["terms explain"] = [Examples.Anthropic],
        ["bill close"] = ["2026-05"],
        ["invoice show"] = ["INV-0000001"],
        ["payment record"] = ["INV-0000001", "--received", "2026-07-01"],
        ["export focus"] = ["--customer", "anthropic", "--month", "2026-05", "--to", Path.Combine(Path.GetTempPath(), "headroom-focus")],
        ["bank import"] = ["nowhere.csv"],
        ["why"] = ["backlog", "--from", "0", "--to", "2026-06-30"],
        ["party show"] = ["anthropic"],
        ["journal erase"] = ["anthropic"],
    };

    /// <summary>What an argument of a name stands for in the example.</summary>
    static readonly Dictionary<string, string> Known = new() { ["contract"] = "anthropic-colossus", ["invoice"] = "INV-0000001", ["month"] = "2026-05", ["pool"] = "colossus-1" };

    public static TheoryData<string> Commands => [.. Leaves(Entry.Root(new StoppedClock()), "").Where(name => !NoTables.Contains(name))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Its_tables_hold_every_value_of_its_JSON_and_no_other(string command)
    {
        string[] words = [.. command.Split(' '), .. Words.TryGetValue(command, out var told) ? told : Arguments(command).Select(name => Known.GetValueOrDefault(name, "1"))];
        var (json, refused) = (Run([.. words, "--json"]), Run([.. words, "--csv", "--table", "none"]));
        if (json.Code == 1)
        {
            // What is refused here is refused in every form; other tests say why.
            Assert.Equal((1, ""), (refused.Code, refused.Out));
            return;
        }
        Assert.Equal(0, json.Code);
        Assert.Equal(1, refused.Code);
        Assert.StartsWith("refused (not-found) table:", refused.Error);
        var tables = refused.Error[(refused.Error.IndexOf("there are ", StringComparison.Ordinal) + 10)..].Split('\n')[0].TrimEnd('.').Split(", ");

        Assert.Equal(Values(Terminal.Read(json.Out)).Order(StringComparer.Ordinal),
            tables.SelectMany(table => Own(words[0], table, tables, Run([.. words, "--csv", "--table", table]))).Order(StringComparer.Ordinal));
        Assert.Equal(Run([.. words, "--csv", "--table", tables[0]]).Out, Run([.. words, "--csv"]).Out);
    }

    [Fact]
    public void Csv_is_a_form_of_its_own()
    {
        using var terminal = Terminal.Loaded();

        Assert.Equal(2, terminal.Run("overview", "--csv", "--json").Code);
        Assert.Equal(2, terminal.Run("overview", "--table", "pools").Code);
        Assert.Equal("refused (out-of-range) csv: This is a format of another program, and no table.", terminal.Run("export", "ledger", "--csv").Error.TrimEnd());
        Assert.StartsWith("table 'money'; --table names another of money, contracts,", terminal.Run("overview", "--csv").Error);
    }

    static IEnumerable<string> Arguments(string command) =>
        command.Split(' ').Aggregate((Command)Entry.Root(new StoppedClock()),
            (group, name) => group.Subcommands.Single(sub => sub.Name == name)).Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0)
        .Select(argument => argument.Name);

    static Said Run(string[] words)
    {
        using var terminal = Terminal.Loaded();
        if (words[0] is "invoice" or "payment" or "statement") terminal.Text("bill", "close", "2026-05");
        var said = terminal.Run(words);
        return said with { Out = said.Out.Replace(terminal.Folder, "folder") };
    }

    static IEnumerable<string> Leaves(Command command, string name) => command.Subcommands.Count == 0 ? [name]
        : command.Subcommands.SelectMany(sub => Leaves(sub, name.Length == 0 ? sub.Name : $"{name} {sub.Name}"));

    /// <summary>The values of a table's own columns; those that a row stands under bear a prefix.</summary>
    static IEnumerable<string> Own(string report, string table, string[] tables, Said said)
    {
        Assert.Equal((0, ""), (said.Code, said.Trouble));
        using var csv = CsvReader.Create(new StringReader(said.Out), leaveOpen: false);
        csv.ReadHeader();
        Assert.Subset(csv.Headers.ToHashSet(), FixedColumns.Of(report, table).ToHashSet());
        var above = tables.Select(other => other + ".").Where(name => table.StartsWith(name, StringComparison.Ordinal)).Append("report.").ToList();
        var own = csv.Headers.Where(header => !above.Any(prefix => header.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        var values = new List<string>();
        while (csv.Read()) values.AddRange(own.Select(csv.GetString).Where(value => value.Length > 0).Select(CsvText.Plain));
        return values;
    }

    static IEnumerable<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Values(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
        JsonValueKind.Null => [],
        JsonValueKind.True => ["true"],
        JsonValueKind.False => ["false"],
        _ => value.ToString() is { Length: > 0 } text ? [text] : [],
    };
}
