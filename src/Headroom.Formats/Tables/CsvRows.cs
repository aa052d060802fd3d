using System.Text;
using CsvHelper;
using Headroom.Core.Units;

namespace Headroom.Formats.Tables;

/// <summary>Reads CSV that people and other programs hand in: strictly, so that a column or a cell that was meant otherwise is told and not guessed.</summary>
public static class CsvRows
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Malformed rows and rows of another length throw <see cref="CsvFormatException"/>.</summary>
    /// <param name="mostOfRow">The most characters of a row.</param>
    public static CsvReaderOptions Options(int mostOfRow) => CsvReaderOptions.Default with
    {
        TrackLineNumbers = true,
        MaxRecordSize = mostOfRow,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary>
    /// What the rows of a file in UTF-8 come to, or the first fault with its line. The first line names the columns: all that are needed and none that is not known.
    /// </summary>
    /// <param name="rows">Reads the rows, after the columns were found in order.</param>
    public static Parsed<T> Read<T>(byte[] bytes, string[] needed, string[] known, Func<CsvReader, Parsed<T>> rows)
    {
        try
        {
            using var csv = CsvReader.Create(new StringReader(Strict.GetString(bytes).TrimStart('\uFEFF')), Options(16 << 10), leaveOpen: false);
            csv.ReadHeader();
            if (needed.FirstOrDefault(column => !csv.Headers.Contains(column)) is { } missing)
                return Fault(1, missing, $"The first line must name the columns {string.Join(",", needed)}; '{missing}' is missing.");
            if (csv.Headers.FirstOrDefault(column => !known.Contains(column)) is { } unknown)
                return Fault(1, "columns", $"The column '{Fields.Short(unknown)}' is not known; known are {string.Join(", ", known)}.");
            return rows(csv);
        }
        catch (CsvFormatException fault) { return Fault(0, "file", $"This is not CSV: {Fields.Short(fault.Message)}"); }
        catch (DecoderFallbackException) { return Fault(0, "file", "This is not text in UTF-8; save the file as UTF-8."); }
    }

    /// <summary>What is wrong with a cell, on its line from 1; on line 0 with the file.</summary>
    public static Refusal Fault(int line, string field, string says) => Node.At(new(RefusalCode.Malformed, field, says), line);
}
