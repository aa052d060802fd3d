using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
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

    /// <summary>The date and the rows, or the first fault with its line.</summary>
    /// <param name="currency">The currency of rows that name none.</param>
    public static Parsed<(LocalDate AsOf, ImmutableArray<TrialBalanceRow> Rows)> Read(byte[] bytes, string currency) =>
        CsvRows.Read(bytes, Needed, Known, csv => Rows(csv, currency));

    static Parsed<(LocalDate AsOf, ImmutableArray<TrialBalanceRow> Rows)> Rows(CsvReader csv, string currency)
    {
        var (rows, asOf, hasCurrency) = (ImmutableArray.CreateBuilder<TrialBalanceRow>(), (LocalDate?)null, csv.Headers.Contains("currency"));
        while (csv.Read())
        {
            var at = (int)csv.LineNumber;
            if (rows.Count == MostRows) return CsvRows.Fault(at, "file", $"There are more than {MostRows} rows, which is the most that is accepted.");
            var (account, entity, balance, date) = (csv.GetString("account").Trim(), csv.GetString("entity").Trim(), csv.GetString("balance").Trim(),
                LocalDatePattern.Iso.Parse(csv.GetString("as_of").Trim()));
            if (!date.Success || date.Value < Fields.Earliest || date.Value > Fields.Latest)
                return CsvRows.Fault(at, "as_of", $"'{Fields.Short(csv.GetString("as_of"))}' is not a date; write it as 2026-06-30.");
            if (asOf is { } first && first != date.Value)
                return CsvRows.Fault(at, "as_of", $"{date.Value:R} is another date than {first:R} on the lines before; a trial balance is of one date.");
            asOf = date.Value;
            if (account.Length is 0 or > 60) return CsvRows.Fault(at, "account", "An account has 1 to 60 characters.");
            if (entity.Length is 0 or > 60) return CsvRows.Fault(at, "entity", "An entity has 1 to 60 characters.");
            if (!decimal.TryParse(balance, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || Math.Abs(value) > Money.Most)
                return CsvRows.Fault(at, "balance", $"'{Fields.Short(balance)}' is not an amount; write it as 625000000.00, credits as -625000000.00.");
            rows.Add(new(entity, account, hasCurrency && csv.GetString("currency").Trim() is { Length: > 0 } said ? said : currency, value));
        }
        return asOf is { } known ? (known, rows.DrainToImmutable()) : CsvRows.Fault(1, "file", "There are no rows.");
    }
}
