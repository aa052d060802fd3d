using System.IO.Compression;
using System.Text;
using Headroom.Journal;

namespace Headroom.Cli.Tests;

/// <summary>Command lines, files and books that a person or an attacker could give.</summary>
public sealed class HostileArgumentsTests : IDisposable
{
    static readonly string[] Numbers = ["NaN", "1e30", "1000000000000000000000000000000", "-1", "1.5", "9223372036854775808", "", "٣", "1,000", "0x10", "\u202e1"];
    static readonly string[] Dates = ["9999-12-31", "0001-01-01", "2026-02-30", "2026-06-31T00:00", "tomorrow", "", "2026.06.30", "2026-6-1"];
    static readonly string[] Ids = ["", "ünïcode", "🙈", "../../etc/passwd", "'; drop table facts; --", "A B", "nobody", "-x-", "\0", new('a', 300)];

    readonly Terminal _terminal = Terminal.Loaded();

    [Fact]
    public void Hostile_numbers_are_refused() => All(Numbers, number =>
    [
        ["overview", "--position", number], ["sellable", "--days", number], ["sellable", "--notice", number], ["sellable", "back", "colossus-1", "--gpus", number],
        ["journal", "log", "--after", number], ["journal", "log", "--limit", number],
        ["contract", "deliver", "anthropic-colossus", "--pool", "colossus-1", "--on", "2026-05-10", "--gpus", number],
        ["payment", "record", "INV-0000001", "--received", "2026-06-01", "--amount", number], ["journal", "verify", "--witness", $"{number}:{new string('0', 64)}x"],
    ]);

    [Fact]
    public void Hostile_shares_are_refused() => All(["NaN", "1e30", "-1", "0.51", "51%", "%", "-0.1%", "", "five"], share => [["sellable", "--risk", share]]);

    [Fact]
    public void Hostile_dates_are_refused() => All(Dates, date =>
    [
        ["overview", "--at", date], ["backlog", "--at", date], ["revenue", "--at", date], ["contract", "list", "--at", date], ["sellable", "--from", date],
        ["sellable", "--through", date], ["sellable", "back", "colossus-1", "--gpus", "8", "--by", date], ["clock", "--to", date],
        ["terms", "explain", Examples.Anthropic, "--at", date], ["terms", "explain", Examples.Anthropic, "--notice", date],
        ["contract", "notice", "anthropic-colossus", "--by", "buyer", "--served", date], ["contract", "amend", Examples.Anthropic, "--from", date],
        ["play", Examples.Colossus, "--until", date], ["why", "backlog", "--from", date, "--to", "2026-06-30"], ["bill", "close", date], ["bill", "preview", "--month", date],
    ]);

    [Fact]
    public void Hostile_ids_are_refused() => All(Ids, id =>
    [
        ["contract", "show", id], ["contract", "notice", id, "--by", "buyer", "--served", "2026-08-01"], ["invoice", "show", id], ["sellable", "--pool", id],
        ["sellable", "show", id], ["sellable", "back", id],
        ["revenue", "--contract", id], ["contract", "deliver", id, "--pool", "colossus-1", "--on", "2026-05-10", "--gpus", "1"],
        ["contract", "deliver", "anthropic-colossus", "--pool", id, "--on", "2026-05-10", "--gpus", "1"],
        ["why", id, "--from", "1", "--to", "2"], ["terms", "explain", Examples.Anthropic, "--variant", id], ["payment", "record", id, "--received", "2026-06-01", "--amount", "1"],
    ]);

    [Fact]
    public void Hostile_actors_are_refused() => All(Ids.Where(id => id != "nobody"), actor => [["clock", "--to", "2026-09-01", "--actor", actor]]);

    [Fact]
    public void Hostile_keys_are_refused() => All(["", "\0", "a\nb", "\ud800", "\u0001", new('k', 500)], key =>
        [["clock", "--to", "2026-09-01", "--key", key],
            ["say", _terminal.File("steps.yaml", "steps: [{ policy: { risk: 10%, handover-days: 7, paths: 200, seed: 1 } }]"), "--key", key]]);

    [Fact]
    public void Files_that_are_not_there_or_are_not_files_are_refused() => All(
        ["nowhere.yaml", "", _terminal.Folder, "/", "\0", new('f', 900), new('f', 5000), "/proc/self/mem", "/dev/null", "🙈.yaml", "nowhere.json"], file =>
    [
        ["contract", "sign", file], ["contract", "amend", file, "--from", "2026-06-01"], ["terms", "explain", file], ["say", file], ["load", file],
        ["play", file, "--until", "2026-06-01"],
    ]);

