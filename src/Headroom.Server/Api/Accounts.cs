using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Calendars;
using Headroom.Formats.Ledgers;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What other people's programs take: the dates of contracts, customers' accounts, and the double entries.</summary>
static class Accounts
{
    const string Calendar = "text/calendar", Plain = "text/plain";

    static readonly Parameter Only = new("contract", "string", "Only this contract's.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/agenda", "The next dates of contracts, and what each does to capacity and money, a page of contracts at a time", ShowAgenda, Only, Parameter.At,
            Parameter.Limit, Parameter.After);
        routes.GetText("/v1/agenda.ics", Calendar, "The next dates of contracts as an iCalendar feed (RFC 5545)", Feed, Only, Parameter.At);
        routes.Get("/v1/rights", "The rights that others hold over us: what each binds of capacity and price and would do now, a page of contracts at a time", Rights, Only,
            Parameter.At, Parameter.Limit, Parameter.After);
        routes.Get("/v1/statements", "Customers' accounts: invoices, payments, running balance, and what is open by age", Statements,
            new Parameter("customer", "string", "Only this party's."), Parameter.At, Parameter.Limit, Parameter.After);
        routes.GetPaper("/v1/statements/{customer}", "A customer's statement of account as it receives it", Account,
            new Parameter("customer", "string", "The party's id.", Required: true),
            new Parameter("currency", "string", "Of accounts in several currencies, which. Default: the only one."), Parameter.At);
        routes.GetText("/v1/ledger", Plain, "The double entries (invoices, payments, revenue) as a journal for a plain-text accounting program", Entries,
            new Parameter("format", "string", "hledger (the default), ledger or beancount."));
    }

    static Answer ShowAgenda(Asked asked)
    {
        var (only, at) = (asked.Input.Has("contract") ? asked.Contract?.Id : null, asked.At);
        var page = asked.Page(Running(asked.Book, only, at), contract => contract.Id.ToString());
        // The first page of all has what is no contract's alone.
        var beside = asked.Input.Has("after") ? [] : Beside(asked, only, at);
        return Answer.Json(json => AgendaJson.Write(json, at, Of(asked.Book, page.Items, beside, at), page.Next));
    }

    static Answer Rights(Asked asked)
    {
        var (only, at) = (asked.Input.Has("contract") ? asked.Contract?.Id : null, asked.At);
        var page = asked.Page(Running(asked.Book, only, at), contract => contract.Id.ToString());
        return Answer.Json(json => RightsJson.Write(json, at, page.Items.SelectMany(contract => HeldRight.Of(asked.Book, contract, at)), page.Next));
    }

    static Answer Feed(Asked asked)
    {
        var (only, at) = (asked.Input.Has("contract") ? asked.Contract?.Id : null, asked.At);
        return Answer.Text($"{Calendar}; charset=utf-8",
            () => ICalendar.Text(Of(asked.Book, Running(asked.Book, only, at), Beside(asked, only, at), at), asked.Desk.Keeper.Now(asked.Book)));
    }

    /// <summary>The dates of incidents and, unless one contract is asked for, of open quotes.</summary>
    static IEnumerable<Agenda> Beside(Asked asked, Core.Units.Slug? only, LocalDate at) =>
        IncidentDates.Of(asked.Book, at, asked.Now).Where(item => only is null || item.Contract == only)
            .Concat(only is null ? asked.Book.Quotes.Values.SelectMany(quote => Agenda.Of(quote, asked.Book.Calendar.StartOf(at))) : []);

    /// <summary>The contracts that have not ended.</summary>
    static IEnumerable<Contract> Running(Book book, Core.Units.Slug? only, LocalDate at) =>
        book.Contracts.Values.Where(contract => (only is null || contract.Id == only) && Agenda.IsOpen(book, contract, at));

    /// <summary>The dates of contracts and others, in order.</summary>
    static List<Agenda> Of(Book book, IEnumerable<Contract> contracts, IEnumerable<Agenda> beside, LocalDate at) =>
        [.. contracts.SelectMany(contract => Agenda.Of(book, contract, at)).Concat(beside).OrderBy(item => item.Date)];

    static Answer Statements(Asked asked)
    {
        var (only, at) = (asked.Input.IdOrNone("customer"), asked.At);
        var page = asked.Page(Statement.Of(asked.Book, at).Where(statement => only is null || statement.Customer == only),
            statement => $"{statement.Customer} {statement.Currency}");
        return Answer.Json(json => StatementJson.List(json, page.Items, page.Next));
    }

    static Paper? Account(Asked asked)
    {
        var (customer, currency, at) = (asked.Input.Id("customer"), asked.Input.Text("currency", "", 10), asked.At);
        var accounts = asked.Input.Faults.Count > 0 ? []
            : Statement.Of(asked.Book, at).Where(account => account.Customer == customer && (currency.Length == 0 || account.Currency.Code == currency)).ToList();
        if (accounts is [var only]) return asked.Desk.Papers.Account(asked.Book, only, asked.Shown.Head) is var paper ? new(paper.FileName, paper.Sheet) : null;
        if (accounts.Count == 0)
            asked.Input.Fault("customer", RefusalCode.NotFound,
                $"There is nothing on an account of '{customer}' at {Json.Text(at)}{(currency.Length > 0 ? $" in {currency}" : "")}.");
        else asked.Input.Fault("currency", RefusalCode.Malformed,
            $"'{customer}' has accounts in {string.Join(", ", accounts.Select(account => account.Currency.Code))}; say which.");
        return null;
    }

    static Answer Entries(Asked asked)
    {
        var beancount = asked.Input.WordOr("format", false, ("hledger", false), ("ledger", false), ("beancount", true));
        return Answer.Text($"{Plain}; charset=utf-8", () =>
        {
            var entries = Ledger.Entries(asked.Desk.Keeper.Facts(0, asked.Book.Position)).ToList();
            return string.Concat((beancount ? LedgerText.Beancount(entries) : LedgerText.Plain(entries)).Select(line => line + "\n"));
        });
    }
}
