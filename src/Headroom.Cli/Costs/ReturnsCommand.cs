using System.Collections.Immutable;
using System.CommandLine;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>returns</c>: margin and return on the capital by contract, pool, site or megawatt, paybacks, and the two pathways side by side.</summary>
static class ReturnsCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("returns", "Margin and return on invested capital, payback, what is recovered by the earliest exit, and own products beside sold capacity.", clock, Run,
        [Common.Text("--by", $"The rows: {string.Join(", ", ReturnsJson.Rows)}. Default: contract."), .. CostsCommand.Months(), Common.Position()]);

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var today = book.Calendar.DateOf(keeper.Now(book));
        var by = session.Input.WordOr("by", "contract", [.. ReturnsJson.Rows.Select(row => (row, row))]);
        var asked = SpanQuery.Read(session.Input, book, today);
        if (session.Faults.Count > 0) return Output.Refused;
        var returns = Returns.Of(book, asked.Currency, asked.Span, today);
        return session.Output.Print(json => ReturnsJson.Write(json, book, returns, CostBasis.Of(book, returns), by), console => Text(console, returns,
            [.. CostBasis.OfReturns(book, asked.Span, today), .. CostBasis.OfUse(book, returns.Use, asked.Span, today).Where(each => each.Figure is "own use" or "ahead")], by));
    });

    static void Text(IAnsiConsole console, Returns returns, IReadOnlyList<CostBasis> basis, string by)
    {
        var title = $"Returns {Json.Text(returns.Span.From)} to {Json.Text(returns.Span.Through)} in {returns.Currency}";
        ImmutableArray<Return> rows = [.. by switch { "contract" => returns.Contracts, "site" => returns.Sites, _ => returns.Pools }, returns.All];
        if (by == "mw") Megawatts(console, title, rows);
        else Margins(console, title, by, rows);
        if (by != "mw") Paybacks(console, by, rows);
        Pathways(console, returns.Pathways);
        console.WriteLine($"infrastructure cost {Show.Money(returns.Costs.Total)} {returns.Currency}; revenue of sold capacity pays for {Share(returns.Offset)} of it");
        console.WriteLine(
            $"idle capacity costs {Show.Money(returns.Costs.IdleADay)} {returns.Currency} a day, of which {Show.Money(returns.Costs.AvoidableADay)} would fall away if it were switched off");
        CostsCommand.Basis(console, basis);
        console.WriteLine("The commands costs and utilisation say the same of what lies under it.");
        if (returns.Others.Length > 0) console.WriteLine($"left out, since no rate is stated: contracts in {string.Join(", ", returns.Others)}");
    }

    static void Margins(IAnsiConsole console, string title, string by, ImmutableArray<Return> rows)
    {
        var table = Show.Table(console, title, by, ">revenue", ">cost of sold", ">margin", ">of revenue", ">capital", ">return a year", ">unused", ">margin after", ">return after",
            ">revenue a GPU-hour", ">cost");
        foreach (var row in rows)
            table.Row(Name(row), Show.Money(row.Revenue), Show.Money(row.SoldCost), Show.Money(row.Margin), Share(row.MarginShare), Show.Money(row.Capital),
                Share(row.ReturnOnCapital), Show.Money(row.Unused),
                Show.Money(row.MarginAfterUnused), Share(row.ReturnAfterUnused), Rate(row.PerGpuHour(row.Revenue)), Rate(row.PerGpuHour(row.SoldCost)));
        console.Write(table);
    }

    static void Megawatts(IAnsiConsole console, string title, ImmutableArray<Return> rows)
    {
        var table = Show.Table(console, $"{title}, for each megawatt and year", "pool", ">MW", ">revenue", ">cost of sold", ">unused", ">margin after", ">capital, once",
            ">return after");
        foreach (var row in rows)
            table.Row(Name(row), Show.Kilowatts(row.Megawatts), Rate(row.PerMegawattYear(row.Revenue)), Rate(row.PerMegawattYear(row.SoldCost)),
                Rate(row.PerMegawattYear(row.Unused)),
                Rate(row.PerMegawattYear(row.MarginAfterUnused)), Rate(row.CapitalPerMegawatt), Share(row.ReturnAfterUnused));
        console.Write(table);
    }

    static void Paybacks(IAnsiConsole console, string by, ImmutableArray<Return> rows)
    {
        var table = Show.Table(console, "Payback, undiscounted, contracts as they stand", by, ">capital", "paid back on", ">recovered in all", ">of capital", "through",
            "earliest exit", ">recovered by it", ">of capital");
        foreach (var row in rows)
        {
            var payback = row.Payback;
            table.Row(Name(row), Show.Money(payback.Capital), payback.On is { } on ? Json.Text(on) : payback.Capital == 0 ? "–" : "not as things stand",
                Show.Money(payback.Recovered), Share(payback.Share), Json.Text(payback.Until),
                payback.Exit is { } exit ? Json.Text(exit) : "–", Rate(payback.RecoveredByExit), Share(payback.ShareByExit));
        }
        console.Write(table);
    }

    static void Pathways(IAnsiConsole console, Pathways both)
    {
        var table = Show.Table(console, "The two pathways", "pathway", ">GPU-hours", ">revenue or charge", ">cost", ">margin", ">a GPU-hour", ">cost", ">products' revenue",
            ">contribution");
        table.Row("sold capacity", Show.Gpus(both.SoldHours.Round(0)), Show.Money(both.SoldRevenue), Show.Money(both.SoldCost), Show.Money(both.SoldMargin),
            Rate(Core.Views.Pathways.PerHour(both.SoldRevenue, both.SoldHours)), Rate(Core.Views.Pathways.PerHour(both.SoldCost, both.SoldHours)), "–", "–");
        foreach (var product in both.Own)
            table.Row($"own: {product.Workload}", Show.Gpus(product.Hours.Round(0)), Known(product.Charge), Show.Money(product.Cost), Known(product.Charge - product.Cost),
                Rate(Core.Views.Pathways.PerHour(product.Charge, product.Hours)), Rate(Core.Views.Pathways.PerHour(product.Cost, product.Hours)),
                product.Revenue is { } revenue ? Show.Money(revenue) : "not entered", Rate(product.Contribution));
        console.Write(table);
    }

    static string Name(Return row) => row.Name.Length > 0 ? row.Name : "all";

    static string Share(decimal? share) => share is { } known ? Show.Percent(known) : "–";

    static string Rate(decimal? amount) => amount is { } known ? Show.Money(known) : "–";

    static string Known(decimal? amount) => amount is { } known ? Show.Money(known) : "not known";
}
