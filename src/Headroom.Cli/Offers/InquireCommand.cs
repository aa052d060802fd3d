using System.CommandLine;
using System.Globalization;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Formats.Valuation;
using Headroom.Server;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>inquire</c>: everything that somebody who asks for capacity needs to be told, in one answer.</summary>
static class InquireCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("inquire",
            "Answer an inquiry: deliverable or not and at what risk, what it crowds out, the nearest deals that fit, and what the price is worth. Nothing is written.", clock, Run,
        Common.Text("--gpus", "How many GPUs; whole blocks are offered."), Common.Text("--megawatts", "Or how much facility power."),
        Common.Text("--pool", "The pool. Default: whichever serves it best."), Common.Text("--class", "Or the class of pools."),
        Common.Text("--from", "First day."), Common.Text("--through", "Last day."), Common.Text("--months", "Or the months that it runs."),
        Common.Text("--ramp", "Steps such as 2026-07-01=1000,2026-10-01=4000; the last is all that is asked for."),
        Common.Text("--tier", "firm, recallable (either side by notice) or interruptible (by us without notice). Default: firm."),
        Common.Text("--notice-days", "Days of notice: of the buyer when firm, of either side when recallable."),
            Common.Text("--notice-from", "The first day on which notice may be served. Default: the first day."),
        Common.Text("--price", "What is paid."), Common.Text("--currency", "Its currency."), Common.Text("--per", "gpu-hour, or month for all of it. Default: gpu-hour."),
        Common.Text("--buyer", "Who asks, as the id of a party: for its share of the backlog."),
            Common.Text("--market", "An outlook, such as examples/offers/market.yaml, to compare the price with."), Common.Position());

    static int Run(Session session)
    {
        var inquiry = InquiryInput.Read(session.Input);
        var outlook = session.Input.Has("market") ? Market(session) : null;
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        return session.View((keeper, book) =>
        {
            var standing = new Standing(book, keeper.Now(book), spread: AllCores.Spread);
            var (answer, refusal) = InquiryAnswer.Of(standing, inquiry, outlook);
            return refusal is not null ? session.Output.Refuse([refusal])
                : session.Output.Print(json => InquiryJson.Write(json, standing, answer!, outlook), console => Text(console, standing, answer!, outlook));
        });
    }

    static Outlook? Market(Session session)
    {
        var read = TextFile.Read(session.Input.Text("market", 1000), node => OutlookReader.Read(node));
        session.Faults.AddRange(read.Faults);
        return read.Value;
    }

    static void Text(IAnsiConsole console, Standing standing, InquiryAnswer answer, Outlook? outlook)
    {
        Show.Line(console, InquiryWords.Verdict(answer));
        Show.Line(console, InquiryWords.Risk(answer));
        foreach (var line in InquiryWords.Crowding(answer)) Show.Line(console, line);
        if (!answer.IsDeliverable)
        {
            Show.Line(console, InquiryWords.Earliest(answer));
            Show.Line(console, answer.Nearest.Length == 0 ? "No deal near it fits." : "Nearest deals that fit, each with one change:");
            foreach (var deal in answer.Nearest) Show.Line(console, $"  {InquiryWords.Near(deal)}");
        }
        Money(console, answer);
        if (InquiryWords.BelowFloor(answer) is { Length: > 0 } below) Show.Line(console, below);
        if (InquiryWords.Right(answer.Floor, standing.Book.Policy.Paths, standing.Book.Policy.Seed) is { Length: > 0 } right) Show.Line(console, right);
        Show.Line(console,
            $"Forecast: {DemandJson.MethodOf(standing.Book)}, {standing.Book.Policy.Paths} paths, seed {standing.Book.Policy.Seed}; beyond 28 days a scenario, not a tested forecast.");
        TermsCommand.Assumptions(console, [.. answer.Floor.Costs.Assumptions, .. outlook?.Assumptions ?? []]);
    }

    static void Money(IAnsiConsole console, InquiryAnswer answer)
    {
        var (floor, money) = (answer.Floor, answer.Money);
        var unit = money?.Currency.Code ?? "";
        var table = Show.Table(console, "A GPU-hour", "", $">{unit}");
        if (money is not null) table.Row("asked, over the term", Rate(money.Rate));
        table.Row("avoidable cost", Maybe(floor.Avoidable));
        table.Row("capital", Maybe(floor.Capital));
        table.Row("giving up the right to take it back", Maybe(floor.Reclaim));
        table.Row("floor", Maybe(floor.Whole));
        if (money?.Market is { } market)
            table.Row($"market over the window (asked {InquiryWords.Percent(Math.Abs(money.Premium ?? 0))} {(money.Premium < 0 ? "below" : "above")} it)", Rate(market));
        console.Write(table);
        if (money is { MarketByYear.Length: > 1 }) Show.Line(console, InquiryWords.Market(money));
        if (floor.Costs.SaidOf is { } month) Show.Line(console, $"Costs are those said of the pool for {Json.Text(month)}, by installed GPU-hours.");
        if (floor.Missing.Length > 0)
            Show.Line(console, $"The book makes no assumption {string.Join(", ", floor.Missing.Select(name => $"'{name}'"))}, so that part of the floor is not known.");
        if (money is null) return;
        Show.Line(console,
            $"Backlog: {Show.Money(money.Stated)} {unit} headline, {Show.Money(money.Enforceable)} enforceable, beside {Show.Money(money.BookStated)} and {Show.Money(money.BookEnforceable)} in the book.");
        Show.Line(console,
            $"Of the enforceable backlog {answer.Inquiry.Buyer} has {InquiryWords.Percent(money.ShareBefore)} now and would have {InquiryWords.Percent(money.ShareAfter)}; the greatest customer {InquiryWords.Percent(money.GreatestBefore)} and {InquiryWords.Percent(money.GreatestAfter)}.");
        if (money.ReturnAYear(floor.Costs) is { } a)
            Show.Line(console,
                $"Return: {InquiryWords.Percent(a)} a year on what a GPU took to build, above avoidable cost{(money.PaybackYears(floor.Costs) is { } years ? $"; paid back in {years.ToString("0.0", CultureInfo.InvariantCulture)} years" : "; never paid back")}.");
    }

    static string Rate(decimal rate) => rate.ToString("#,##0.00##", CultureInfo.InvariantCulture);

    static string Maybe(decimal? rate) => rate is { } some ? Rate(some) : "not known";
}
