using System.CommandLine;
using System.Globalization;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Journal.Scenarios;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>what-if FILE</c>: several futures of the book side by side.</summary>
static class WhatIfCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("what-if",
            "Several futures of the book side by side: what can be sold, backlog, what is billed and earned, concentration and which quotes could be signed. Nothing is written.",
        clock, Run, Common.Argument("file", "Branches in YAML or JSON, such as examples/offers/what-if.yaml."), Common.Position());

    static int Run(Session session)
    {
        var file = session.Input.Text("file", 1000);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = TextFile.Read(file, WhatIfInput.Read);
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        var (asked, folder) = (read.Value!, Path.GetDirectoryName(Path.GetFullPath(file))!);
        return session.View((keeper, book) =>
        {
            var futures = Futures.Of(keeper, book, asked, folder);
            return session.Output.Print(json => TrialJson.Write(json, asked.Name, futures.Views, futures.Refused),
                console => Text(console, asked.Name, futures.Views, futures.Refused));
        });
    }

    static void Text(IAnsiConsole console, string name, WhatIf views, IReadOnlyList<(string Branch, Refusal Refusal)> refused)
    {
        Table(console, $"What if: {name}, seen at {Json.Text(views.At)}", views);
        foreach (var (branch, refusal) in refused) Show.Line(console, $"{branch} could not be: {refusal.Says}");
    }

    /// <summary>What a dry run found.</summary>
    internal static void Tried(IAnsiConsole console, Trial trial)
    {
        Show.Line(console,
            $"Tried and not written; these facts would be: {string.Join(", ", trial.Facts.GroupBy(fact => fact.Body.Kind).Select(kind => $"{kind.Count()} x {kind.Key}"))}.");
        if (trial.Clock is { } move) Show.Line(console, $"The sandbox clock would move {move.Says}.");
        Table(console, $"Every view, seen at {Json.Text(trial.Views.At)}", trial.Views);
    }

    static void Table(IAnsiConsole console, string title, WhatIf views)
    {
        var table = Show.Table(console, title, ["view", "figure", "", ">now", .. views.Names.Select(branch => $">{branch}")]);
        foreach (var row in views.Rows)
            table.Row([row.Name.View.ToString().ToLowerInvariant(), row.Name.Name, row.Name.Unit, Number(row.Now),
                .. row.Then.Select(figure => figure == row.Now ? "same" : Number(figure))]);
        console.Write(table);
    }

    static string Number(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
