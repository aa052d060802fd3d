using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Ledgers;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The general ledger kept elsewhere: how postings go into it, what went, and what it says.</summary>
static class Postings
{
    static readonly Parameter Month = new("month", "string", "The month, such as 2026-06.", Required: true);

    static readonly Operation Import = new("Takes over what the general ledger says at the end of a month",
        [new("source", "string", "Where it is from.", Required: true), new("currency", "string", "The currency of rows that name none. Default: USD.")], [Bodies.CsvType], [])
    {
        Writes = true,
        MostBytes = TrialBalanceCsv.MostBytes,
        Holds = "CSV with the columns account,entity,balance,as_of and perhaps currency; debits positive.",
    };

    public static void Map(Routes routes)
    {
        routes.Get("/v1/account-map", "Into which accounts, entities and dimensions of the general ledger postings go", ShowMap);
        routes.Post("/v1/account-map", "Says into which accounts, entities and dimensions of the general ledger postings go from now on",
            (_, body) => new SetAccountMap(AccountMapFormat.Read(body)),
        [
            new("entity", "string", "The legal entity of all that is not said otherwise.", Required: true),
            new("accounts", "object", "The account of each kind: receivable, contract-asset, revenue and so on.", Required: true),
            new("entities", "object", "Legal entities by contract."), new("rules", "array", "account (the kind), contract, customer, jurisdiction, to; at most 500."),
            new("dimensions", "array", "name, from (contract, customer, jurisdiction), values, none; at most 8."),
            new("between-entities", "string", "The account on which entities owe each other."),
            new("year-starts", "integer", "The month in which the year of income and expenses begins. Default 1."),
        ]);
        routes.Get("/v1/postings", "The batches that went to the general ledger, with debits and credits", List, Parameter.Limit, Parameter.After);
        routes.Get("/v1/months/{month}/postings", "A month's batches, and the lines that are not in the general ledger yet", OfMonth, Month);
        routes.PostEmpty("/v1/months/{month}/postings", "Hands what is not in the general ledger yet of a closed month over in batches",
            asked => new PostToLedger(asked.Input.Month("month"), [.. Ledger.Entries(asked.Desk.Keeper.Facts(0, asked.Book.Position))], asked.Book.Position), Month);
        routes.Post("/v1/trial-balances", Import, Imported);
        routes.Get("/v1/trial-balances/{as-of}", "What the general ledger says at the end of a month against what our postings come to, account by account", Tied,
            new Parameter("as-of", "string", "The last day of the month, such as 2026-06-30.", Required: true));
    }

    static Answer ShowMap(Asked asked) => asked.Book.Closing.Map is { } map ? Answer.Map(json => AccountMapFormat.Write(json, map)) : GeneralLedger.NoMap;

    static Answer List(Asked asked)
    {
        var page = asked.Page(asked.Book.Closing.Batches, batch => batch.Id);
        return Answer.Map(json =>
        {
            json.List("batches", page.Items, batch => json.Map(() => PostingJson.Batch(json, batch)));
            json.WriteString("next", page.Next);
        });
    }

    static Answer OfMonth(Asked asked)
    {
        var month = asked.Input.Month("month");
        // Touched for the tag: the drafts of a month that is not closed follow today.
        _ = asked.Today;
        if (asked.Input.Faults.Count > 0) return Answer.Map(_ => { });
        if (MonthFacts.Of(asked.Desk.Keeper, asked.Book, month, out var facts) is { } open) return open;
        if (GeneralLedger.ToPost(asked.Book.Closing, Ledger.Entries(facts.Facts), month, out var lines) is { } refusal) return refusal;
        return Answer.Map(json =>
        {
            PostingJson.Postings(json, month, asked.Book.Closing.Batches.Where(batch => batch.Month == month), lines);
            json.WriteBoolean("supposed", facts.IsSupposed);
        });
    }

    static IReadOnlyList<Command> Imported(Asked asked, Body body)
    {
        var (source, currency) = (asked.Input.Text("source"), asked.Input.Text("currency", "USD", 10));
        if (TrialBalanceCsv.Read(body.Bytes, currency).TryGet(out var read, out var fault)) return [new ImportTrialBalance(read.AsOf, read.Rows, source)];
        asked.Input.Faults.Add(fault);
        return [];
    }

    static Answer Tied(Asked asked)
    {
        var date = asked.Input.Date("as-of");
        if (!asked.Book.Closing.TrialBalances.TryGetValue(date, out var theirs))
            return new Refusal(RefusalCode.NotFound, "as-of", $"There is no trial balance of {Json.Text(date)} yet.");
        if (TieOut.Of(asked.Book.Closing, Ledger.Entries(asked.Desk.Keeper.Facts(0, asked.Book.Position)), theirs, out var accounts) is { } refusal) return refusal;
        return Answer.Map(json => PostingJson.TieOuts(json, theirs, accounts));
    }
}
