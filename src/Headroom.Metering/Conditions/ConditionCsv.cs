using Headroom.Formats;
using Headroom.Formats.Facts;

namespace Headroom.Metering.Conditions;

/// <summary>
/// Reads conditions of nodes as CSV: the columns <c>condition,pool,node,gpus,code,from,to</c> and, where wanted, <c>contract,cause,noticed,evidence</c>; one row a condition.
/// A row that cannot be one is set aside under its line.
/// </summary>
public static class ConditionCsv
{
    /// <summary>The conditions in the file; a fault when it is not such a file.</summary>
    public static Parsed<ConditionsRead> Read(Stream stream) =>
        CsvItems.Read(stream, ["condition", "pool", "node", "gpus", "code", "from", "to"], ["contract", "cause", "noticed", "evidence"], ConditionFormat.Condition)
            .Then<ConditionsRead>(read => new ConditionsRead(read.Rows, read.SetAside));
}
