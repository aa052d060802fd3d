using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Headroom.Formats.Tables;

/// <summary>
/// The tables that a report's JSON holds, so that CSV can say nothing else than JSON does. Every list is a table named by its path
/// (<c>invoices</c>, <c>invoices.lines</c>), its items are the rows, and maps inside an item are columns with a dot (<c>ageing.not-due</c>). A row also
/// says what it stands under: the plain fields of the items above it, and last those of the whole report (<c>report.at</c>). The report's own
/// fields are a table of one row, named <c>report</c>. Every value of the JSON stands once as a value of its own row. A table without rows has the columns that
/// <see cref="FixedColumns"/> tell, and so have the tables under it.
/// </summary>
public static class JsonTables
{
    /// <summary>The table of what is said once in a report, and the prefix of its columns elsewhere.</summary>
    public const string Report = "report";

    /// <summary>The column of a list whose items are plain values.</summary>
    public const string Value = "value";

    /// <summary>The tables of a report: its lists in their order, then <see cref="Report"/> when it says anything of its own. At least one.</summary>
    /// <param name="of">What the report is of, such as <c>invoices</c>: tables of several reports bear one name.</param>
    public static ImmutableArray<CsvTable> Of(JsonElement report, string of = "")
    {
        var tables = new Dictionary<string, Draft>(StringComparer.Ordinal);
        var root = report.ValueKind == JsonValueKind.Object ? Add(tables, "", [], report) : [];
        if (report.ValueKind == JsonValueKind.Array) Add(tables, Report, report, [], []);
        var own = new Draft(Report);
        own.Add([], root, []);
        return [.. tables.Values.SelectMany(table => table.Finished(of)), .. root.Count > 0 || tables.Count == 0 ? own.Finished(of) : []];
    }

    /// <summary>The own fields of an item; its lists become tables under it.</summary>
    static List<(string, CsvCell)> Add(Dictionary<string, Draft> tables, string path, IReadOnlyList<(string, CsvCell)> above, JsonElement item)
    {
        var own = new List<(string, CsvCell)>();
        var lists = new List<(string Name, JsonElement List)>();
        Gather(item, "", own, lists);
        var plain = own.Where(field => !field.Item1.Contains('.', StringComparison.Ordinal)).ToList();
        foreach (var (name, list) in lists)
        {
            if (path.Length == 0) Add(tables, name, list, [], [.. plain.Select(field => ($"{Report}.{field.Item1}", field.Item2))]);
            else Add(tables, $"{path}.{name}", list, [.. above.Where(field => !IsReport(field)), .. plain.Select(field => ($"{path}.{field.Item1}", field.Item2))],
                [.. above.Where(IsReport)]);
        }
        return own;
    }

    static void Add(Dictionary<string, Draft> tables, string name, JsonElement list, IReadOnlyList<(string, CsvCell)> above, IReadOnlyList<(string, CsvCell)> report)
    {
        if (!tables.TryGetValue(name, out var table)) tables[name] = table = new Draft(name);
        table.Under(above, report);
        foreach (var item in list.EnumerateArray())
        {
            var own = item.ValueKind switch
            {
                JsonValueKind.Object => Add(tables, name, [.. above, .. report], item),
                JsonValueKind.Array => [.. item.EnumerateArray().Select((part, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), Cell(part)))],
                _ => [(Value, Cell(item))],
            };
            table.Add(above, own, report);
        }
    }

    static bool IsReport((string Name, CsvCell) field) => field.Name.StartsWith(Report + ".", StringComparison.Ordinal);

    static void Gather(JsonElement map, string prefix, List<(string, CsvCell)> own, List<(string, JsonElement)> lists)
    {
        foreach (var field in map.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Object) Gather(field.Value, $"{prefix}{field.Name}.", own, lists);
            else if (field.Value.ValueKind == JsonValueKind.Array) lists.Add((prefix + field.Name, field.Value));
            else own.Add((prefix + field.Name, Cell(field.Value)));
        }
    }

    static CsvCell Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => CsvCell.None,
        JsonValueKind.String => CsvCell.Words(value.GetString()),
        JsonValueKind.True => CsvCell.Of("true"),
        JsonValueKind.False => CsvCell.Of("false"),
        _ => CsvCell.Of(value.GetRawText()),
    };

    /// <summary>A table while its rows are found: a column stands where it was first seen.</summary>
    sealed class Draft(string name)
    {
        readonly List<string> _above = [], _own = [], _report = [];
        readonly List<Dictionary<string, CsvCell>> _rows = [];

        public void Under(IEnumerable<(string Name, CsvCell)> above, IEnumerable<(string Name, CsvCell)> report)
        {
            Know(_above, above);
            Know(_report, report);
        }

        public void Add(IEnumerable<(string Name, CsvCell Cell)> above, IEnumerable<(string Name, CsvCell Cell)> own, IEnumerable<(string Name, CsvCell Cell)> report)
        {
            Know(_own, own);
            _rows.Add(above.Concat(own).Concat(report).ToDictionary(field => field.Name, field => field.Cell, StringComparer.Ordinal));
        }

        /// <summary>The table, and where it is empty those that its rows would hold.</summary>
        public IEnumerable<CsvTable> Finished(string of)
        {
            var known = _rows.Count == 0 ? FixedColumns.Of(of, name) : [];
            _own.AddRange(known);
            ImmutableArray<string> columns = [.. _above, .. _own, .. _report];
            // A list in which nothing ever stood, and of which nothing is told, has no columns that anybody knows.
            if (columns.Length == 0) columns = [name];
            yield return new(name, columns, [.. _rows.Select(row => columns.Select(column => row.GetValueOrDefault(column)).ToImmutableArray())]);
            if (known.IsEmpty) yield break;
            foreach (var under in FixedColumns.Under(name))
            {
                var table = new Draft(under);
                table._above.AddRange([.. _above, .. _own.Where(column => !column.Contains('.', StringComparison.Ordinal)).Select(column => $"{name}.{column}")]);
                table._report.AddRange(_report);
                foreach (var each in table.Finished(of)) yield return each;
            }
        }

        static void Know(List<string> columns, IEnumerable<(string Name, CsvCell)> fields)
        {
            foreach (var (name, _) in fields)
                if (!columns.Contains(name)) columns.Add(name);
        }
    }
}
