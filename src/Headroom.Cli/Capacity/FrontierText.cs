using Headroom.Core.Capacity;
using Headroom.Core.Views;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>The frontier of share sold against risk and return, for people.</summary>
static class FrontierText
{
    public static void Write(IAnsiConsole console, Pool pool, Frontier frontier, TierAsk ask)
    {
        var table = Show.Table(console, $"Selling more of {pool.Id}: {Show.Gpus(frontier.Sold.Count)} of {Show.Gpus(frontier.Supply.Count)} GPUs are sold",
            ">more GPUs", ">share sold", ">risk, joint", ">on a date", ">short, mean", ">idle, mean", ">gain a day", ">short borne a day", ">bought outside",
            $">recalled in {ask.NoticeDays} d");
        foreach (var point in frontier.Points)
            table.Row(Show.Gpus(point.More.Count), Show.Percent(point.Share), Show.Percent(point.Risk), Show.Percent(point.RiskOnADate), Show.Gpus(point.Short),
                Show.Gpus(point.Idle),
                Money(point.GainADay), Money(point.Costs.Borne), Money(point.Costs.BoughtOutside), Money(point.Costs.Recalled));
        console.Write(table);
        if (frontier.Stakes is null)
            Show.Line(console, $"Gain and costs need the assumptions {PoolHeadroom.FirmPrice} and {PoolHeadroom.ShortfallCost}, or --price and --shortfall-cost.");
        if (frontier.OutsidePrice is null) Show.Line(console, $"What is bought outside needs the assumption {Frontier.OutsidePriceName}, or --outside-price.");
    }

    static string Money(decimal? amount) => amount is { } known ? Show.Gpus(known) : "-";
}
