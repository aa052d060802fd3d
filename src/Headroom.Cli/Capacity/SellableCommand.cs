using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Capacity;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>sellable</c>: what can be sold in each pool, by how soon it may be taken back, at a stated risk.</summary>
static class SellableCommand
{
    static readonly int[] Horizons = [1, 30, 90, 365];

    /// <summary>The options that say which window is asked for, and how.</summary>
    public static Option<string?>[] Asking =>
    [
        Common.Text("--from", "First day of the window, today at the earliest. Default: the book's today."),
        Common.Text("--days", "Length of the window in days; otherwise 1, 30, 90 and 365."), Common.Text("--through", "Last day of the window, instead of --days."),
        Common.Text("--risk", "Accepted probability that own products fall short, such as 0.05 or 5%. Default: the policy's."),
        Common.Text("--notice", "Days of notice by which recallable capacity is taken back. Default: 90."),
        Common.Text("--available", "Probability with which interruptible capacity is there, 50% to 100%. Default: 50%."), Common.Position(),
    ];

    public static Command Build(IClock clock)
    {
        var command = Common.Of("sellable", "What can be sold firm, recallable and interruptible, for 1, 30, 90 and 365 days or a window, at a stated risk to own products.",
            clock, Run,
            [Common.Text("--pool", "Only this pool."), .. Asking]);
        foreach (var part in new[] { HeadroomCommands.Show(clock), HeadroomCommands.Back(clock), HeadroomCommands.Frontier(clock), SellableTable.Build(clock) })
            command.Subcommands.Add(part);
        return command;
    }

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var input = session.Input;
        var pool = input.IdOrNone("pool");
        var today = book.Calendar.DateOf(keeper.Now(book));
        var (from, days, ask) = Asked(input, book, today);
        if (pool is { } id && !book.Fleet.Pools.ContainsKey(id) && session.Faults.Count == 0)
            input.Fault("pool", RefusalCode.NotFound, $"There is no pool '{id}'; there are {string.Join(", ", book.Fleet.Pools.Keys)}.");
        if (session.Faults.Count > 0) return Output.Refused;
        var sellable = Of(book, pool, from, today, days, ask);
        return session.Output.Print(json => SellableJson.Write(json, book, sellable, ask), console =>
        {
            Text(console, book, sellable, ask);
            Rests(console, book);
        });
    });

    /// <summary>The window and the way in which it is asked for; several lengths when none is given.</summary>
    public static (LocalDate From, IReadOnlyList<int> Days, TierAsk Ask) Asked(Fields input, Book book, LocalDate today)
    {
        var from = StakesInput.From(input, book, today);
        return (from, Lengths(input, from), StakesInput.Ask(input, book.Policy.Risk));
    }

    static IReadOnlyList<int> Lengths(Fields input, LocalDate from)
    {
        if (input.Has("days")) return [(int)input.Whole("days", 1, 3660, "days")];
        if (input.DateOrNone("through") is not { } through) return Horizons;
        if (through >= from && Period.DaysBetween(from, through) < 3660) return [Period.DaysBetween(from, through) + 1];
        input.Fault("through", RefusalCode.DatesUpsideDown, $"{Json.Text(through)} does not lie within ten years after {Json.Text(from)}.");
        return Horizons;
    }

    static List<Tiers> Of(Book book, Slug? only, LocalDate from, LocalDate today, IReadOnlyList<int> days, TierAsk ask)
    {
        var picture = CapacityPicture.For(book, from, today);
        return [.. book.Fleet.Pools.Values.Where(pool => only is null || pool.Id == only).SelectMany(pool => days.Select(length =>
            Tiers.Of(picture, pool, book.Fleet.CalendarOf(pool).Between(from, from.PlusDays(length)), ask)))];
    }

    // By dates: a day on which the clocks change is a day.
    static int Days(Book book, SellableCapacity each)
    {
        var calendar = book.Fleet.CalendarOf(book.Fleet.Pools[each.Pool]);
        return Period.DaysBetween(calendar.DateOf(each.Window.From), calendar.DateOf(each.Window.End));
    }

    /// <summary>The tiers of each pool and window as a table.</summary>
    public static void Text(IAnsiConsole console, Book book, IReadOnlyList<Tiers> sellable, TierAsk ask)
    {
        var from = sellable.Count == 0 ? "" : $" from {Json.Text(book.Fleet.CalendarOf(book.Fleet.Pools[sellable[0].Firm.Pool]).DateOf(sellable[0].Firm.Window.From))}";
        var table = Show.Table(console, $"Sellable{from}: own products fall short at any time with probability at most {Show.Percent(ask.Risk)} (joint)",
            "pool", ">days", ">firm GPUs", ">firm kW", $">recallable GPUs, {ask.NoticeDays} d", $">interruptible GPUs, {Show.Percent(ask.Available)}", ">margin GPUs");
        foreach (var each in sellable)
            table.Row(each.Firm.Pool.ToString(), Json.Text(Days(book, each.Firm)), Show.Gpus(each.Firm.Firm.Count), Show.Kilowatts(((Rational)each.Firm.Power.Value).Round(1)),
                Show.Gpus(each.Recallable.Count), Show.Gpus(each.Interruptible.Count), Show.Gpus(each.Firm.Signed.Count));
        console.Write(table);
        console.WriteLine("Each tier holds the one before it: firm for the whole window; recallable until it can be back by notice; interruptible as the window starts.");
        console.WriteLine("Margin is firm before it is rounded down to blocks; below zero, what is committed is so far beyond the limit.");
    }

    /// <summary>What the figures rest on: the forecast and the book's assumptions.</summary>
    public static void Rests(IAnsiConsole console, Book book)
    {
        console.WriteLine($"Forecast: {DemandJson.MethodOf(book)}, {book.Policy.Paths} paths, seed {book.Policy.Seed}; beyond 28 days a scenario, not a tested forecast.");
        foreach (var (workload, demand) in book.Demand)
            if (BeyondSupply.Of(book, demand) is { } beyond) console.WriteLine($"{workload}: {DemandJson.Beyond(beyond)}");
        TermsCommand.Assumptions(console, [.. book.Assumptions.Values]);
    }
}
