using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats.Ledgers;

/// <summary>
/// Reads a trial balance as CSV: <c>account,entity,balance,as_of</c> and perhaps <c>currency</c>, one account a row, debits positive, all at one date.
/// </summary>
public static class TrialBalanceCsv
{
    /// <summary>The most rows that are read.</summary>
    public const int MostRows = 100_000;

    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    static readonly string[] Needed = ["account", "entity", "balance", "as_of"], Known = [.. Needed, "currency"];

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The date and the rows, or the first fault with its line.</summary>
    /// <param name="currency">The currency of rows that name none.</param>
    public static Parsed<(LocalDate AsOf, ImmutableArray<TrialBalanceRow> Rows)> Read(byte[] bytes, string currency)
    {
        try
        {
            using var csv = CsvReader.Create(new StringReader(Strict.GetString(bytes).TrimStart('\uFEFF')), Options, leaveOpen: false);
            csv.ReadHeader();
            var columns = csv.Headers.ToHashSet(StringComparer.Ordinal);
            if (Needed.FirstOrDefault(column => !columns.Contains(column)) is { } missing) return Fault(1, missing, $"The first line must name the columns {string.Join(",", Needed)}; '{missing}' is missing.");
            if (columns.FirstOrDefault(column => !Known.Contains(column)) is { } unknown) return Fault(1, "columns", $"The column '{Fields.Short(unknown)}' is not known; known are {string.Join(", ", Known)}.");
            return Rows(csv, columns.Contains("currency"), currency);
        }
        catch (CsvFormatException fault) { return Fault(0, "file", $"This is not CSV: {Fields.Short(fault.Message)}"); }
        catch (DecoderFallbackException) { return Fault(0, "file", "This is not text in UTF-8; save the file as UTF-8."); }
    }

    static CsvReaderOptions Options => CsvReaderOptions.Default with
    {
        TrackLineNumbers = true,
        MaxRecordSize = 16 << 10,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    static Parsed<(LocalDate, ImmutableArray<TrialBalanceRow>)> Rows(CsvReader csv, bool hasCurrency, string currency)
    {
        var (rows, asOf) = (ImmutableArray.CreateBuilder<TrialBalanceRow>(), (LocalDate?)null);
        while (csv.Read())
        {
            var at = (int)csv.LineNumber;
            if (rows.Count == MostRows) return Fault(at, "file", $"There are more than {MostRows} rows, which is the most that is accepted.");
            var (account, entity, balance, date) = (csv.GetString("account").Trim(), csv.GetString("entity").Trim(), csv.GetString("balance").Trim(), LocalDatePattern.Iso.Parse(csv.GetString("as_of").Trim()));
            if (!date.Success || date.Value < Fields.Earliest || date.Value > Fields.Latest) return Fault(at, "as_of", $"'{Fields.Short(csv.GetString("as_of"))}' is not a date; write it as 2026-06-30.");
            if (asOf is { } first && first != date.Value) return Fault(at, "as_of", $"{date.Value:R} is another date than {first:R} on the lines before; a trial balance is of one date.");
            asOf = date.Value;
            if (account.Length is 0 or > 60) return Fault(at, "account", "An account has 1 to 60 characters.");
            if (entity.Length is 0 or > 60) return Fault(at, "entity", "An entity has 1 to 60 characters.");
            if (!decimal.TryParse(balance, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > Money.Most)
                return Fault(at, "balance", $"'{Fields.Short(balance)}' is not an amount; write it as 625000000.00, credits as -625000000.00.");
            rows.Add(new(entity, account, hasCurrency && csv.GetString("currency").Trim() is { Length: > 0 } said ? said : currency, value));
        }
        return asOf is { } known ? (known, rows.DrainToImmutable()) : Fault(1, "file", "There are no rows.");
    }

    static Refusal Fault(int line, string field, string says) => Node.At(new(RefusalCode.Malformed, field, says), line);
}
