using System.CommandLine;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Capacity;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>sellable explain</c>: what can be sold on a small table that a person wrote down, no book needed.</summary>
static class SellableTable
{
    public static Command Build(IClock clock) =>
        Common.Of("explain",
            "Work out a small table by the same rules: supply, own need and sales with their chances, an offer, the best quantity to sell, what can come back when. No book needed.", clock, Run,
        Common.Argument("file", "The table in YAML or JSON, such as examples/tables/ramp.yaml."));

    static int Run(Session session)
    {
        var file = session.Input.Text("file", 1000);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = TextFile.Read(file, CapacityQuestionReader.Read);
        return read.Faults.Count > 0 ? session.Output.Refuse(read.Faults)
            : session.Output.Print(json => CapacityQuestionJson.Write(json, read.Value!), console => Text(console, read.Value!));
    }

    static void Text(IAnsiConsole console, CapacityQuestion question)
    {
        if (question.Failures is { } failures)
            Show.Line(console,
                $"Allowance against failures: {failures.Spare} of {failures.Units} units are held back; more are out at once with probability at most {failures.Risk}.");
        if (question.Table is { } table) Table(console, question, table);
        if (question.Recall is { } recall) Recall(console, recall);
    }

    static void Table(IAnsiConsole console, CapacityQuestion question, CapacityTable table)
    {
        var rows = Show.Table(console, $"Sellable in each period: less is there than was sold firm with probability at most {table.Risk}", "period", ">firm",
            $">interruptible, there with {table.Available}", ">signed");
        foreach (var row in table.Rows()) rows.Row($"{row.Period}", Show.Gpus(row.Firm), Show.Gpus(row.Interruptible), Show.Gpus(row.Signed));
        console.Write(rows);
        if (table.Accept(covered: false) is { } accepted) Accepted(console, "The offer", accepted, table.Risk);
        if (question.IsCovered && table.Accept(covered: true) is { } covered) Accepted(console, "With what is taken back in time it", covered, table.Risk);
        if (question.Stakes is { } stakes) Sale(console, table.Sell(stakes, question.Most), table.Risk);
        if (question.Sold is { } sold)
            Show.Line(console,
                $"Of {Show.Gpus(sold)} sold, {table.NetIn(0).ShortOf(sold).ToDecimal()} are missing in the mean, and any with probability {table.NetIn(0).Below(sold)}.");
    }

    static void Accepted(IAnsiConsole console, string what, TableAcceptance accepted, Rational risk)
    {
        Show.Line(console, accepted.FirstFailing is { } period
            ? $"{what} does not fit: period {period} is short by {Show.Gpus(accepted.ShortBy)}, each period by itself (pointwise)."
            : $"{what} fits, each period by itself (pointwise); {Show.Gpus(accepted.LeastSlack)} are left at the least.");
        if (accepted.Joint is { } joint)
            Show.Line(console, $"  Any period of its term is short with probability {joint} (joint), {(joint > risk ? "above" : "within")} the accepted {risk}.");
    }

    static void Sale(IAnsiConsole console, (Newsvendor Best, long WithinRisk) answer, Rational risk)
    {
        var (sale, within) = answer;
        Show.Line(console,
            $"Best to have sold {Show.Gpus(sale.Quantity)} firm in all{(within < sale.Quantity ? $", of which the accepted risk of {risk} permits {Show.Gpus(within)}" : "")}: a unit pays if it stays free with probability {sale.Stakes.Reserve}. Expected gain {Show.Money(sale.Gain.ToDecimal())}, {sale.Short.ToDecimal()} missing in the mean, any with probability {sale.Risk}.");
        if (sale.Stakes.SellsAll) Show.Line(console, $"  {CapacityQuestionJson.SellsAll}");
    }

    static void Recall(IAnsiConsole console, RecallQuestion recall)
    {
        var table = Show.Table(console, "What can be taken back", "contract", "usable again", "first whole month", ">units", ">cost");
        foreach (var item in recall.Contracts.OrderBy(item => item.Usable))
            table.Row(item.Name, Json.Text(item.Usable), Json.Text(item.FirstWholeMonth), Show.Gpus(item.Gpus.Count), Show.Money(item.Cost));
        console.Write(table);
        if (recall.Need > Gpus.Zero)
            Show.Line(console,
                $"{Show.Gpus(recall.Need.Count)} are back {(recall.Idle >= recall.Need ? "now: what is idle is enough" : RecallPlan.Earliest(recall.Need, recall.Idle, recall.Contracts, recall.On) is { } date ? $"on {Json.Text(date)}" : "never: all of it together is not enough")}.");
        if (recall.By is { } by) Show.Line(console, RecallPlan.Cheapest(recall.Need - recall.Idle, by, recall.Contracts) is { } plan
            ? $"Cheapest by {Json.Text(by)}: {(plan.Chosen.Length == 0 ? "nothing" : string.Join(", ", plan.Chosen.Select(item => item.Name)))} for {Show.Money(plan.Cost)}, {Show.Gpus(plan.Gpus.Count)} units{(plan.IsCheapest ? "" : " (not every choice was tried)")}."
            : $"Not enough can be back by {Json.Text(by)}.");
    }
}
