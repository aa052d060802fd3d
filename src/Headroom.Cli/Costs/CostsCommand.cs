using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>costs</c>: what infrastructure costs, by pool, kind and use, and where it stands in the income statement.</summary>
static class CostsCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("costs", "What infrastructure costs over a run of months: by pool and kind, by who used it, and as lines of the income statement.", clock, Run,
        [.. Months(), Common.Option("--parts", "With --json or --csv: every part too (table parts): month, pool, kind, use."), Common.Position()]);

    /// <summary>The options of every report over months.</summary>
    public static IEnumerable<Symbol> Months() =>
    [
        Common.Text("--from", "The first month, such as 2026-05. Default: January of the last month's year."),
        Common.Text("--to", "The last month. Default: the last that is over."),
        Common.Text("--currency", "The currency, where costs are in several."),
    ];

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var today = book.Calendar.DateOf(keeper.Now(book));
        var asked = SpanQuery.Read(session.Input, book, today);
        if (session.Faults.Count > 0) return Output.Refused;
        var sheet = new CostSheet(book, asked.Currency, today);
        var costs = CostReport.Of(sheet, asked.Span);
        var basis = CostBasis.OfCosts(book, asked.Currency).Concat(CostBasis.OfUse(book, UseRates.Of(sheet.Hours, asked.Span), asked.Span, today)).ToList();
        return session.Output.Print(json => CostsJson.Write(json, book, costs, basis, session.Flag("parts")), console => Text(console, costs, basis));
    });

    static void Text(IAnsiConsole console, CostReport costs, IReadOnlyList<CostBasis> basis)
    {
        var title = $"Cost of infrastructure {Json.Text(costs.Span.From)} to {Json.Text(costs.Span.Through)} in {costs.Currency}";
        Sums(console, $"{title}, by pool and kind", costs, [.. CostsJson.Kinds.Select(kind => (kind.Word, (Func<CostPart, bool>)(part => part.Kind == kind.Meaning)))]);
        Sums(console, "By pool and use", costs, [.. CostsJson.Uses.Select(use => (use.Word, (Func<CostPart, bool>)(part => part.For == use.Meaning)))]);
        var lines = Show.Table(console, "In the income statement", "line", "workload", ">amount");
        foreach (var line in costs.Income) lines.Row(Words.Of(CostsJson.Places, line.Place), line.Workload?.ToString() ?? "", Show.Money(line.Amount));
        console.Write(lines);
        console.WriteLine(
            $"idle capacity costs {Show.Money(costs.IdleADay)} {costs.Currency} a day, of which {Show.Money(costs.AvoidableADay)} would fall away if it were switched off");
        Basis(console, basis);
        if (costs.Others.Length > 0) console.WriteLine($"left out, since no rate is stated: costs in {string.Join(", ", costs.Others)}");
    }

    static void Sums(IAnsiConsole console, string title, CostReport costs, (string Word, Func<CostPart, bool> Is)[] columns)
    {
        var table = Show.Table(console, title, ["pool", .. columns.Select(column => $">{column.Word}"), ">total"]);
        void Row(string name, IReadOnlyCollection<CostPart> parts) =>
            table.Row([name, .. columns.Select(column => Show.Money(parts.Where(column.Is).Sum(part => part.Amount))), Show.Money(parts.Sum(part => part.Amount))]);
        foreach (var group in costs.Parts.GroupBy(part => part.Pool).OrderBy(group => group.Key is null).ThenBy(group => group.Key))
            Row(group.Key?.ToString() ?? "without a pool", [.. group]);
        Row("all", costs.Parts);
        console.Write(table);
    }

    /// <summary>What each figure rests on, a line each.</summary>
    public static void Basis(IAnsiConsole console, IEnumerable<CostBasis> basis)
    {
        console.WriteLine("What the figures rest on");
        foreach (var each in basis) Show.Line(console, $"  {each.Figure}: {each.Says}");
    }
}
