using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>What comes before a signature: drafts and quotes.</summary>
static class Quotes
{
    static readonly Parameter Id = new("quote", "string", "The id that the contract would bear.", Required: true);
    static readonly Parameter Reason = new("reason", "string", "Why, 1 to 500 characters.", Required: true);

    public static void Map(Routes routes)
    {
        routes.PostNode("/v1/drafts", "Keeps terms as a draft, which binds nobody and holds nothing",
            (asked, node) => Contracts.Terms(asked, node) is { } terms ? new SaveDraft(terms) : null, Contracts.TermsFields, Parameter.Variant);
        routes.Get("/v1/quotes", "Quotes, whether the open ones would be accepted now, and what those oversubscribe together", List,
            new Parameter("all", "boolean", "Also those that are no longer open. Default: false."), Parameter.Limit, Parameter.After);
        routes.Post("/v1/quotes", "Quotes terms through a date; the version before is replaced", Make,
        [
            new("terms", "object", "The full terms.", Required: true), new("expires", "string", "The last day on which it can be signed, at most 366 days ahead.", Required: true),
            new("holds", "boolean", "Whether nobody else is sold what it needs until then. Default: false."), Contracts.ApprovedBy, Contracts.ApprovedBecause,
        ], Parameter.Variant);
        routes.Get("/v1/quotes/{quote}", "A quote with its versions and where it stands", One, Id);
        routes.Post("/v1/quotes/{quote}/accept", "Signs exactly the terms of the open version, or of the version named", Accept,
            [new("quote-version", "integer", "The version. Default: the last."), Contracts.ApprovedBy, Contracts.ApprovedBecause], Id);
        routes.Post("/v1/quotes/{quote}/withdraw", "Takes the open version back", (asked, body) => End(asked, body, QuoteEnd.Withdrawn), [Reason], Id);
        routes.Post("/v1/quotes/{quote}/decline", "Records that the buyer turned the open version down", (asked, body) => End(asked, body, QuoteEnd.Declined), [Reason], Id);
    }

    static Answer List(Asked asked)
    {
        var (all, now) = (asked.Input.Bool("all", false), asked.Now);
        var page = asked.Page(asked.Book.Quotes.Values.Where(quote => all || quote.IsOpen(now)), quote => quote.Contract.ToString());
        return Answer.Map(json => QuoteJson.List(json, page.Items, OpenQuotes.Of(asked.Book, now), now, page.Next));
    }

    static Answer One(Asked asked)
    {
        var (quote, now) = (asked.Quote, asked.Now);
        return Answer.Json(json => QuoteJson.Write(json, asked.Book, quote!, now));
    }

    static MakeQuote? Make(Asked asked, Fields body)
    {
        var (expires, holds, approved) = (body.Date("expires"), body.Bool("holds", false), DealFormat.ApprovalOrNone(body));
        return body.Part("terms") is { } node && Contracts.Terms(asked, node) is { } terms ? new MakeQuote(terms, expires, holds) { Approved = approved } : null;
    }

    static EndQuote End(Asked asked, Fields body, QuoteEnd how) => new(asked.Input.Id("quote"), how, body.Text("reason", Core.Books.Fact.MostWhyCharacters));

    static SignContract? Accept(Asked asked, Fields body)
    {
        var named = body.Has("quote-version") ? DealFormat.Version(body, "quote-version") : (int?)null;
        var approved = DealFormat.ApprovalOrNone(body);
        return asked.Quote is { } quote ? SignContract.Accepting(quote, named, approved) : null;
    }
}
