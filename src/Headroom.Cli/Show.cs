using System.Globalization;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>How figures are written for people.</summary>
static class Show
{
    public static string Money(decimal amount) => amount.ToString("#,##0.00##", CultureInfo.InvariantCulture);

    /// <summary>An amount with the digits of its currency: 1,000 yen, 1,000.000 dinars; of a currency that is not known as two.</summary>
    public static string Money(decimal amount, Currency? currency) => amount.ToString("N" + (currency?.Digits ?? 2), CultureInfo.InvariantCulture);

    public static string Gpus(decimal gpus) => gpus.ToString("#,##0", CultureInfo.InvariantCulture);
    public static string Kilowatts(decimal power) => power.ToString("#,##0.###", CultureInfo.InvariantCulture);
    public static string Hours(decimal hours) => hours.ToString("#,##0.#", CultureInfo.InvariantCulture);
    public static string Percent(decimal share) => share.ToString("0.0#%", CultureInfo.InvariantCulture);

    /// <summary>So many of a thing: "1 step", "2 steps".</summary>
    public static string Count(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>What an amount of the agenda says, in a few words: "a month", "to pay".</summary>
    public static string Amount(AmountOf of) => Words.Of(Words.Amounts, of).Replace('-', ' ');

    /// <summary>Text without control characters, which could move a terminal's cursor or hide what was said.</summary>
    public static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? '\uFFFD' : letter));

    /// <summary>A line that is not broken, however wide the console is.</summary>
    public static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>A figure in its own unit, which stands in brackets at the end of its name.</summary>
    public static string Figure(string name, decimal value) => name.EndsWith("[GPUs]", StringComparison.Ordinal) ? Gpus(value)
        : name.EndsWith("[share]", StringComparison.Ordinal) ? Percent(value) : Money(value);

    /// <summary>
    /// Writes a title and starts a table under it; columns named with a leading '>' are aligned right; one with '~' gives way where the terminal is narrow, and wraps.
    /// </summary>
    public static Table Table(IAnsiConsole console, string title, params string[] columns)
    {
        console.WriteLine(title);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            var text = new TableColumn(new Text(column.TrimStart('>', '~'))) { NoWrap = !column.StartsWith('~') };
            table.AddColumn(column.StartsWith('>') ? text.RightAligned() : text);
        }
        return table;
    }

    public static void Row(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
