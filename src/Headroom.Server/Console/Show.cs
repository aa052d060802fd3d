using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>How figures are written on pages: units on every number, big sums short with the exact one beside them for those who point.</summary>
public static partial class Show
{
    /// <summary>From here on a sum is written in millions.</summary>
    const decimal Short = 1_000_000m;

    static readonly Dictionary<string, string> Symbols = new() { ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥" };

    /// <summary>$4,959.7M; below a million with all digits.</summary>
    public static string Money(decimal amount, Currency currency) =>
        Math.Abs(amount) < Short ? Exact(amount, currency) : Signed(amount, currency, (Math.Abs(amount) / Short).ToString("#,##0.0", CultureInfo.InvariantCulture) + "M");

    /// <summary>The same below a million in whole units: an estimate is no better.</summary>
    public static string Estimate(decimal amount, Currency currency) => Math.Abs(amount) < Short ? Signed(amount, currency, Count(Math.Abs(amount))) : Money(amount, currency);

    /// <summary>$4,959,677,419.35.</summary>
    public static string Exact(decimal amount, Currency currency) =>
        Signed(amount, currency, Math.Abs(amount).ToString("N" + currency.Digits, CultureInfo.InvariantCulture));

    /// <summary>The amount as programs read it, for tests and scripts.</summary>
    public static string Plain(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>A figure as a field of a form holds it, without zeros that say nothing: 6720000, 0.3.</summary>
    public static string Field(decimal figure) => figure.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>220,000.</summary>
    public static string Count(decimal count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>An amount a day, to as many of its six digits as say something.</summary>
    public static string Rate(decimal perDay) => perDay.ToString("#,##0.00####", CultureInfo.InvariantCulture);

    public static string Gpus(decimal gpus) => $"{Count(gpus)} GPUs";

    /// <summary>300.0 MW from a megawatt on, else 840 kW.</summary>
    public static string Power(decimal kilowatts) => kilowatts >= 1000
        ? (kilowatts / 1000).ToString("#,##0.0", CultureInfo.InvariantCulture) + " MW" : kilowatts.ToString("#,##0.#", CultureInfo.InvariantCulture) + " kW";

    /// <summary>30 Oct 2026.</summary>
    public static string Date(LocalDate date) => date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);

    public static string Month(YearMonth month) => InvoiceLine.Month(month);

    public static string Percent(decimal share) => share.ToString("0.#%;−0.#%;0%", CultureInfo.InvariantCulture);

    /// <summary>2026-05-03 05:00 UTC.</summary>
    public static string Time(Instant instant) => instant.ToString("uuuu-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How far away a date is, in words: today, in 181 days, 12 days ago.</summary>
    public static string Away(LocalDate today, LocalDate date) => Period.DaysBetween(today, date) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var days => $"in {Count(days)} days",
        var days => $"{Count(-days)} days ago",
    };

    /// <summary>Text in which the number of a document (INV-0000012, DSP-0000003) is not broken at the end of a line.</summary>
    public static MarkupString Whole(string? text)
    {
        var encoded = HtmlEncoder.Default.Encode(text ?? "");
        var whole = Numbers().Replace(encoded, "<span class=\"whole\">$0</span>");
        // One element, since a cell of a narrow table puts each of its children on a line.
        return (MarkupString)(whole == encoded ? encoded : $"<span>{whole}</span>");
    }

    [GeneratedRegex("\\b(INV|DSP)-[0-9]{7,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    static string Signed(decimal amount, Currency currency, string text) =>
        $"{(amount < 0 ? "−" : "")}{Symbols.GetValueOrDefault(currency.Code, currency.Code + " ")}{text}";
}
