using System.Diagnostics;
using System.Globalization;

namespace Headroom.Journal.Tests.Ledgers;

/// <summary>The plain-text accounting programs, as an accountant would run them on an exported journal.</summary>
static class Accountant
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test that calls it when a program is not installed.</summary>
    public static void Needs(string program, string package) =>
        Assert.SkipUnless(Installed(program), $"install {package}: apt-get install {package}");

    /// <summary>Balances by account and currency as hledger reads the journal.</summary>
    public static IEnumerable<(string Account, string Currency, decimal Amount)> Hledger(string file) =>
        Rows(Run("hledger", "-f", file, "bal", "-N", "--flat", "-O", "csv")).Skip(1).Select(row => Balance(row.Split("\",\"")));

    /// <summary>Balances by account and currency as ledger reads the journal.</summary>
    public static IEnumerable<(string Account, string Currency, decimal Amount)> Ledger(string file) =>
        Rows(Run("ledger", "--args-only", "-f", file, "bal", "--flat", "--no-total", "--balance-format", "%(account)|%(scrub(display_total))\n"))
            .Select(row => Balance(row.Split('|')));

    /// <summary>Balances by account and currency as beancount reads the file, which it must find nothing wrong with; accounts at zero are left out.</summary>
    public static IEnumerable<(string Account, string Currency, decimal Amount)> Beancount(string file)
    {
        Assert.Equal("", Run("bean-check", file));
        // The sum of positions is not asked for: some versions cannot print large ones.
        return Rows(Run("bean-query", "-f", "csv", file, "select account, currency, sum(number) group by account, currency")).Skip(1)
            .Select(row => row.Split(',')).Select(row => (row[0].Trim(), row[1].Trim(), Number(row[2]))).Where(balance => balance.Item3 != 0);
    }

    static (string, string, decimal) Balance(string[] row)
    {
        var amount = row[1].Trim(' ', '"').Split(' ');
        return (row[0].Trim(' ', '"'), amount[1], Number(amount[0]));
    }

    static decimal Number(string text) => decimal.Parse(text.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture);

    static IEnumerable<string> Rows(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(Patience), $"{program} did not end.");
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {error.Result}{output.Result}");
        return output.Result;
    }

    static bool Installed(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}
