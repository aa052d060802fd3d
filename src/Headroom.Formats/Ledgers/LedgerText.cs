using System.Globalization;
using Headroom.Core.Documents;

namespace Headroom.Formats.Ledgers;

/// <summary>
/// Double entries as text for plain-text accounting programs. hledger and ledger read one syntax, beancount another, which wants its
/// accounts opened and capitalised. Beside every entry stand its cause, as the position of its fact, and its accounting month.
/// </summary>
public static class LedgerText
{
    /// <summary>The journal that hledger and ledger read.</summary>
    public static IEnumerable<string> Plain(IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            yield return $"{Json.Text(entry.Date)} {OnOneLine(entry.Text)}  ; position:{Number(entry.Position)}, month:{Json.Text(entry.Month)}";
            foreach (var posting in entry.Postings) yield return $"    {posting.Account}    {Number(posting.Amount)} {posting.Currency}";
            yield return "";
        }
    }

    /// <summary>The file that beancount reads; entries need to be given more than once, so they are taken as a list.</summary>
    public static IEnumerable<string> Beancount(IReadOnlyList<LedgerEntry> entries)
    {
        if (entries.Count == 0) yield break;
        var first = entries.Min(entry => entry.Date);
        foreach (var account in entries.SelectMany(entry => entry.Postings).Select(posting => Capitalised(posting.Account)).Distinct().Order(StringComparer.Ordinal))
            yield return $"{Json.Text(first)} open {account}";
        yield return "";
        foreach (var entry in entries)
        {
            yield return $"{Json.Text(entry.Date)} * \"{Quoted(entry.Text)}\"";
            yield return $"  position: {Number(entry.Position)}";
            yield return $"  month: \"{Json.Text(entry.Month)}\"";
            foreach (var posting in entry.Postings) yield return $"  {Capitalised(posting.Account)}    {Number(posting.Amount)} {posting.Currency}";
            yield return "";
        }
    }

    /// <summary>An account as beancount writes it: every part starts with a capital or digit.</summary>
    public static string Capitalised(string account) =>
        string.Join(':', account.Split(':').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    // References of payers stand in the text: a line break would begin an entry of its own, a quote would end the text.
    static string OnOneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

    static string Quoted(string text) => OnOneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
