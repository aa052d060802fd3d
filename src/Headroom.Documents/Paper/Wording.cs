using System.Globalization;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Documents.Paper;

/// <summary>How figures, dates and clauses are written on paper.</summary>
static class Wording
{
    /// <summary>4,959,677,419.35, with the digits of the currency.</summary>
    public static string Amount(decimal amount, Currency currency) => amount.ToString("N" + currency.Digits, CultureInfo.InvariantCulture);

    /// <summary>USD 4,959,677,419.35.</summary>
    public static string Money(decimal amount, Currency currency) => $"{currency.Code} {Amount(amount, currency)}";

    /// <summary>A quantity or price with the digits that it has.</summary>
    public static string Number(decimal number) => number.ToString("#,##0.############", CultureInfo.InvariantCulture);

    /// <summary>30 October 2026.</summary>
    public static string Date(LocalDate date) => date.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>October 2026.</summary>
    public static string Month(YearMonth month) => month.OnDayOfMonth(1).ToString("MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>1 to 30 June 2026; across months each date in full; one day alone.</summary>
    public static string Span(LocalDate from, LocalDate through) =>
        from == through ? Date(from)
        : from.ToYearMonth() == through.ToYearMonth() ? $"{from.Day} to {Date(through)}"
        : $"{Date(from)} to {Date(through)}";

    /// <summary>12.5%.</summary>
    public static string Percent(decimal share) => $"{Number(share * 100)}%";

    /// <summary>Numbers of documents, none of them broken at the end of a line.</summary>
    public static Markup Numbers(IEnumerable<string> numbers) =>
        Markup.Join(numbers.Select((number, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<span class=\"nb\">{number}</span>")));

    /// <summary>The name of a charge; the number of an invoice in it is not broken at the end of a line.</summary>
    public static Markup Charge(string name) => LateInterest.IsCharge(name) && name.LastIndexOf(' ') is var cut
        ? Markup.Of($"{name[..(cut + 1)]}{Numbers([name[(cut + 1)..]])}") : Markup.Of($"{name}");

    /// <summary>30 Oct 2026.</summary>
    public static string ShortDate(LocalDate date) => date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>1 day, 30 days.</summary>
    public static string Days(int days) => days == 1 ? "1 day" : $"{days.ToString("#,##0", CultureInfo.InvariantCulture)} days";

    /// <summary>What the contract says of paying late.</summary>
    public static string Interest(LateInterest clause) => $"{char.ToUpperInvariant(clause.Says()[0])}{clause.Says()[1..]}.";
}
