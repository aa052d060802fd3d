using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using Headroom.Documents;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The disclosure pack of a date, and what is said for it: filed figures, notes, disclosed terms, related and acquired parties, revenue of other books.</summary>
static class Disclosures
{
    static readonly Parameter[] Parameters =
    [
        Parameter.At, new("known", "string", "The date through which what was recorded counts, for a book that was filled in later. Default: the date of the pack."),
        new("framework", "string", "us-gaap or ifrs. Default: us-gaap."),
        new("variant", "string", "Under this variant of what contracts assume; what was billed stays billed."),
    ];

    public static void Map(Routes routes)
    {
        routes.Get("/v1/disclosure",
            "The disclosure pack of a date: headline, enforceable value, remaining obligations under each election, balances, revenue, customers, obligations", Show, Parameters);
        routes.Get("/v1/purchases",
            "Capacity that we buy: commitments by year, the earliest exit and its cost, price against the market, dependence on suppliers, what fills the gap if one leaves",
            Bought, Parameter.At);
        routes.GetPaper("/v1/disclosure", "The disclosure pack of a date for its readers", Document, Parameters);
        routes.Post("/v1/disclosure/filed", "Records figures about a date that a document published", (_, body) => new FileFigures(DisclosureFacts.Filed(body)),
        [
            new("document", "string", "The document, at most 200 characters.", Required: true), new("at", "string", "The date that the figures are about.", Required: true),
            new("on", "string", "When it was published.", Required: true),
            new("figures", "array", "At most 200: figure, amount, unit; to (what it is rounded to), says, why-not.", Required: true),
        ]);
        routes.Post("/v1/disclosure/notes", "Writes a preparer's note to a figure of the pack of a date", (_, body) => new NoteFigure(DisclosureFacts.Noted(body)),
            [new("figure", "string", "The figure's name.", Required: true), new("at", "string", "The date of the pack.", Required: true),
                new("note", "string", "At most 1,000 characters.", Required: true)]);
        routes.Post("/v1/disclosure/revenue", "States what the company earned by one line in a period, as its other books say",
            (_, body) => new StateRevenue(DisclosureFacts.Stated(body)),
        [
            new("segment", "string", "The segment's id.", Required: true), new("line", "string", "The line within it.", Required: true),
            new("from", "string", "The first day.", Required: true),
            new("through", "string", "The last day.", Required: true), new("amount", "number", "In the currency.", Required: true),
            new("currency", "string", "Its code.", Required: true),
            new("includes-sold", "boolean", "Whether what this book sells is part of it. Default false."), new("source", "string", "Where it comes from.", Required: true),
        ]);
        routes.Post("/v1/contracts/{contract}/disclosed-terms", "Records what a document told of a contract's terms",
            (asked, body) => new DiscloseTerms(new(asked.Input.Id("contract"), DisclosureFacts.Told(body))),
            [new("date", "string", "The document's date.", Required: true), new("document", "string", "The document.", Required: true),
                new("says", "string", "What it tells.", Required: true)], Parameter.Contract);
        routes.Post("/v1/parties/{party}/acquired", "Records that a customer came to belong to us; what it pays from then on is no revenue",
            (asked, body) => new AcquireCustomer(new(asked.Input.Id("party"), body.Date("from"), body.Text("source"))), [From, Source], Party);
        routes.Post("/v1/parties/{party}/related", "Marks a party as related to us otherwise than by contract",
            (asked, body) => new RelateParty(new(asked.Input.Id("party"), body.Date("from"), body.Text("relation", 200), body.Text("source"))),
            [From, new("relation", "string", "How, at most 200 characters.", Required: true), Source], Party);
    }

    static readonly Parameter From = new("from", "string", "The first day.", Required: true);
    static readonly Parameter Source = new("source", "string", "What says so.", Required: true);
    static readonly Parameter Party = new("party", "string", "The party's id.", Required: true);

    static Answer Show(Asked asked)
    {
        var (pack, refusal) = Of(asked);
        return pack is null ? refusal! : Answer.Json(json => DisclosureJson.Write(json, pack));
    }

    static Answer Bought(Asked asked)
    {
        var at = asked.At;
        return Answer.Json(json => PurchasesJson.Write(json, Purchases.Of(asked.Book, at, asked.Today), asked.Book));
    }

    static Paper? Document(Asked asked)
    {
        var (pack, refusal) = Of(asked);
        if (refusal is not null) asked.Input.Faults.Add(refusal);
        if (pack is null) return null;
        var paper = new Papers(asked.Desk.Keeper).Disclosure(asked.Book, pack, asked.Shown.Head);
        return new(paper.FileName, paper.Sheet);
    }

    /// <summary>The pack that is asked for.</summary>
    public static (Pack? Pack, Core.Units.Refusal? Refusal) Of(Asked asked)
    {
        var (at, known) = (asked.At, asked.Input.DateOrNone("known"));
        var framework = asked.Input.WordOr("framework", Framework.UsGaap, Words.Frameworks);
        IReadOnlyList<Fact> facts = [.. asked.Desk.Keeper.Facts(0, asked.Book.Position)];
        if (asked.Input.Has("variant"))
        {
            var under = Variants.Of(facts, asked.Input.Text("variant", 60));
            if (under.Faults.Count > 0) return (null, under.Faults[0]);
            facts = under.Value!;
        }
        return Pack.Of(facts, at, known, framework, party => asked.Desk.Keeper.NameOf(asked.Book, party));
    }
}
