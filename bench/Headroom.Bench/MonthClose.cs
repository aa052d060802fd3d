using System.Diagnostics;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Formats.Ledgers;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// The close of a month: every contract's invoice drafted, written, hashed and stored, the month locked and the book carried on. Compared
/// in the same run with the bare insert of the same rows into a copy of the same journal, and with the time that hledger takes
/// to report the balances of the journal that the book exports.
/// </summary>
public static class MonthClose
{
    static readonly YearMonth January = new(2026, 1);

    // Both are taken as the best of as many rounds, each on a copy of the same journal; the first rounds of all warm up.
    const int Rounds = 5;

    public static IEnumerable<Measure> Run()
    {
        var perContract = new Dictionary<int, double>();
        foreach (var (count, isWarmUp) in new[] { (10_000, true), (1_000, false), (10_000, false), (100_000, false) })
        {
            var signed = Signed(count);
            var (close, insert) = (double.MaxValue, double.MaxValue);
            Bookkeeper keeper = null!;
            for (var round = 0; round < Rounds; round++)
            {
                keeper?.Dispose();
                keeper = new Bookkeeper(Journals.Open(Copy(signed), create: false), SystemClock.Instance);
                var before = keeper.CatchUp().Position;
                GC.Collect();
                close = Math.Min(close, Measure.Seconds(1, () => _ = (Outcome.Done)keeper.Execute(new CloseMonth(January), ManyContracts.Owner)));
                var rows = keeper.Journal.Read(before, long.MaxValue).ToList();
                var copy = Copy(signed);
                GC.Collect();
                insert = Math.Min(insert, Measure.Seconds(1, () => Insert(copy, rows)));
            }
            using var last = keeper;
            if (isWarmUp) continue;
            perContract[count] = close / count;
            yield return new($"close of {count} contracts / bare insert of its rows", close / insert, 0, 1.5,
                FormattableString.Invariant($"{close:0.00} s against {insert:0.00} s"));
            if (count == 100_000 && Balances(keeper) is { } hledger)
                yield return new("hledger's balances of 100000 contracts / their close", hledger / close, 5, 1000, FormattableString.Invariant($"hledger {hledger:0.00} s"));
        }
        yield return new("growth: time a contract at 100000 / at 10000", perContract[100_000] / perContract[10_000], 0.2, 1.6, "linear is 1");
        yield return new("growth: time a contract at 10000 / at 1000", perContract[10_000] / perContract[1_000], 0.05, 1.6, "linear is 1; small runs warm up");
    }

    /// <summary>The folder of a journal in which so many contracts are signed.</summary>
    static string Signed(int count)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
        using var journal = Journals.Open(folder, create: true);
        journal.Append(0, [.. ManyContracts.Facts(count, together: true).Select(fact => FactCodec.Write(fact, Instant.FromUtc(2026, 1, 1, 0, 0), ManyContracts.Owner, null))],
            null);
        return folder;
    }

    /// <summary>A copy that is on the disk already, so that neither side waits for what it did not write.</summary>
    static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
        var file = Path.Combine(copy, SqliteJournal.FileName);
        File.Copy(Path.Combine(folder, SqliteJournal.FileName), file);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
        return copy;
    }

    /// <summary>The rows of the close, ready in memory, into the same table of the same journal, in one transaction as safe as the journal's, by a prepared command.</summary>
    static void Insert(string folder, IEnumerable<Entry> entries)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteJournal.FileName)}");
        connection.Open();
        using (var full = connection.CreateCommand()) { full.CommandText = "PRAGMA synchronous=FULL"; full.ExecuteNonQuery(); }
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO facts(position, bytes, salt, leaf) VALUES($1, $2, $3, $4)";
        var (position, bytes) = (command.Parameters.Add("$1", SqliteType.Integer), command.Parameters.Add("$2", SqliteType.Blob));
        var (salt, leaf) = (command.Parameters.Add("$3", SqliteType.Blob), command.Parameters.Add("$4", SqliteType.Blob));
        command.Prepare();
        foreach (var entry in entries)
        {
            (position.Value, bytes.Value, salt.Value, leaf.Value) = (entry.Position, entry.Bytes.ToArray(), entry.Salt.ToArray(), entry.Leaf.ToArray());
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>The seconds that hledger takes for the balances of the book's ledger, or null where it is not installed.</summary>
    static double? Balances(Bookkeeper keeper)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("headroom-bench-").FullName, "book.journal");
        File.WriteAllLines(file, LedgerText.Plain(Ledger.Entries(keeper.Facts(0, long.MaxValue))));
        try
        {
            return Measure.Seconds(1, () =>
            {
                using var hledger = Process.Start(new ProcessStartInfo("hledger", ["-f", file, "balance", "--no-total"]) { RedirectStandardOutput = true })!;
                hledger.StandardOutput.ReadToEnd();
                hledger.WaitForExit();
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("  hledger is not installed (package hledger): the close is not compared with it");
            return null;
        }
    }
}
