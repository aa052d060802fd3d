using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>why VIEW --from --to</c>: which facts, and how much passing of time, moved a view's figures; parts sum to the difference.</summary>
static class WhyCommand
{
    public static Command Build(IClock clock) => Common.Of("why", "Say which facts moved a view's figures and by how much.", clock, Run,
        Common.Argument("view", $"One of {string.Join(", ", Figures.All.Keys)}, or VIEW.FIGURE, such as costs.colossus-1/power."),
        Common.Text("--from", "A date (all of it has happened) or a position of the journal."), Common.Text("--to", "A date or a position."),
        Common.Text("--at", "Instead of both: a date, to which every fact from the first on is taken. The parts are then the figure itself."));

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var name = session.Input.Text("view", 200);
        var figures = Figures.Named(name);
        if (figures is null && session.Faults.Count == 0)
            session.Input.Fault("view", RefusalCode.NotFound, $"'{name}' is not a view that can be explained; there are {string.Join(", ", Figures.All.Keys)}.");
        if (session.Input.Has("at")) return Under(session, keeper, book, name, figures);
        var (from, to) = (Standpoint.Read(session.Input, "from", keeper, book), Standpoint.Read(session.Input, "to", keeper, book));
        if (session.Faults.Count == 0 && (to.Position < from.Position || to.Date < from.Date))
            session.Input.Fault("to", RefusalCode.DatesUpsideDown, "The end lies before the start.");
        if (session.Faults.Count > 0) return Output.Refused;
        var flux = Flux.Between(figures!, keeper.At(from.Position), from.Date, keeper.Facts(from.Position, to.Position), to.Date,
            figures!.LooksBack ? ClosedBooks.Of(keeper.Facts(0, from.Position)).Closed : null);
        if (Figures.Missing(name, flux, keeper.At(to.Position), to.Date) is { } missing) return session.Output.Refuse([missing]);
        return session.Output.Print(json => FluxJson.Write(json, name, flux), console => Text(console, name, from, to, flux));
    });

    /// <summary>What every figure rests on at a date: the facts that moved it, and nothing else.</summary>
    static int Under(Session session, Bookkeeper keeper, Book book, string name, Figures? figures)
    {
        var at = session.Input.Date("at");
        if (session.Faults.Count > 0) return Output.Refused;
        var flux = Flux.Under(figures!, keeper.Facts(0, book.Position), at);
        if (Figures.Missing(name, flux, book, at) is { } missing) return session.Output.Refuse([missing]);
        return session.Output.Print(json => FluxJson.Write(json, name, flux), console =>
        {
            foreach (var (figure, amount) in flux.After)
            {
                var table = Show.Table(console, $"{name}: {figure} at {Json.Text(at)}", "fact", "position", ">amount");
                foreach (var part in flux.Parts.Where(part => part.Moves.ContainsKey(figure)))
                    table.Row(FluxJson.Cause(part), $"{part.Fact!.Position}", Show.Figure(figure, part.Moves[figure]));
                table.Row("together", "", Show.Figure(figure, amount));
                console.Write(table);
            }
            if (flux.After.Count == 0) console.WriteLine($"There is nothing in {name} at {Json.Text(at)}.");
        });
    }

    static void Text(IAnsiConsole console, string view, Standpoint from, Standpoint to, Flux flux)
    {
        if (flux.Before.Count == 0 && flux.After.Count == 0) console.WriteLine($"There is nothing in {view} at either end.");
        foreach (var name in flux.Before.Keys.Union(flux.After.Keys).Order(StringComparer.Ordinal))
        {
            var table = Show.Table(console, $"{view}: {name}", "what", "at", ">amount");
            table.Row("before", $"{Json.Text(from.Date)}, position {from.Position}", Show.Figure(name, flux.Before.GetValueOrDefault(name)));
            foreach (var part in flux.Parts)
                table.Row(FluxJson.Cause(part), part.Fact is { } fact ? $"position {fact.Position}" : $"{Json.Text(part.From)} to {Json.Text(part.To)}",
                    Show.Figure(name, part.Moves.GetValueOrDefault(name)));
            table.Row("after", $"{Json.Text(to.Date)}, position {to.Position}", Show.Figure(name, flux.After.GetValueOrDefault(name)));
            table.Row("difference", "", Show.Figure(name, flux.Difference(name)));
            console.Write(table);
        }
    }
}
