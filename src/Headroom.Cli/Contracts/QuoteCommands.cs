using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>draft</c> and <c>quote make|list|show|price|accept|withdraw|decline</c>: what comes before a signature.</summary>
static class QuoteCommands
{
    public static Command Draft(IClock clock) => Common.Of("draft", "Keep the terms in a file as a draft; it binds nobody and holds nothing.", clock,
        session => session.Say(_ => ContractCommands.Read(session) is { } terms ? new SaveDraft(terms) : null, done => ContractCommands.Signed(session, done)),
        Common.Argument("file", "Terms in YAML or JSON."), ContractCommands.Variant(), Common.Key());

    public static Command Build(IClock clock) => Common.Group("quote", "Make, show and end quotes; see what open ones oversubscribe together.",
        Common.Of("make", "Quote the terms in a file until a date; a quote made before under the same id is replaced.", clock, Make,
            Common.Argument("file", "Terms in YAML or JSON."), Common.Text("--expires", "The last day on which it can be signed, at most 366 days ahead."),
            Common.Option("--hold", "Hold its capacity until then: nobody else is sold what it needs. Refused like a sale when there is not enough."),
            ContractCommands.ApprovedBy(), ContractCommands.ApprovedBecause(), ContractCommands.Variant(), Common.Key()),
        Common.Of("list", "List quotes: which are open, until when, what they hold, and what the open ones oversubscribe together.", clock, List,
            Common.Option("--all", "Also those that expired, were withdrawn or declined, or are signed."), Common.Position()),
        Common.Of("show", "Show a quote with its versions and where it stands.", clock, ShowOne, Id(), Common.Position()),
        ClauseCommand.Build(clock),
        Common.Of("accept", "Sign exactly the terms of the open version.", clock, Accept, Id(), Common.Text("--quote-version", "The version. Default: the last."),
            ContractCommands.ApprovedBy(), ContractCommands.ApprovedBecause(), Common.Key()),
        Common.Of("withdraw", "Take the open version back.", clock, session => End(session, QuoteEnd.Withdrawn), Id(), Reason(), Common.Key()),
        Common.Of("decline", "Record that the buyer turned the open version down.", clock, session => End(session, QuoteEnd.Declined), Id(), Reason(), Common.Key()));

    static Argument<string?> Id() => Common.Argument("contract", "The id that the contract would bear.");
    static Option<string?> Reason() => Common.Text("--reason", "Why, 1 to 500 characters.");

    static int Make(Session session) => session.Say(_ =>
    {
        var approved = DealFormat.ApprovalOrNone(session.Input);
        return ContractCommands.Read(session) is { } terms ? new MakeQuote(terms, session.Input.Date("expires"), session.Flag("hold")) { Approved = approved } : null;
    }, done => ContractCommands.Signed(session, done));

    static int End(Session session, QuoteEnd how) => session.Say(
        _ => new EndQuote(session.Input.Id("contract"), how, session.Input.Text("reason")), done => ContractCommands.Signed(session, done));

    static int Accept(Session session) => session.Say(book =>
    {
        var named = session.Input.Has("quote-version") ? DealFormat.Version(session.Input, "quote-version") : (int?)null;
        var approved = DealFormat.ApprovalOrNone(session.Input);
        return Quote(session, book) is { } quote ? SignContract.Accepting(quote, named, approved) : null;
    }, done => ContractCommands.Signed(session, done));

