using System.Collections.Immutable;
using CsvHelper;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Tables;

namespace Headroom.Metering.Conditions;

/// <summary>Reads a CSV file of which every row is something by itself: what cannot be it is set aside under its line.</summary>
static class CsvItems
{
    const int MostRows = 100_000;

    /// <summary>The rows that could be read and those that could not, each with its place; a fault when it is no such file.</summary>
    /// <param name="needed">The columns that have to be there.</param>
    /// <param name="more">Those that may be.</param>
    public static Parsed<(ImmutableArray<(string Place, T Row)> Rows, ImmutableArray<(string Place, Refusal Why)> SetAside)> Read<T>(Stream stream, string[] needed, string[] more,
        Func<Fields, T> row)
    {
        try
        {
            using var csv = CsvReader.Create(stream, CsvRows.Options(8192), leaveOpen: false);
            csv.ReadHeader();
            if (!needed.All(csv.Headers.Contains) || csv.Headers.Except(needed).Except(more).Any())
                return new Refusal(RefusalCode.Malformed, "", $"The first line must name the columns {string.Join(",", needed)}; {string.Join(", ", more)} may be added.");
            var (read, aside) = (ImmutableArray.CreateBuilder<(string, T)>(), ImmutableArray.CreateBuilder<(string, Refusal)>());
            while (csv.Read())
            {
                if (read.Count + aside.Count == MostRows) return new Refusal(RefusalCode.TooLarge, "", $"There are more than {MostRows} rows; split the file.");
                var (place, faults) = ($"line {csv.LineNumber}", new List<Refusal>());
                var fields = Fields.Of(MapNode.Of(csv.Headers.Select(column => (column, Value: csv.GetString(column))).Where(cell => cell.Value.Length > 0)), faults);
                var said = row(fields);
                if (faults.Count == 0) read.Add((place, said)); else aside.Add((place, faults[0]));
            }
            return (read.DrainToImmutable(), aside.DrainToImmutable());
        }
        catch (CsvFormatException fault) { return new Refusal(RefusalCode.Malformed, "", $"This is not CSV: {fault.Message}"); }
    }
}
