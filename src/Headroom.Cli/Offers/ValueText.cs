using System.Globalization;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary>The value of a contract as people read it: in millions, with what it hangs on and what the model does not know.</summary>
static class ValueText
{
    public static void Write(IAnsiConsole console, ContractValue value)
    {
        var (subject, agreed) = (value.Subject, value.Agreed.Equilibrium);
        Show.Line(console,
            $"{subject.Contract}: an estimate at {Json.Text(subject.At)}, {subject.Game.Months} months left, in millions of {subject.Currency}; outlook '{value.Outlook.Name}'");
        Show.Line(console,
            $"Method: {agreed.Method}{(value.Solver.Simulates(subject.Game) ? $", {value.Solver.Paths:#,##0} paths over {Solver.Fits} fits, seed {value.Solver.Seed}" : "")}");
        if (value.Solver.Simulates(subject.Game))
            Show.Line(console,
                $"Error: seller {M(subject, agreed.Error.Seller)}, buyer {M(subject, agreed.Error.Buyer)} (standard error); the fits lie {M(subject, agreed.FitSpread.Seller)} and {M(subject, agreed.FitSpread.Buyer)} apart");
        Rights(console, value);
        Costs(console, value);
        Months(console, value);
        Dates(console, value);
        Sensitivities(console, value);
        if (value.Certificate is { } certificate)
            Show.Line(console,
                $"Bounds: no other policy brings the seller more than {M(subject, certificate.Upper)} or costs the buyer less than {M(subject, certificate.Lower)}; the seller could gain {M(subject, certificate.SellerGain)} and the buyer save {M(subject, certificate.BuyerGain)} at most.");
        Show.Line(console, "What this number does not know:");
        foreach (var limit in ContractValue.Limits) Show.Line(console, $"  {limit}");
        TermsCommand.Assumptions(console, value.Outlook.Assumptions);
    }

    static void Rights(IAnsiConsole console, ContractValue value)
    {
        var names = new[] { "as agreed", "if only the buyer could leave", "if only the seller could", "if nobody could" };
        var table = Show.Table(console, "Value, by who may leave", ["rights", .. Columns]);
        foreach (var (name, row) in names.Zip(ValuationJson.Rights(value))) table.Row([name, .. Cells(value.Subject, row.Played)]);
        console.Write(table);
        var (subject, both, seller, buyer) = (value.Subject, value.Agreed.Equilibrium.Value, value.SellerOnly.Equilibrium.Value, value.BuyerOnly.Equilibrium.Value);
        Show.Line(console,
            $"The buyer's right is worth {M(subject, seller.Buyer - both.Buyer)} to the buyer and costs the seller {M(subject, seller.Seller - both.Seller)}; the seller's is worth {M(subject, both.Seller - buyer.Seller)} to the seller and costs the buyer {M(subject, both.Buyer - buyer.Buyer)}.");
        Show.Line(console,
            $"Without the contract the seller would make {M(subject, value.WithoutContract.Seller)} of the capacity and the buyer pay {M(subject, value.WithoutContract.Buyer)} at the market; the contract adds {M(subject, value.SellersAdvantage)} for the seller over finding another customer.");
    }

    static void Costs(IAnsiConsole console, ContractValue value)
    {
        var table = Show.Table(console, "What moving away costs the buyer cannot be observed, and decides (* the outlook's)", [">switching cost", .. Columns]);
        foreach (var row in value.Costs)
            table.Row([$"{Millions(row.Cost)}{(row.Cost == value.Outlook.BuyerCost ? " *" : "")}", .. Cells(value.Subject, row.Played)]);
        console.Write(table);
    }

    static void Months(IAnsiConsole console, ContractValue value)
    {
        var (subject, life) = (value.Subject, value.Agreed.Life);
        var table = Show.Table(console, "Survival, and what is billed", "from", ">still served", ">billed in the month", ">billed so far", ">P10", ">P50", ">P90");
        for (var month = 0; month < life.Survival.Length; month++)
        {
            var sum = life.BilledSoFar[month];
            table.Row(Json.Text(subject.MonthStart(month)), Percent(life.Survival[month]), M(subject, life.Billed[month].Mean), M(subject, sum.Mean), M(subject, sum.P10),
                M(subject, sum.P50), M(subject, sum.P90));
        }
        console.Write(table);
    }

    static void Dates(IAnsiConsole console, ContractValue value)
    {
        if (value.Dates.Length == 0) return;
        var (subject, game) = (value.Subject, value.Subject.Game);
        var table = Show.Table(console, "When each side leaves: price of the whole capacity a month (of a GPU an hour), and what both would gain by re-pricing instead",
            "notice on", ">buyer walks below", ">seller recalls above", ">own use recalls above", ">break-even", ">room if buyer", ">room if seller");
        foreach (var date in value.Dates)
        {
            string Price(double? price) => price is { } some ? $"{M(subject, some)} ({subject.PerGpuHour(some).ToString("0.00", CultureInfo.InvariantCulture)})" : "-";
            table.Row(Json.Text(subject.MonthStart(date.Threshold.Month)), Price(date.Threshold.WalksBelow), Price(date.Threshold.RecallsAbove), Price(date.Threshold.NeedAbove),
                Price(date.BreakEven), date.RoomWhenBuyerWalks is { } walk ? M(subject, walk) : "-", date.RoomWhenSellerRecalls is { } recall ? M(subject, recall) : "-");
        }
        console.Write(table);
        if (game.Market.HasTwoFactors) Show.Line(console, "Prices hold for own use as expected, and needs for a market as expected.");
    }

    static void Sensitivities(IAnsiConsole console, ContractValue value)
    {
        var table = Show.Table(console, "As agreed, with one input changed", ["input", .. Columns]);
        foreach (var each in value.Sensitivities) table.Row([each.Input, .. Cells(value.Subject, each.Played)]);
        console.Write(table);
    }

    static string[] Columns =>
        [">seller's value", ">buyer's cost", ">worth of what is billed", ">billed", ">P10", ">P50", ">P90", ">months", ">to the end", ">ended by buyer", ">by seller"];

    static string[] Cells(Subject subject, Played played)
    {
        var (value, life) = (played.Equilibrium.Value, played.Life);
        return [M(subject, value.Seller), M(subject, value.Buyer), M(subject, life.Worth), M(subject, life.BilledInAll.Mean), M(subject, life.BilledInAll.P10),
            M(subject, life.BilledInAll.P50),
            M(subject, life.BilledInAll.P90), life.Months.ToString("0.0", CultureInfo.InvariantCulture), Percent(life.EndedBy[0]), Percent(life.EndedBy[1]),
            Percent(life.EndedBy[2] + life.EndedBy[3])];
    }

    static string M(Subject subject, double figure) => Millions(subject.InCurrency(figure));

    static string Millions(decimal amount) => (amount / 1_000_000).ToString("#,##0.0", CultureInfo.InvariantCulture);

    static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);
}
