using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>sellable</c>: what can be sold firm in each pool and for how long, at a stated risk.</summary>
static class SellableCommand
{
    static readonly int[] Horizons = [1, 30, 90, 365];

    public static Command Build(IClock clock)
    {
        var command = Verb(clock);
        command.Subcommands.Add(SellableTable.Build(clock));
        return command;
    }

    static Command Verb(IClock clock) => Common.Of("sellable", "What can be sold firm, for 1, 30, 90 and 365 days or a window, at a stated risk to own products.", clock, Run,
        Common.Text("--pool", "Only this pool."), Common.Text("--from", "First day of the window. Default: the book's today."),
        Common.Text("--days", "Length of the window in days; otherwise 1, 30, 90 and 365."), Common.Text("--through", "Last day of the window, instead of --days."),
        Common.Text("--risk", "Accepted probability that own products fall short, such as 0.05 or 5%. Default: the policy's."), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var input = session.Input;
        var pool = input.IdOrNone("pool");
        var today = book.Calendar.DateOf(keeper.Now(book));
        var from = input.DateOrNone("from") ?? today;
        var risk = input.Has("risk") ? input.Share("risk", 0, 0.5m) : book.Policy.Risk;
        var days = Lengths(input, from);
        if (pool is { } id && !book.Fleet.Pools.ContainsKey(id) && session.Faults.Count == 0)
            input.Fault("pool", RefusalCode.NotFound, $"There is no pool '{id}'; there are {string.Join(", ", book.Fleet.Pools.Keys)}.");
        if (session.Faults.Count > 0) return Output.Refused;
        var sellable = Of(book, pool, from, today, days, risk);
        return session.Output.Print(json => SellableJson.Write(json, book, sellable), console => Text(console, book, from, risk, sellable));
    });

    static IReadOnlyList<int> Lengths(Fields input, LocalDate from)
    {
        if (input.Has("days")) return [(int)input.Whole("days", 1, 3660, "days")];
        if (input.DateOrNone("through") is not { } through) return Horizons;
        if (through >= from && Period.DaysBetween(from, through) < 3660) return [Period.DaysBetween(from, through) + 1];
        input.Fault("through", RefusalCode.DatesUpsideDown, $"{Json.Text(through)} does not lie within ten years after {Json.Text(from)}.");
        return Horizons;
    }

    static List<SellableCapacity> Of(Book book, Slug? only, LocalDate from, LocalDate today, IReadOnlyList<int> days, decimal risk)
    {
        var picture = CapacityPicture.For(book, from, today);
        return [.. book.Fleet.Pools.Values.Where(pool => only is null || pool.Id == only).SelectMany(pool => days.Select(length =>
            SellableCapacity.Of(picture, pool, book.Fleet.CalendarOf(pool).Between(from, from.PlusDays(length)), risk)))];
    }

    // By dates: a day on which the clocks change is a day.
    static int Days(Book book, SellableCapacity each)
    {
        var calendar = book.Fleet.CalendarOf(book.Fleet.Pools[each.Pool]);
        return Period.DaysBetween(calendar.DateOf(each.Window.From), calendar.DateOf(each.Window.End));
    }

    static void Text(IAnsiConsole console, Book book, LocalDate from, decimal risk, List<SellableCapacity> sellable)
    {
        var table = Show.Table(console, $"Sellable firm from {Json.Text(from)}: own products fall short at any time of the window with probability at most {Show.Percent(risk)}",
            "pool", ">days", ">firm GPUs", ">firm kW", ">signed GPUs");
        foreach (var each in sellable)
            table.Row(each.Pool.ToString(), Json.Text(Days(book, each)),
                Show.Gpus(each.Firm.Count), Show.Kilowatts(((Rational)each.Power.Value).Round(1)), Show.Gpus(each.Signed.Count));
        console.Write(table);
        console.WriteLine($"Forecast: {Core.Demand.Forecast.Method}, {book.Policy.Paths} paths, seed {book.Policy.Seed}; beyond 28 days a scenario, not a tested forecast.");
        TermsCommand.Assumptions(console, [.. book.Assumptions.Values]);
    }
}
