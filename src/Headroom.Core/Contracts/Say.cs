using System.Globalization;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>How figures stand in the sentences that clauses and events say of themselves: the same in every culture.</summary>
static class Say
{
    /// <summary>2026-05-31.</summary>
    public static string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>2026-05.</summary>
    public static string Month(YearMonth month) => month.ToString("uuuu'-'MM", CultureInfo.InvariantCulture);

    /// <summary>1,250,000,000.00 USD, with the currency's digits.</summary>
    public static string Money(decimal amount, Currency currency) => $"{amount.ToString($"N{currency.Digits}", CultureInfo.InvariantCulture)} {currency.Code}";

    /// <summary>The same in the currency of the terms.</summary>
    public static string Money(decimal amount, Terms terms) => Money(amount, terms.Currency);

    /// <summary>99.9%: as many digits as there are, six at most.</summary>
    public static string Percent(decimal share) => $"{(share * 100).ToString("0.######", CultureInfo.InvariantCulture)}%";

    /// <summary>1,234.5: a plain number with its thousands apart.</summary>
    public static string Number(decimal number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IEnumerable<string> words) => words.ToList() is { Count: > 1 } many ? $"{string.Join(", ", many.SkipLast(1))} and {many[^1]}" : string.Concat(words);

    /// <summary>Either party, the seller or the buyer.</summary>
    public static string Who(Side side) => side == Side.Either ? "either party" : $"the {side.ToString().ToLowerInvariant()}";

    /// <summary>"1 day", "30 days".</summary>
    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    /// <summary>"1 day's notice", "30 days' notice".</summary>
    public static string Notice(int days) => days == 1 ? "1 day's notice" : $"{days} days' notice";

    /// <summary>"month", "3 months".</summary>
    public static string Months(int months) => months == 1 ? "month" : $"{months} months";
}
