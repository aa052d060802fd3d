using System.Diagnostics;
using Headroom.Journal;

namespace Headroom.Cli.Tests;

/// <summary>The program as an operating system runs it: its exit codes, its streams, and its sudden death.</summary>
public sealed class ProcessTests : IDisposable
{
    const int Kills = 50;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    readonly Terminal _terminal = new();

    [Fact]
    public void The_program_ends_with_its_exit_code_and_keeps_its_streams_apart()
    {
        using var explained = Start("terms", "explain", Examples.Anthropic, "--json");
        var (output, error) = Ended(explained);
        Assert.Equal((0, ""), (explained.ExitCode, error));
        Assert.Equal("45000000000.00", Terminal.Read(output).Number("stated.total"));

        using var refused = Start("overview", "--book", _terminal.Book);
        Assert.Equal("", Ended(refused).Output);
        Assert.Equal(69, refused.ExitCode);

        using var misspelt = Start("overwiev");
        Assert.Equal("", Ended(misspelt).Output);
        Assert.Equal(2, misspelt.ExitCode);
    }

    // A stored name is salted anew in every book, so the digest of its exhibit is the one thing in which two loads differ.
    static string Facts(Terminal book) =>
        System.Text.RegularExpressions.Regex.Replace(book.Text("journal", "log", "--json"), "(\"party\": \"[a-z-]+\",\\s+\"exhibit\": )\"[0-9a-f]{64}\"", "$1\"salted\"");

    // Law: whenever a load dies, what was there stays, and the same load again ends where an uninterrupted one does.
    [Fact]
    public void A_load_killed_at_any_moment_loses_nothing_and_goes_on_where_it_stopped()
    {
        using var uninterrupted = Terminal.Loaded();
        var (expected, random, cutOff) = (Facts(uninterrupted), new Random(50), 0);
        for (var round = 0; round < Kills; round++)
        {
            using var book = new Terminal();
            var witness = KilledLoad(book, random);
            if (witness is { Position: > 0 and < Examples.FactsOfColossus }) cutOff++;
            if (witness is not null) Assert.IsType<Verification.Clean>(Verified(book, witness));

            Assert.Equal(Examples.FactsOfColossus, book.Json("load", Examples.Colossus).Amount("position"));

            Assert.Equal(expected, Facts(book));
            Assert.IsType<Verification.Clean>(Verified(book, witness));
        }
        Assert.True(cutOff > Kills / 4, $"only {cutOff} loads were cut off in the middle");
    }

    public void Dispose() => _terminal.Dispose();

    /// <summary>Starts a load and kills it: every other time at once when the book holds so many facts, else after so many milliseconds.</summary>
    /// <returns>The last head that was seen before, or null when there was no book yet.</returns>
    static Head? KilledLoad(Terminal book, Random random)
    {
        var (byFacts, facts, milliseconds) = (random.Next(4) > 0, random.Next(Examples.FactsOfColossus), random.Next(450));
        using var load = Start("load", Examples.Colossus, "--book", book.Book);
        var watch = Stopwatch.StartNew();
        Head? seen = null;
        while (!load.HasExited && (byFacts ? (seen?.Position ?? -1) < facts : watch.ElapsedMilliseconds < milliseconds)) seen = Seen(book) ?? seen;
        load.Kill();
        load.WaitForExit();
        return seen;
    }

    static Head? Seen(Terminal book)
    {
        try { return File.Exists(Path.Combine(book.Book, SqliteJournal.FileName)) ? book.Head() : null; }
        catch (JournalUnavailable) { return null; } // the file is there and the journal is not made in it yet
    }

    static Verification Verified(Terminal book, Head? witness)
    {
        using var journal = Journals.Open(book.Book, create: false);
        return journal.Verify(witness: witness);
    }

    static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "headroom.dll"), .. words])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    static (string Output, string Error) Ended(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(Limit), "the program did not end");
        return (output.Result, error.Result);
    }
}
