using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats.Banking;

/// <summary>Reads what a bank says was booked: ISO 20022 camt.053, or CSV. At most 16 MiB and 10,000 lines.</summary>
public static class BankStatements
{
    public const int MostBytes = 16 << 20;
    public const int MostLines = 10_000;

    /// <summary>The most characters of one reference of the bank, and of the remittance text of one line.</summary>
    internal const int MostReference = 140, MostText = 4000;

    /// <summary>The statement in a file, or the first fault with its line. XML begins with '&lt;'; everything else is read as CSV.</summary>
    /// <param name="isXml">Null: as it looks.</param>
    public static Parsed<BankStatement> Read(byte[] bytes, bool? isXml = null) =>
        bytes.Length > MostBytes ? new Refusal(RefusalCode.TooLarge, "file", $"The file has {bytes.Length} bytes; at most {MostBytes} are accepted.")
        : isXml ?? LooksLikeXml(bytes) ? Camt053.Read(bytes) : StatementCsv.Read(bytes);

    /// <summary>
    /// The lines with references of which no two are the same. A bank's own reference stays as it is with the first line that bears it,
    /// money that came before money that went; the others, and lines without one, bear one made of what they say and of their place among
    /// lines that say the same, so that the same line has the same reference in every file that holds its whole day.
    /// </summary>
    internal static ImmutableArray<BankLine> Referenced(IReadOnlyList<BankLine> lines)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, i) in lines.Select((line, i) => (line, i)).OrderBy(entry => entry.line.Amount < 0))
            if (line.Reference.Length > 0) first.TryAdd(line.Reference, i);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. lines.Select((line, i) =>
        {
            var says = Digest(line);
            var place = seen[says] = seen.GetValueOrDefault(says) + 1;
            return line.Reference.Length > 0 && first[line.Reference] == i ? line
                : line with { Reference = string.Create(CultureInfo.InvariantCulture, $"{(line.Reference.Length > 0 ? line.Reference + "/" : "")}line-{says}-{place}") };
        })];
    }

    /// <summary>Text on one line: without control characters, and with single spaces.</summary>
    internal static string Plain(string text) =>
        string.Join(' ', string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A date that can be one; null for others.</summary>
    internal static LocalDate? Date(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } && date >= Fields.Earliest && date <= Fields.Latest
        ? date : null;

    internal static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    static string Digest(BankLine line) => Convert.ToHexStringLower(SHA256.HashData(Json.Bytes(json => json.Map(() =>
    {
        json.Date("booked", line.Booked);
        json.WriteString("amount", Json.Text(line.Amount / 1.0000000000000000000000000000m));
        foreach (var (name, text) in new[] { ("currency", line.Currency), ("remittance", line.Remittance), ("creditor", line.CreditorReference), ("end-to-end", line.EndToEnd),
            ("party", line.Counterparty) })
            json.WriteString(name, text);
    })))[..8]);

    static bool LooksLikeXml(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(64, bytes.Length)));
        return head.FirstOrDefault(letter => letter is not ('\0' or ' ' or '\t' or '\r' or '\n' or '\u00ef' or '\u00bb' or '\u00bf' or '\u00fe' or '\u00ff')) == '<';
    }
}
