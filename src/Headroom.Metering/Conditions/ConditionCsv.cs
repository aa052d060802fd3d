using CsvHelper;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Tables;

namespace Headroom.Metering.Conditions;

/// <summary>
/// Reads conditions of nodes as CSV: the columns <c>condition,pool,node,gpus,code,from,to</c> and, where wanted, <c>contract,cause,noticed,evidence</c>; one row a condition.
/// A row that cannot be one is set aside under its line.
/// </summary>
public static class ConditionCsv
{
    const int MostRows = 100_000;

    static readonly string[] Needed = ["condition", "pool", "node", "gpus", "code", "from", "to"], Columns = [.. Needed, "contract", "cause", "noticed", "evidence"];

    /// <summary>The conditions in the file; a fault when it is not such a file.</summary>
    public static Parsed<ConditionsRead> Read(Stream stream)
    {
        try
        {
            using var csv = CsvReader.Create(stream, CsvRows.Options(8192), leaveOpen: false);
            csv.ReadHeader();
            if (!Needed.All(csv.Headers.Contains) || csv.Headers.Except(Columns).Any()) return new Refusal(RefusalCode.Malformed, "", $"The first line must name the columns {string.Join(",", Needed)}; {string.Join(", ", Columns[Needed.Length..])} may be added.");
            var (read, aside) = (new List<(string, NodeCondition)>(), new List<(string, Refusal)>());
            while (csv.Read())
            {
                if (read.Count + aside.Count == MostRows) return new Refusal(RefusalCode.TooLarge, "", $"There are more than {MostRows} rows; split the file.");
                var (place, faults) = ($"line {csv.LineNumber}", new List<Refusal>());
                var condition = Row(csv, faults);
                if (faults.Count == 0) read.Add((place, condition)); else aside.Add((place, faults[0]));
            }
            return new ConditionsRead([.. read], [.. aside]);
        }
        catch (CsvFormatException fault) { return new Refusal(RefusalCode.Malformed, "", $"This is not CSV: {fault.Message}"); }
    }

    static NodeCondition Row(CsvReader csv, List<Refusal> faults) => ConditionFormat.Condition(Fields.Of(MapNode.Of(
        csv.Headers.Select(column => (column, Value: csv.GetString(column))).Where(cell => cell.Value.Length > 0)), faults));
}
