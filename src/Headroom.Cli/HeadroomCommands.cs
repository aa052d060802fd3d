using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Capacity;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>sellable show</c> and <c>sellable back</c>: one pool's headroom in all its parts, and what of it can be back when.</summary>
static class HeadroomCommands
{
    public static Command Show(IClock clock) =>
        Common.Of("show",
            "One pool's headroom over a window: tiers, pointwise beside joint, what bounds it, handover, what can be back, what it pays to sell; with --csv the curve.",
            clock, Shown,
        [Common.Argument("pool", "The pool."), .. SellableCommand.Asking,
            Common.Text("--price", "What a firm GPU-hour brings; with --shortfall-cost in place of the book's assumptions."),
            Common.Text("--shortfall-cost", "What a GPU-hour costs that was sold and is needed."),
            Common.Text("--idle-value", "What a GPU-hour brings that is not sold firm. Default: 0.")]);

    public static Command Back(IClock clock) =>
        Common.Of("back", "When sold capacity of a pool can be back: every right to take it back, the first day for a quantity, and the cheapest notices by a day.",
            clock, Returned,
        Common.Argument("pool", "The pool."), Common.Text("--gpus", "The quantity wanted back."), Common.Text("--by", "The day on which it must be usable; needs --gpus."),
        Common.Text("--outside-price", "What a GPU-hour costs that is bought outside, in place of the book's assumption."), Common.At(), Common.Position());

    public static Command Frontier(IClock clock) =>
        Common.Of("frontier", "Share sold of a pool against the risk to own products and what it brings, and a shortfall borne against bought outside or recalled.", clock, Traced,
        [Common.Argument("pool", "The pool."), .. SellableCommand.Asking,
            Common.Text("--price", "What a firm GPU-hour brings; with --shortfall-cost in place of the book's assumptions."),
            Common.Text("--shortfall-cost", "What a GPU-hour costs that was sold and is needed."),
            Common.Text("--idle-value", "What a GPU-hour brings that is not sold firm. Default: 0."),
            Common.Text("--outside-price", "What a GPU-hour costs that is bought outside, in place of the book's assumption.")]);

    static int Traced(Session session) => session.View((keeper, book) =>
    {
        var today = book.Calendar.DateOf(keeper.Now(book));
        var (from, days, ask) = SellableCommand.Asked(session.Input, book, today);
        var (stakes, outside) = (StakesInput.Read(session.Input), StakesInput.Outside(session.Input));
        if (PoolOf(session, book) is not { } pool) return Output.Refused;
        var frontier = Core.Views.Frontier.Of(CapacityPicture.For(book, from, today), pool, from, days is [var only] ? only : 90, ask, stakes, outside);
        return session.Output.Print(json => HeadroomJson.Frontier(json, book, pool, frontier), console => FrontierText.Write(console, pool, frontier, ask));
    });

    static int Shown(Session session) => session.View((keeper, book) =>
    {
        var today = book.Calendar.DateOf(keeper.Now(book));
        var (from, days, ask) = SellableCommand.Asked(session.Input, book, today);
        var stakes = StakesInput.Read(session.Input);
        if (PoolOf(session, book) is not { } pool) return Output.Refused;
        var all = PoolHeadroom.Of(CapacityPicture.For(book, from, today), pool, from, days is [var only] ? only : 90, ask, stakes);
        return session.Output.Print(json => HeadroomJson.Write(json, book, pool, all, ask), console => Text(console, book, pool, all, ask));
    });

    static int Returned(Session session) => session.View((keeper, book) =>
    {
        var at = session.At(keeper, book);
        var need = session.Input.Has("gpus") ? session.Input.Gpus("gpus", 1) : (Gpus?)null;
        var by = session.Input.DateOrNone("by");
        if (by is not null && need is null) session.Input.Fault("by", RefusalCode.Malformed, "A day needs the quantity that is wanted by then: --gpus.");
        if (by < at) session.Input.Fault("by", RefusalCode.DatesUpsideDown, $"{Json.Text(by!.Value)} is before {Json.Text(at)}.");
        if (PoolOf(session, book) is not { } pool) return Output.Refused;
        var back = CapacityBack.Of(CapacityPicture.For(book, at, book.Calendar.DateOf(keeper.Now(book))), pool, at, book.Policy.Risk, StakesInput.Outside(session.Input));
        return session.Output.Print(json => HeadroomJson.Back(json, back, 90, need, by), console => Text(console, back, need, by));
    });

    static Pool? PoolOf(Session session, Book book)
    {
        var id = session.Input.Id("pool");
        if (session.Faults.Count == 0 && !book.Fleet.Pools.ContainsKey(id))
            session.Input.Fault("pool", RefusalCode.NotFound, $"There is no pool '{id}'; there are {string.Join(", ", book.Fleet.Pools.Keys)}.");
        return session.Faults.Count > 0 ? null : book.Fleet.Pools[id];
    }

