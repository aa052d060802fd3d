using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// What the words of a bank line name: numbers of our documents, however people write them (INV-0000001, inv 1, INV0000001), ids of receipts,
/// and a structured creditor reference (ISO 11649: RF, two check digits, then the reference). One with wrong check digits names nothing.
/// </summary>
public static partial class Remittance
{
    /// <summary>The most documents that one line is taken to name.</summary>
    public const int MostNames = 100;

    /// <summary>The numbers named, each once and as the book writes them, whether or not it has them.</summary>
    public static ImmutableArray<string> Invoices(BankLine line) =>
    [
        .. Creditor(line).Concat([line.Remittance, line.EndToEnd]).SelectMany(text => Number().Matches(text).Select(match => match.Groups[1].Value))
            .Concat(Creditor(line).Where(reference => OnlyDigits().IsMatch(reference)))
            .Select(digits => $"INV-{long.Parse(digits, CultureInfo.InvariantCulture):0000000}").Distinct().Take(MostNames),
    ];

    /// <summary>The receipts of the book whose ids stand among the words.</summary>
    public static ImmutableArray<Receipt> Receipts(BankLine line, Cash cash) =>
    [
        .. $"{line.Remittance} {line.EndToEnd} {line.CreditorReference}".ToLowerInvariant().Split([' ', ',', ';', '/', ':', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsAsciiDigit)).Select(Slug.TryParse).OfType<Slug>().Distinct().Where(cash.Receipts.ContainsKey).Take(MostNames)
        .Select(id => cash.Receipts[id]),
    ];

    /// <summary>Whether a purchase order's number stands among the words, not as a part of another; one of a digit or two stands anywhere and names nothing.</summary>
    public static bool Names(BankLine line, string order)
    {
        var text = $"{line.Remittance} {line.EndToEnd} {line.CreditorReference}";
        for (var at = 0; order.Length > 2 && (at = text.IndexOf(order, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if (!IsPart(text, at - 1) && !IsPart(text, at + order.Length)) return true;
        return false;
    }

    static bool IsPart(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    static IEnumerable<string> Creditor(BankLine line) => line.CreditorReference.Split(',').Select(Creditor);

    static string Creditor(string reference)
    {
        var plain = reference.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return !Structured().IsMatch(plain) ? plain : IsChecked(plain) ? plain[4..] : "";
    }

    // ISO 7064 mod 97-10: the first four characters go to the end, letters count from 10.
    static bool IsChecked(string reference) => (reference[4..] + reference[..4])
        .Aggregate(0, (rest, letter) => char.IsAsciiDigit(letter) ? (rest * 10 + letter - '0') % 97 : (rest * 100 + letter - 'A' + 10) % 97) == 1;

    [GeneratedRegex("(?<![A-Z0-9])INV(?:OICE)?[-\\s./_:#]{0,3}(?:N[OR][.:]?\\s?)?([0-9]{1,12})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{7,12}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyDigits();

    [GeneratedRegex("^RF[0-9]{2}[A-Z0-9]{1,21}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Structured();
}
