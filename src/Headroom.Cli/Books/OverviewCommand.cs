using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>overview</c>: the state of the business in ten lines.</summary>
static class OverviewCommand
{
    public static Command Build(IClock clock) => Common.Of("overview", "The state of the business: idle cost, contracted fee, backlog, who is guaranteed what until when.", clock,
        session => session.View((keeper, book) =>
        {
            var (at, today) = (session.At(keeper, book), book.Calendar.DateOf(keeper.Now(book)));
            var overview = Overview.Of(book, at, today);
            return session.Output.Print(json => OverviewJson.Write(json, overview, book),
                console => { foreach (var line in Lines(book, overview, today)) Show.Line(console, line); });
        }), Common.At(), Common.Position());

    /// <summary>The overview as about ten lines of text.</summary>
    public static IEnumerable<string> Lines(Book book, Overview overview, LocalDate today)
    {
        yield return $"{book.Owner}: {(book.Opened!.Sandbox ? "sandbox" : "real")} book at position {book.Position}, seen at {Json.Text(overview.At)}";
        foreach (var use in overview.Use)
            yield return $"{use.Pool}: {Show.Gpus(use.Supply)} GPUs, sold {Show.Gpus(use.Sold)}, own use {Show.Gpus(use.Own)}, handover {Show.Gpus(use.Handover)}, idle {Show.Gpus(use.Idle)}";
        yield return overview.IdleCostADay is { } cost
            ? $"idle cost a day: {Show.Money(((Core.Units.Rational)cost).Round(2))} {overview.CostSaidIn ?? book.Assumptions[Utilisation.CostPerGpuHour].Currency} ({(overview.CostSaidIn is null ? $"assumption {Utilisation.CostPerGpuHour}" : "the costs said for the month; see costs")})" : $"idle cost a day: unknown; state the assumption {Utilisation.CostPerGpuHour}";
        foreach (var money in overview.Money)
            yield return $"contracted monthly fee {Show.Money(money.MonthlyFee)} {money.Currency}; backlog stated {Show.Money(money.Stated)}, enforceable {Show.Money(money.Enforceable)}";
        yield return overview.CapacityBack is { } back ? $"sold capacity can be back from {Json.Text(back)}" : "no sold capacity is in service";
        foreach (var opening in Opening.Of(book, overview.At, today))
            yield return $"own use of {opening.Workload} fell on {Json.Text(opening.Since)}: {Show.Gpus(opening.Sellable.Count)} GPUs of {opening.Pool} can be sold"
                + (opening.CostADay is { } aDay
                    ? $", and cost {Show.Money(((Core.Units.Rational)aDay).Round(2))} {opening.CostIn} a day while nobody uses them; see openings" : "; see openings");
        foreach (var inside in overview.Inside)
            yield return $"{inside.Contract}: {Show.Gpus(inside.Gpus.Count)} GPUs are own use; {inside.Customer} belongs to us since {Json.Text(inside.Since)}";
        foreach (var exposure in overview.Sold.Concat(overview.Bought))
            yield return $"{exposure.Contract}: seller guaranteed until {Json.Text(exposure.SellerUntil)}, buyer until {Json.Text(exposure.BuyerUntil)}";
    }
}
