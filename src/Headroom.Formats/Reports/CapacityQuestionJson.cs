using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Capacity;

namespace Headroom.Formats.Reports;

/// <summary>What follows from a question about headroom on a small table, as JSON. Probabilities are exact fractions, written as text.</summary>
public static class CapacityQuestionJson
{
    public static void Write(Utf8JsonWriter json, CapacityQuestion question) => json.Map(() =>
    {
        if (question.Failures is { } failures) json.Map("failures", () => json.WriteNumber("spare", failures.Spare));
        if (question.Table is { } table) Table(json, question, table);
        if (question.Recall is { } recall) json.Map("recall", () => Recall(json, recall));
    });

    static void Table(Utf8JsonWriter json, CapacityQuestion question, CapacityTable table)
    {
        json.WriteString("risk", table.Risk.ToString());
        json.List("periods", table.Rows(), row => json.Map(() =>
        {
            json.WriteNumber("period", row.Period);
            json.WriteNumber("signed", row.Signed);
            json.WriteNumber("firm", row.Firm);
            json.WriteNumber("interruptible", row.Interruptible);
        }));
        if (table.Accept(covered: false) is { } accepted) json.Map("offer", () =>
        {
            Acceptance(json, "pointwise", accepted, table.Risk);
            if (question.IsCovered) Acceptance(json, "with-recall", table.Accept(covered: true)!, table.Risk);
        });
        if (question.Stakes is { } stakes) json.Map("sale", () => Sale(json, table.Sell(stakes, question.Most)));
        if (question.Sold is { } sold) json.Map("sold", () =>
        {
            json.WriteNumber("units", sold);
            json.WriteString("short", table.NetIn(0).ShortOf(sold).ToString());
            json.WriteString("probability", table.NetIn(0).Below(sold).ToString());
        });
    }

    static void Acceptance(Utf8JsonWriter json, string name, TableAcceptance accepted, Rational risk) => json.Map(name, () =>
    {
        json.WriteBoolean("fits", accepted.Fits);
        json.WriteNumber("least-slack", accepted.LeastSlack);
        if (accepted.FirstFailing is { } period)
        {
            json.WriteNumber("first-failing", period);
            json.WriteNumber("short-by", accepted.ShortBy);
        }
        if (accepted.Joint is not { } joint) return;
        json.WriteString("joint-probability", joint.ToString());
        json.WriteBoolean("fits-jointly", !(joint > risk));
    });

    static void Sale(Utf8JsonWriter json, (Newsvendor Best, long WithinRisk) answer)
    {
        var (sale, within) = answer;
        json.WriteNumber("units", sale.Quantity);
        json.WriteNumber("within-risk", Math.Min(sale.Quantity, within));
        json.WriteString("reserve", sale.Stakes.Reserve.ToString());
        json.WriteNumber("gain", sale.Gain.ToDecimal());
        json.WriteString("short", sale.Short.ToString());
        json.WriteString("probability", sale.Risk.ToString());
        if (sale.Stakes.SellsAll) json.WriteString("warning", SellsAll);
    }

    /// <summary>What is said of stakes that would sell everything.</summary>
    public const string SellsAll = "A shortfall is said to cost no more than the price brings, so everything would be sold, needed or not; look at that cost again.";

    static void Recall(Utf8JsonWriter json, RecallQuestion recall)
    {
        json.List("contracts", recall.Contracts, item => json.Map(() =>
        {
            json.WriteString("contract", item.Name);
            json.Date("usable", item.Usable);
            json.WriteString("first-whole-month", Json.Text(item.FirstWholeMonth));
        }));
        json.WriteNumber("need", recall.Need.Count);
        json.WriteBoolean("idle-is-enough", recall.Idle >= recall.Need);
        json.Date("earliest", RecallPlan.Earliest(recall.Need, recall.Idle, recall.Contracts, recall.On));
        if (recall.By is not { } by) return;
        json.WriteNumber("back-by", RecallPlan.BackBy(by, recall.Idle, recall.Contracts).Count);
        if (RecallPlan.Cheapest(recall.Need - recall.Idle, by, recall.Contracts) is not { } plan) { json.WriteNull("cheapest"); return; }
        json.Map("cheapest", () =>
        {
            json.WriteNumber("cost", plan.Cost);
            json.WriteNumber("units", plan.Gpus.Count);
            json.List("contracts", plan.Chosen, item => json.WriteStringValue(item.Name));
            json.WriteBoolean("no-cheaper", plan.IsCheapest);
        });
    }
}
