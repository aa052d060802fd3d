using System.CommandLine;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>utilisation</c>: contracted, allocated, busy, goodput and padding apart, over the GPU-hours installed; and what the rest was used for.</summary>
static class UtilisationCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("utilisation",
            "Contracted, allocated, busy and goodput, each over the GPU-hours installed, and the padding between allocated and busy; what was not measured says so.", clock, Run,
        Common.Text("--from", "The first month, such as 2026-05. Default: January of the last month's year."),
            Common.Text("--to", "The last month. Default: the last that is over."),
        Common.Option("--monthly", "A row for every month too."), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var today = book.Calendar.DateOf(keeper.Now(book));
        var span = SpanQuery.Months(session.Input, today);
        if (session.Faults.Count > 0) return Output.Refused;
        var hours = new CapacityHours(book, today);
        var use = UseRates.Of(hours, span);
        var basis = CostBasis.OfUse(book, use, span, today).ToList();
        var monthly = UseRates.Monthly(hours, span);
        return session.Output.Print(json => UtilisationJson.Write(json, book, span, use, monthly, basis), console =>
        {
            Rates(console, $"Utilisation {Json.Text(span.From)} to {Json.Text(span.Through)}, shares of the GPU-hours installed", use, session.Flag("monthly") ? monthly : []);
            Uses(console, use);
            CostsCommand.Basis(console, basis);
        });
    });

    static void Rates(IAnsiConsole console, string title, IEnumerable<UseRates> use, IReadOnlyCollection<UseRates> monthly)
    {
        var table = Show.Table(console, title, "pool", "months", ">installed GPU-hours", ">contracted", ">allocated", ">busy", ">goodput", ">padding");
        foreach (var each in use.Concat(monthly))
            table.Row(each.Pool?.ToString() ?? "all", each.Span.Count == 1 ? Json.Text(each.Span.From) : "all", Show.Gpus(each.Installed.Round(0)), Share(each.ContractedShare),
                Rate(each.Allocated), Rate(each.Busy), Rate(each.Goodput), Rate(each.Padding));
        console.Write(table);
    }

    static void Uses(IAnsiConsole console, IEnumerable<UseRates> use)
    {
        var table = Show.Table(console, "What the GPU-hours were used for", "pool", ">sold", ">own products", ">failed", ">handover", ">idle");
        foreach (var each in use)
            table.Row(each.Pool?.ToString() ?? "all", Part(each, month => month.SoldInAll), Part(each, month => month.OwnInAll), Part(each, month => month.Failed),
                Part(each, month => month.Handover), Part(each, month => month.Idle));
        console.Write(table);
    }

    static string Part(UseRates use, Func<PoolMonth, Rational> part) => $"{Show.Gpus(use.Hours(part).Round(0))} ({Share(use.ShareOf(use.Hours(part)))})";

    static string Share(decimal? share) => share is { } known ? Show.Percent(known) : "–";

    static string Rate(MeasuredRate? rate) => rate is null ? "not measured"
        : rate.Measured == rate.All ? Show.Percent(rate.Share) : $"{Show.Percent(rate.Share)} in {rate.Measured} of {rate.All}";
}
