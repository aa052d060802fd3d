using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Valuation;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What each clause of a quote, or of any terms, is worth by difference.</summary>
static class Clauses
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/quotes/{quote}/clauses",
            "What each clause of a quote is worth by difference, under plain inputs, which default to multiples of its fee: an estimate", OfQuote,
            [new("quote", "string", "The id that the contract would bear.", Required: true), .. OutlookQuery.Parameters]);
        routes.PostView("/v1/clauses", "What each clause of any terms is worth by difference, under an outlook: an estimate; nothing is written", OfTerms,
        [
            new("terms", "object", "Terms, as in docs/formats/terms.md.", Required: true),
            new("market", "object", "The outlook, as in docs/formats/market.md. Default: multiples of the contract's fee."),
        ], Parameter.Variant);
    }

    static Answer OfQuote(Asked asked) => asked.Quote is { } quote ? Of(asked, quote.Latest.Terms, OutlookOf(asked, quote.Latest)) : Answer.Map(_ => { });

    /// <summary>The outlook that a request's plain inputs state for a version.</summary>
    public static Outlook OutlookOf(Asked asked, QuoteVersion version) =>
        OutlookQuery.Read(asked.Input, version.AsContract, LocalDate.Max(asked.Today, version.Terms.From));

    static Answer OfTerms(Asked asked, Node node)
    {
        var body = Fields.Of(node, asked.Input.Faults);
        var terms = body.Part("terms") is { } part ? Contracts.Terms(asked, part) : null;
        Outlook? outlook = null;
        if (body.Has("market") && body.Part("market") is { } market)
        {
            var read = OutlookReader.Read(market);
            body.Faults.AddRange(read.Faults);
            outlook = read.Value;
        }
        body.Done();
        return terms is null || body.Faults.Count > 0 ? Answer.Map(_ => { }) : Of(asked, terms, outlook);
    }

    static Answer Of(Asked asked, Terms terms, Outlook? outlook)
    {
        if (asked.Input.Faults.Count > 0) return Answer.Map(_ => { });
        var (prices, refusal) = ClausePrices.Of(asked.Book, terms, asked.Now, outlook);
        return refusal is not null ? refusal : Answer.Json(json => ClauseJson.Write(json, prices!));
    }
}
