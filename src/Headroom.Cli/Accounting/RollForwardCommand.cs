using System.CommandLine;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Ledgers;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>rollforward</c>: how balances came from a month's opening to its closing, by cause, and that they tie.</summary>
static class RollForwardCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("rollforward", "Receivables, contract assets and liabilities, unapplied cash and revenue from a month's opening to its closing, by cause.", clock, Run,
        Common.Text("--month", "The month, such as 2026-06; of the next to close, what a close now would leave. Default: the last closed."),
        Common.Text("--contract", "Only this contract's."), Common.Text("--customer", "Only this customer's."), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var (contract, customer) = (session.Input.IdOrNone("contract"), session.Input.IdOrNone("customer"));
        var asked = session.Input.Has("month") ? session.Input.Month("month") : MonthFacts.Usual(book);
        if (session.Faults.Count > 0) return Output.Refused;
        if (asked is not { } month) return session.Output.Refuse([MonthFacts.None]);
        if (MonthFacts.Of(keeper, book, month, out var facts) is { } refusal) return session.Output.Refuse([refusal]);
        if (RollForward.Unknown(book, contract, customer) is { } unknown) return session.Output.Refuse([unknown]);
        var rolled = RollForward.Of(facts.Facts, month).Only(contract, customer);
        return session.Output.Print(json => RollForwardJson.Write(json, rolled, facts.IsSupposed, book.Position), console => Text(console, rolled, facts.IsSupposed));
    });

    static void Text(IAnsiConsole console, RollForward rolled, bool supposed)
    {
        if (supposed) console.WriteLine($"{Json.Text(rolled.Month)} is not closed: this is what a close now would leave.");
        if (rolled.Lines.Length == 0) console.WriteLine("Nothing has moved by the end of this month.");
        foreach (var lines in rolled.Whole.GroupBy(line => line.Currency)) Matrix(console, $"Roll-forward of {Json.Text(rolled.Month)} in {lines.Key}", [.. lines]);
        Shares(console, "By contract", rolled.ByContract, line => line.Contract.ToString()!);
        Shares(console, "By customer", rolled.ByCustomer, line => line.Customer.ToString()!);
        if (rolled.Ties.Length + rolled.Open.Length == 0) return;
        console.WriteLine(rolled.Holds
            ? $"It ties: {rolled.Ties.Length} contracts (billed + interest accreted - recognised = liabilities - asset) and {rolled.Open.Length} customers' accounts (open documents = receivable), to the cent."
            : "It does not tie:");
        foreach (var tie in rolled.Ties.Where(tie => tie.Difference != 0)) console.WriteLine($"  {tie.Contract}: {Show.Money(tie.Difference)} {tie.Currency}");
        foreach (var tie in rolled.Open.Where(tie => tie.Difference != 0)) console.WriteLine($"  {tie.Customer}: {Show.Money(tie.Difference)} {tie.Currency}");
    }

    /// <summary>Balances as columns, opening, causes and closing as rows.</summary>
    static void Matrix(IAnsiConsole console, string title, IReadOnlyList<RollLine> lines)
    {
        var table = Show.Table(console, title, ["", .. lines.Select(line => $">{AccountWords.Titled(line.Kind)}")]);
        table.Row(["opening", .. lines.Select(line => Show.Money(line.Opening))]);
        foreach (var cause in RollLine.CausesOf(lines))
            table.Row([cause.Text, .. lines.Select(line =>
                line.Movements.Where(movement => movement.Cause == cause).Select(movement => Show.Money(movement.Amount)).FirstOrDefault(""))]);
        table.Row(["closing", .. lines.Select(line => Show.Money(line.Closing))]);
        console.Write(table);
    }

    static void Shares(IAnsiConsole console, string title, IReadOnlyList<RollLine> lines, Func<RollLine, string> whose)
    {
        if (lines.Count == 0) return;
        var table = Show.Table(console, title, "", "balance", ">opening", ">movement", ">closing", "");
        foreach (var line in lines)
            table.Row(whose(line), AccountWords.Titled(line.Kind), Show.Money(line.Opening), Show.Money(line.Closing - line.Opening), Show.Money(line.Closing), line.Currency.Code);
        console.Write(table);
    }
}
