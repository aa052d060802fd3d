using System.CommandLine;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Formats.Valuation;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>quote price</c>: what each clause of a quote, or of a file of terms, is worth to either side.</summary>
static class ClauseCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("price",
            "What each clause of a quote, or of a file of terms, is worth by difference: to us, to the buyer, in backlog and in risk to own products. Nothing is written.",
            clock, Run,
        new Argument<string?>("contract") { Description = "The quote's id; or give --terms.", Arity = ArgumentArity.ZeroOrOne },
        Common.Text("--terms", "Price the clauses of this file of terms."),
        Common.Text("--market", "The outlook: market, own use and costs of leaving, such as examples/offers/market.yaml. Default: multiples of the contract's fee, which say so."),
        Common.Text("--variant", "The variant of the terms' assumptions."), Common.Position());

    static int Run(Session session)
    {
        var input = session.Input;
        if (input.Has("terms") == input.Has("contract"))
            return session.Output.Refuse([new Refusal(RefusalCode.Malformed, "contract", "Name either a quote of the book or a file of terms with --terms.")]);
        var variant = input.Has("variant") ? input.Text("variant", 60) : null;
        var stated = Read(session, "terms", node => TermsReader.Read(node, variant));
        var outlook = Read(session, "market", node => OutlookReader.Read(node));
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        return session.View((keeper, book) =>
        {
            if ((stated ?? QuoteCommands.Quote(session, book)?.Latest.Terms) is not { } terms) return Output.Refused;
            var (prices, refusal) = ClausePrices.Of(book, terms, keeper.Now(book), outlook);
            return refusal is not null ? session.Output.Refuse([refusal]) : session.Output.Print(json => ClauseJson.Write(json, prices!), console => Text(console, prices!));
        });
    }

    /// <summary>The file that an option names, or null; what is wrong with it is noted among the faults.</summary>
    static T? Read<T>(Session session, string option, Func<Node, Parsed<T>> read) where T : class
    {
        if (!session.Input.Has(option)) return null;
        var found = TextFile.Read(session.Input.Text(option, 1000), read);
        session.Faults.AddRange(found.Faults);
        return found.Value;
    }

    static void Text(IAnsiConsole console, ClausePrices prices)
    {
        var unit = prices.Terms.Currency.Code;
        var table = Show.Table(console, $"What each clause of {prices.Terms.Contract} is worth at {Json.Text(prices.At)}, in {unit}", "clause", ">to us", ">to the buyer",
            ">stated fees", ">enforceable", ">own risk");
        foreach (var price in prices.Clauses)
            table.Row(Show.Plain(ClauseWords.Short(price.Clause)), Maybe(price.ToSeller), Maybe(price.ToBuyer), Maybe(price.Stated), Maybe(price.Enforceable),
                price.Joint is { } joint ? Points(joint) : "");
        table.Row("together, beyond their sum", Maybe(prices.Interaction), Maybe(prices.BuyersInteraction), "", "", "");
        console.Write(table);
        foreach (var price in prices.Clauses)
            Show.Line(console,
                $"{ClauseWords.Short(price.Clause)}: {Show.Plain(price.Clause.Says)}{(ClauseWords.Note(price, money => $"{Maybe(money)} {unit}") is { Length: > 0 } note ? $"; {note}" : "")}");
        Show.Line(console, prices.Unvalued is { } why ? $"No value: {why.Says}"
            : $"As offered it is worth {Maybe(prices.Agreed.Seller)} {unit} to us and costs the buyer {Maybe(prices.Agreed.BuyerCost)}; without any of them {Maybe(prices.Bare.Seller)} and {Maybe(prices.Bare.BuyerCost)}.");
        Show.Line(console, ClauseWords.By);
        Show.Line(console, ClauseWords.Sums);
        TermsCommand.Assumptions(console, [.. prices.Outlook.Assumptions, .. prices.Indices]);
    }

    /// <summary>Whole units: an estimate is no better.</summary>
    static string Maybe(decimal? amount) => amount is { } known ? known.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture) : "";

    static string Points(decimal risk) => $"{(risk > 0 ? "+" : "")}{Show.Percent(risk)}";
}