    static void Text(IAnsiConsole console, Book book, Pool pool, PoolHeadroom all, TierAsk ask)
    {
        SellableCommand.Text(console, book, [all.Tiers], ask);
        Cli.Show.Line(console,
            $"Pointwise: on {Json.Text(all.PointwiseOn)} by itself {Cli.Show.Gpus(all.Pointwise.Count)} GPUs are free at that risk, the least of all days. That is no offer; firm is joint.");
        foreach (var survival in all.Tiers.Survivals)
            Cli.Show.Line(console,
                $"Interruptible: all of it stays for {survival.Length.TotalHours:0} h with probability {Cli.Show.Percent(survival.Probability)}; {Cli.Show.Gpus(survival.Lasting.Count)} GPUs do with {Cli.Show.Percent(1 - ask.Risk)}.");
        var bounds = Cli.Show.Table(console, "What bounds firm, each by itself", "of", ">GPUs", ">free kW", ">limit kW");
        foreach (var bound in all.Bounds)
            bounds.Row(bound.What.ToString(), Cli.Show.Gpus(bound.Gpus.Count), bound.Free is { } free ? Cli.Show.Kilowatts(free.Value) : "",
                bound.Limit is { } limit ? Cli.Show.Kilowatts(limit.Value) : "");
        console.Write(bounds);
        Cli.Show.Line(console, $"Not sellable: {Cli.Show.Gpus(all.Handover.Count)} GPUs in handover at the most, {Cli.Show.Gpus(all.Spare.Stated.Count)} held back against failures"
            + $"{(all.Spare.ByFailures is { } failures ? $" (N+k by the assumed failures would be {Cli.Show.Gpus(failures.Count)})" : "")}; sold in blocks of {Cli.Show.Gpus(pool.Block.Count)}.");
        foreach (var back in all.Returning)
            Cli.Show.Line(console,
                $"  {Cli.Show.Gpus(back.Gpus.Count)} GPUs of {back.Contract}: {string.Join(", ", back.Steps.Select(step => $"{step.State?.Word() ?? "handover"} {Json.Text(step.From)} to {Json.Text(step.Through)}"))}; sellable again on {Json.Text(back.Usable)}.");
        if (all.Best is { } best) Best(console, best);
        Cli.Show.Line(console,
            $"Can be back within {ask.NoticeDays} days: {Cli.Show.Gpus(all.Back.Within(ask.NoticeDays).Count)} GPUs, {Cli.Show.Gpus(all.Back.Idle.Count)} of them idle now. See sellable back {pool.Id}.");
        SellableCommand.Rests(console, book);
    }

    static void Best(IAnsiConsole console, BestSale best)
    {
        Cli.Show.Line(console,
            $"Pays to sell firm: {Cli.Show.Gpus(best.ForAsLongAsItLasts.Count)} GPUs if a shortfall costs as long as it lasts, {Cli.Show.Gpus(best.OnceForTheWindow.Count)} if any costs the whole window; within the risk {Cli.Show.Gpus(best.WithinRisk.Count)}.");
        Cli.Show.Line(console,
            $"  A GPU-hour brings {Cli.Show.Money(best.Stakes.Price)} firm and {Cli.Show.Money(best.Stakes.Idle)} otherwise, and costs {Cli.Show.Money(best.Stakes.Shortfall)} when it is short: it pays if it stays free with {Cli.Show.Percent(best.Stakes.Reserve.ToDecimal())}.");
        if (best.Stakes.SellsAll) Cli.Show.Line(console, $"  {CapacityQuestionJson.SellsAll}");
    }

    static void Text(IAnsiConsole console, CapacityBack back, Gpus? need, LocalDate? by)
    {
        var then = by is null ? Array.Empty<string>() : ["serve by", ">given up then"];
        var idle = $"{Cli.Show.Gpus(back.Idle.Count)} GPUs are idle{(by is { } day ? $", {Cli.Show.Gpus(back.IdleThrough(day).Count)} of them through {Json.Text(day)}" : "")}";
        var table = Cli.Show.Table(console, $"How capacity of {back.Pool} comes back, seen from {Json.Text(back.Today)}; {idle}",
            ["contract", "right", ">GPUs", "serve", "last day", "usable", ">given up", .. then]);
        foreach (var right in back.Rights)
        {
            var served = by is { } needed ? back.ServedFor(right, needed) : null;
            table.Row([right.Contract.ToString(), right.Right, Cli.Show.Gpus(right.Gpus.Count), Date(right.Serve), Json.Text(right.LastDay), Json.Text(right.Usable),
                GivenUp(right), .. then.Length == 0 ? [] : new[] { Date(served?.Serve), served is null ? "-" : GivenUp(served) }]);
        }
        console.Write(table);
        if (need is not { } gpus) return;
        Cli.Show.Line(console,
            $"{Cli.Show.Gpus(gpus.Count)} GPUs can be back {(back.Idle >= gpus ? "now: what is idle is enough" : back.Earliest(gpus) is { } first ? $"on {Json.Text(first)}, in {Period.DaysBetween(back.Today, first)} days" : "never: all of it together is not enough")}.");
        if (by is { } date) Cli.Show.Line(console, Cheapest(back, gpus, date));
    }

    static string Cheapest(CapacityBack back, Gpus need, LocalDate by) => !back.HasOneCurrency ? "What is given up is in several currencies and is not compared."
        : back.Cheapest(need, by) is not var (plan, notices) ? $"Not enough can be back by {Json.Text(by)}."
        : notices.Length == 0 ? $"By {Json.Text(by)} no notice is needed: what is idle then is enough."
        : $"Cheapest by {Json.Text(by)}: {string.Join(", ", notices.Select(right => $"{right.Contract} ({right.Right}{(right.Serve is { } last ? $", served on {Json.Text(last)}" : "")})"))}; {Cli.Show.Money(plan.Cost)} given up."
            + (back.Instead(need, by, notices) is not { } instead ? ""
                : $"\nBought outside instead, {Cli.Show.Gpus(instead.Gpus.Count)} GPUs from {Json.Text(instead.From)} through {Json.Text(instead.Through)} at {Cli.Show.Money(instead.Price)} a GPU-hour: {Cli.Show.Money(instead.Cost)}.");

    static string Date(LocalDate? date) => date is { } known ? Json.Text(known) : "-";

    static string GivenUp(RecallRight right) => $"{Cli.Show.Money(right.GivenUp)} {right.Currency}";
}