    [Fact]
    public void Files_with_hostile_content_are_refused()
    {
        byte[][] contents =
        [
            [], [0], [0xff, 0xfe, 0x00], [0x1f, 0x8b, 8, 0], .. new[]
            {
                "#", "---", "a", "[]", "{}", "- a\n- b", "a: &x 1\nb: *x", "a: !!int 1", "a: 1\na: 2", "a: 1\n---\nb: 2", "\t", "a:\n\t- b", "{", "[[[", "steps: x", "steps: [x]",
                "steps: [{}]", "steps: [{ pool: a, site: b }]",
                "steps: [{ demand: nowhere.csv }]", "steps: [{ demand: /etc }]", "steps: [{ sign: nowhere.yaml }]", "steps: [{ sign: . }]",
                "steps: [{ pay: x, received: 2026-01-01, amount: 1, currency: USD }]",
                "steps: [{ close: 9999-12 }]", "steps: [{ site: \"\\u0000\", zone: UTC }]", "steps: [{ site: a, zone: Mars/Olympus }]", "steps: [{ party: a, name: \"\" }]",
                "steps: [{ pool: p, site: memphis-1, block: 0, draw: { kilowatts: 1, per-gpus: 1 }, spare: 0 }]",
                "steps: [{ pool: p, site: memphis-1, block: 8, draw: { kilowatts: 1, per-gpus: 0 }, spare: 0 }]",
                "steps: [{ pool: p, site: memphis-1, block: 8, draw: { kilowatts: -1, per-gpus: 1 }, spare: 0 }]",
                "steps: [{ policy: { risk: 5%, handover-days: 7, paths: 1000000, seed: 1 } }]",
                "steps: [{ policy: { risk: 5%, handover-days: 7, paths: 200, seed: 1e30 } }]", "steps: [{ site: memphis-1, parent: memphis-1, zone: UTC }]",
                "steps: [{ site: own, parent: own, zone: UTC }]",
                "steps: [{ site: s, zone: UTC, limits: [{ from: 2026-01-01, kilowatts: 1 }, { from: 2025-01-01, kilowatts: 2 }] }]",
                "steps: [{ supply: s, pool: colossus-1, gpus: -8, planned: 2026-01-01 }]",
                "steps: [{ supply: s, pool: colossus-1, gpus: 1000000000000000000000000000000, planned: 2026-01-01 }]",
                new string('[', 100_000), new string('{', 100_000), string.Concat(Enumerable.Repeat("a: {", 5000)), string.Concat(Enumerable.Repeat("- ", 50_000)),
                new string('a', 2_000_000), $"a: \"{new string('b', 1_200_000)}\"",
                string.Concat(Enumerable.Repeat("- x\n", 60_000)),
            }.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes(File.ReadAllText(Examples.Anthropic)),
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "headroom.dll")),
        ];
        var path = Path.Combine(_terminal.Folder, "hostile");
        foreach (var content in contents)
            foreach (var file in new[] { $"{path}.yaml", $"{path}.json" })
            {
                File.WriteAllBytes(file, content);
                All([file], name => [["contract", "sign", name], ["terms", "explain", name], ["say", name]]);
            }
    }

    [Fact]
    public void Files_that_are_too_large_are_refused_by_their_size()
    {
        var large = Path.Combine(_terminal.Folder, "large.yaml");
        using (var file = File.Create(large)) file.SetLength(100_000_000);
        using (var packed = new GZipStream(File.Create(Path.Combine(_terminal.Folder, "bomb.csv.gz")), CompressionLevel.Fastest))
        {
            packed.Write("timestamp_utc,pool,workload,gpus_in_use\n2026-01-01T00:00:00Z,colossus-1,bomb,1\n"u8);
            var zeros = new byte[1 << 20];
            Array.Fill(zeros, (byte)'\n');
            for (var i = 0; i < 300; i++) packed.Write(zeros);
        }
        var (bomb, demand) = (_terminal.File("bomb.yaml", "steps: [{ demand: bomb.csv.gz }]"), _terminal.File("steps.yaml", "steps: [{ demand: large.yaml }]"));

        All([large], file => [["contract", "sign", file], ["terms", "explain", file], ["say", file]]);
        Assert.Contains("large.yaml", _terminal.Run("terms", "explain", large).Error);
        All([bomb, demand], file => [["say", file]]);
    }

    [Fact]
    public void Command_lines_that_mean_nothing_are_refused() => All([""], _ =>
    [
        [], ["bogus"], ["contract"], ["contract", "sing", "x"], ["overview", "--nope"], ["overview", "extra"], ["overview", "--at"], ["terms", "explain"], ["bill", "close"],
        ["--"], ["@nowhere"],
        ["overview", "--json", "perhaps", "x"], ["payment", "record"], ["contract", "notice", "anthropic-colossus"],
        ["contract", "notice", "anthropic-colossus", "--by", "both", "--served", "2026-08-01"],
        ["contract", "amend", Examples.Anthropic, "--from", "2026-06-01", "--treatment", "magic"], ["why", "backlog"], ["why", "backlog", "--from", "1"],
        ["play", Examples.Colossus],
        ["journal", "verify", "--witness", "x"], ["journal", "verify", "--witness", "1:2:3"], ["journal", "verify", "--witness", ":"],
        ["overview", "--at", "2026-06-30", "--at", "2026-07-01"],
    ]);

    [Fact]
    public void Books_that_are_none_are_refused()
    {
        var file = _terminal.File("file", "text");
        string Damaged(string name, Action<string> damage)
        {
            var book = Path.Combine(_terminal.Folder, name);
            Examples.Copy(_terminal.Book, book);
            foreach (var other in Directory.GetFiles(book).Where(path => Path.GetFileName(path) != SqliteJournal.FileName)) File.Delete(other);
            damage(Path.Combine(book, SqliteJournal.FileName));
            return book;
        }
        string[] books =
        [
            "", " ", file, "/proc", "/nowhere/at/all", new('b', 2000), "postgres://", "postgres://nobody@127.0.0.1:1/x", "postgres://[::x/", "postgres://127.0.0.1:99999/x",
            Damaged("text", path => File.WriteAllText(path, "not a database at all, only text, and long enough to look like a header")),
            Damaged("empty", path => File.WriteAllBytes(path, [])),
            Damaged("short", path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000])),
            Damaged("header", path => { using var bytes = File.OpenWrite(path); bytes.Write(new byte[100]); }),
            Damaged("folder", path => { File.Delete(path); Directory.CreateDirectory(path); }),
        ];
        var faults = new List<string>();
        foreach (var book in books)
            foreach (var words in new string[][] { ["overview"], ["journal", "head"], ["journal", "verify"], ["contract", "sign", Examples.Anthropic],
                ["clock", "--to", "2026-09-01"], ["bill", "close", "2026-05"], ["bill", "close", "2026-05", "--with-earlier"] })
            {
                var said = Terminal.Raw([.. words, "--book", book]);
                if (said.Code is not (1 or 69)) faults.Add($"{string.Join(' ', words)} --book {book}: {said.Code} {said.Error}");
                else if (Record.Exception(() => HostileTests.Clean(said)) is { } fault) faults.Add($"{string.Join(' ', words)} --book {book}: {fault.Message}");
            }
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(30))}");
    }

    [Fact]
    public void A_book_in_which_any_page_was_overwritten_is_refused_or_found_out()
    {
        var (book, random) = (Path.Combine(_terminal.Folder, "overwritten"), new Random(7));
        for (var round = 0; round < 60; round++)
        {
            Examples.Copy(_terminal.Book, book);
            foreach (var path in Directory.GetFiles(book).Where(path => new FileInfo(path).Length > 0))
            {
                using var bytes = File.OpenWrite(path);
                bytes.Position = random.NextInt64(bytes.Length);
                var noise = new byte[random.Next(1, 400)];
                random.NextBytes(noise);
                bytes.Write(noise);
            }
            foreach (var words in new string[][] { ["overview"], ["journal", "verify"], ["clock", "--to", "2026-09-01"] })
            {
                var said = Terminal.Raw([.. words, "--book", book]);
                Assert.True(said.Code is 0 or 1 or 3 or 69, $"{string.Join(' ', words)}: {said.Code} {said.Error}");
                Assert.DoesNotContain("bug", said.Error);
            }
            Directory.Delete(book, recursive: true);
        }
    }

    public void Dispose() => _terminal.Dispose();

    void All(IEnumerable<string> values, Func<string, string[][]> commands)
    {
        var (before, faults) = (_terminal.Head(), new List<string>());
        foreach (var value in values)
            foreach (var words in commands(value))
            {
                var said = _terminal.Run(words);
                var line = string.Join(' ', words).Replace("\0", "\\0");
                if (said.Code is not (1 or 2 or 69)) faults.Add($"{(line.Length > 120 ? line[..120] : line)}: {said.Code} {said.Error.Split('\n')[0]}");
                else if (Record.Exception(() => HostileTests.Clean(said)) is { } fault) faults.Add($"{(line.Length > 120 ? line[..120] : line)}: {fault.Message}");
            }
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(30))}");
        Assert.Equal(before, _terminal.Head());
    }
}
