using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Tables;

namespace Headroom.Formats.Banking;

/// <summary>
/// Reads a bank statement as CSV: <c>date,amount,currency,reference,remittance,payer</c>, one booked amount a row, money out negative. The last
/// three columns may be left out or empty. A reference may not stand twice, since it tells one booking from all others.
/// </summary>
static class StatementCsv
{
    static readonly string[] Needed = ["date", "amount", "currency"], Known = [.. Needed, "reference", "remittance", "payer"];

    /// <summary>The statement, or the first fault with its line.</summary>
    public static Parsed<BankStatement> Read(byte[] bytes) => CsvRows.Read(bytes, Needed, Known, Rows);

    static Parsed<BankStatement> Rows(CsvReader csv)
    {
        var (lines, places) = (new List<BankLine>(), new Dictionary<string, int>(StringComparer.Ordinal));
        while (csv.Read())
        {
            var at = (int)csv.LineNumber;
            if (lines.Count == BankStatements.MostLines)
                return CsvRows.Fault(at, "file", $"There are more than {BankStatements.MostLines} rows, which is the most that is accepted.");
            if (!Row(csv, at).TryGet(out var line, out var fault)) return fault;
            if (line.Reference.Length > 0 && !places.TryAdd(line.Reference, at))
                return CsvRows.Fault(at, "reference",
                    $"The reference '{Fields.Short(line.Reference)}' stands on line {places[line.Reference]} too; it tells one booking from all others. Leave it empty where the bank gives none.");
            lines.Add(line);
        }
        return lines.Count == 0 ? CsvRows.Fault(1, "file", "There are no rows.") : new BankStatement([], BankStatements.Referenced(lines));
    }

    static Parsed<BankLine> Row(CsvReader csv, int at)
    {
        var (date, amount, currency) = (csv.GetString("date").Trim(), csv.GetString("amount").Trim(), csv.GetString("currency").Trim());
        if (BankStatements.Date(date) is not { } booked)
            return CsvRows.Fault(at, "date", $"'{Fields.Short(date)}' is not a date of {Fields.Earliest:R} to {Fields.Latest:R}; write it as 2026-05-31.");
        if (!decimal.TryParse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value == 0
            || Math.Abs(value) > Money.Most)
            return CsvRows.Fault(at, "amount", $"'{Fields.Short(amount)}' is not an amount other than 0; write it as 625000000.00, money out as -625000000.00.");
        if (!BankStatements.IsCurrency(currency)) return CsvRows.Fault(at, "currency", $"'{Fields.Short(currency)}' is not a currency; write its ISO 4217 code, such as USD.");
        var (reference, remittance, payer) = (Text("reference"), Text("remittance"), Text("payer"));
        if (reference.Length > BankStatements.MostReference)
            return CsvRows.Fault(at, "reference", $"The reference has {reference.Length} characters; at most {BankStatements.MostReference} are accepted.");
        if (remittance.Length > BankStatements.MostText)
            return CsvRows.Fault(at, "remittance", $"The text has {remittance.Length} characters; at most {BankStatements.MostText} are accepted.");
        if (payer.Length > BankStatements.MostReference)
            return CsvRows.Fault(at, "payer", $"The payer has {payer.Length} characters; at most {BankStatements.MostReference} are accepted.");
        return new BankLine(string.Create(CultureInfo.InvariantCulture, $"line {at}"), booked, value, currency, reference, remittance) { Counterparty = payer };

        string Text(string column) => csv.Headers.Contains(column) ? BankStatements.Plain(csv.GetString(column)) : "";
    }
}
