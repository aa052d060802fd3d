using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>purchases</c>: what we buy, as its buyer sees it.</summary>
static class PurchasesCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("purchases",
            "Capacity that we buy: commitments by year, the earliest exit and its cost, price against the market, dependence on suppliers, and what fills the gap if one leaves.",
            clock,
        session => session.View((keeper, book) =>
        {
            var purchases = Purchases.Of(book, session.At(keeper, book), book.Calendar.DateOf(keeper.Now(book)));
            return session.Output.Print(json => PurchasesJson.Write(json, purchases, book), console => Text(console, purchases));
        }), Common.At(), Common.Position());

    static void Text(IAnsiConsole console, Purchases purchases)
    {
        if (purchases.Contracts.Length == 0) console.WriteLine($"Nothing is bought after {Json.Text(purchases.At)}.");
        if (purchases.Contracts.Length == 0) return;
        var table = Show.Table(console, $"Bought, at {Json.Text(purchases.At)}", "contract", "supplier", ">GPUs", ">fee a month", ">a GPU-hour", ">market", ">above",
            "guaranteed until", "we can leave", ">fees until then", ">fee for it", ">stated", "");
        foreach (var each in purchases.Contracts)
            table.Row(each.Contract.Id.ToString(), each.Supplier.ToString(), Show.Gpus(each.Gpus.Count), Show.Money(each.MonthlyFee), Price(each.PerGpuHour),
                Price(each.MarketPrice?.Value), each.AboveMarket is { } above ? Show.Percent(above) : "-",
                Json.Text(each.GuaranteedUntil), each.LeaveBy is { } leave ? Json.Text(leave) : "never", Show.Money(each.FeesUntilLeaving), Show.Money(each.LeavingFee),
                Show.Money(each.Stated), each.Currency.Code);
        console.Write(table);
        var suppliers = Show.Table(console, "Suppliers", "supplier", "guaranteed until", ">fee a month", ">of fees", ">GPUs", ">of GPUs", "");
        foreach (var part in purchases.Suppliers)
            suppliers.Row(part.Supplier.ToString(), Json.Text(part.GuaranteedUntil), Show.Money(part.MonthlyFee), Show.Percent(part.ShareOfFees), Show.Gpus(part.Gpus.Count),
                Show.Percent(part.ShareOfGpus), part.Currency.Code);
        console.Write(suppliers);
        foreach (var (currency, amount) in purchases.Burn) console.WriteLine($"burn: {Show.Money(amount)} {currency} a month at the rates of the date");
        var years = Show.Table(console, "Commitments by year", "year", ">committed", ">if we stay", "");
        foreach (var year in purchases.Years) years.Row(Json.Text(year.Year), Show.Money(year.Committed), Show.Money(year.Stated), year.Currency.Code);
        console.Write(years);
        foreach (var (each, gap) in purchases.Contracts.Where(each => each.Gap is not null).Select(each => (each, each.Gap!)))
            Show.Line(console,
                $"If {each.Supplier} leaves {each.Contract.Id}, {Show.Gpus(gap.Gpus.Count)} GPUs are gone from {Json.Text(gap.From)}: {Show.Gpus(gap.InPlace)} would not be missed, {Show.Gpus(gap.Elsewhere)} fit into other pools, {Show.Gpus(gap.Missing)} are missing{(each.MissingAtMarket is { } cost && gap.Missing > 0 ? $"; a month of them at the market's {Price(each.MarketPrice!.Value)} costs {Show.Money(cost)} {each.Currency}" : "")}.");
    }

    static string Price(decimal? price) => price is { } some ? some.ToString("0.00####", System.Globalization.CultureInfo.InvariantCulture) : "-";
}