    static int List(Session session) => session.View((keeper, book) =>
    {
        var now = keeper.Now(book);
        var quotes = book.Quotes.Values.Where(quote => session.Flag("all") || quote.IsOpen(now)).ToList();
        var open = OpenQuotes.Of(book, now);
        return session.Output.Print(json => json.Map(() => QuoteJson.List(json, quotes, open, now)), console =>
        {
            var table = Show.Table(console, "Quotes", "contract", "with", ">version", "state", "expires", "holds", ">GPUs", ">over the term", "", "signed today it would be");
            foreach (var quote in quotes) table.Row(Row(book, open, quote, now));
            console.Write(table);
            foreach (var (quote, _, favoured) in open.Fitting)
                foreach (var cost in favoured)
                    Show.Line(console,
                        $"Signing {quote.Contract} lowers the fees of {cost.Contract} to {Show.Money(cost.Price.ToDecimal())} a GPU and {cost.Clause.Unit} from {Json.Text(cost.From)} ('{Show.Plain(cost.Clause.Name)}'): "
                        + $"{Show.Money(cost.Stated)} {cost.Currency.Code} less over the stated term, {Show.Money(cost.Enforceable)} of it enforceable.");
            foreach (var each in open.Together)
                Show.Line(console,
                    $"Together they oversubscribe {each.Where} by {Show.Kilowatts(each.ShortBy)} {each.Unit} from {Json.Text(each.From)} through {Json.Text(each.Through)}: {string.Join(", ", each.Quotes)}.");
        });
    });

    static string[] Row(Core.Books.Book book, OpenQuotes open, Quote quote, Instant now)
    {
        var (version, terms) = (quote.Latest, quote.Latest.Terms);
        var fitting = open.Fitting.FirstOrDefault(each => each.Quote == quote);
        return
        [
            quote.Contract.ToString(), (book.Sells(terms) ? terms.Buyer : terms.Seller).ToString(), Json.Text(version.Number),
            Words.Of(Words.QuoteStates, quote.StateOf(version, now)),
            Json.Text(version.ExpiresOn), version.Holds ? "yes" : "no", Show.Gpus(QuoteJson.MostGpus(version)), Show.Money(QuoteJson.TotalOf(version), terms.Currency),
            terms.Currency.Code,
            fitting.Quote is null ? "" : fitting.Refusal is { } refusal ? $"refused ({RefusalJson.Code(refusal.Code)})" : "accepted",
        ];
    }

    static int ShowOne(Session session) => session.View((keeper, book) =>
    {
        if (Quote(session, book) is not { } quote) return Output.Refused;
        var now = keeper.Now(book);
        var today = quote.Latest.Terms.Calendar.DateOf(now);
        return session.Output.Print(json => QuoteJson.Write(json, book, quote, now), console =>
        {
            if (Lifecycle.Of(book, quote.Contract, today) is { } life) ContractCommands.Life(console, life);
            foreach (var version in quote.Versions)
            {
                Show.Line(console,
                    $"Version {version.Number}, open through {Json.Text(version.ExpiresOn)}{(version.Holds ? ", holding its capacity" : "")}{(version.Approved is { } approved ? $" as {approved.By} approved ({Show.Plain(approved.Reason)})" : "")}: {Words.Of(Words.QuoteStates, quote.StateOf(version, now))}"
                    + (version.Ended is { } ended ? $", {Show.Plain(ended.Reason)}" : ""));
                if (version.Number > 1)
                    foreach (var change in Difference.Between(quote.Versions[version.Number - 2].Terms, version.Terms))
                        Show.Line(console, $"  {change.Field}: {Show.Plain(change.Is)} instead of {Show.Plain(change.Was)}");
            }
            TermsCommand.Text(console, Explanation.Of(quote.Latest.Terms, quote.Latest.Terms.From, quote.Latest.Terms.From));
        });
    });

    /// <summary>The quote that the command names; a fault is noted when there is none.</summary>
    internal static Quote? Quote(Session session, Core.Books.Book book)
    {
        var id = session.Input.Id("contract");
        if (book.Quotes.TryGetValue(id, out var quote)) return quote;
        if (session.Faults.Count == 0)
            session.Input.Fault("contract", RefusalCode.NotFound,
                $"There is no quote '{id}'{(book.Quotes.Count > 0 ? $"; there are {string.Join(", ", book.Quotes.Keys.Take(10))}" : "")}.");
        return null;
    }
}
