using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said about costs and use, read from the fields of a step or of a request.</summary>
public static class CostSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["asset", "revise-asset", "tariff", "expense", "outage", "measure", "product-revenue", "cost-policy"];

    internal static Command Read(Fields f, string kind) => kind switch
    {
        "asset" => new RecordAsset(CostFormat.Asset(f)),
        "revise-asset" => new ReviseAsset(f.Id(kind), CostFormat.Revision(f)),
        "tariff" => new RecordTariff(CostFormat.Tariff(f)),
        "expense" => new RecordExpense(CostFormat.Expense(f)),
        "outage" => new RecordOutage(CostFormat.Outage(f)),
        "measure" => new MeasureUse(CostFormat.Measured(f, kind)),
        "product-revenue" => new RecordProductRevenue(CostFormat.Product(f, kind)),
        _ => Policy(f.Map(kind)),
    };

    static SetCostPolicy Policy(Fields f)
    {
        var policy = CostFormat.Policy(f);
        f.Done();
        return new(policy);
    }
}
