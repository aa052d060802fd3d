using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of quotes shows.</summary>
/// <param name="Open">Those that can be signed now, soonest to expire first, with why signing would be refused.</param>
/// <param name="Gone">The others, the latest first; at most 100.</param>
/// <param name="Together">What the open ones oversubscribe together.</param>
public sealed record QuotesModel(Surroundings Around, Instant Now, ImmutableArray<QuoteRow> Open, ImmutableArray<QuoteRow> Gone, ImmutableArray<Oversubscription> Together)
{
    const int MostGone = 100;

    internal static QuotesModel? Of(Asked asked)
    {
        var now = asked.Now;
        if (asked.Input.Faults.Count > 0) return null;
        var open = OpenQuotes.Of(asked.Book, now);
        return new(
            Surroundings.Of(asked), now,
            [.. open.Fitting.OrderBy(each => each.Quote.Latest.ExpiresAt).Select(each => QuoteRow.Of(asked, each.Quote, now, each.Refusal, each.Favoured))],
            [.. asked.Book.Quotes.Values.Where(quote => !quote.IsOpen(now)).OrderByDescending(quote => quote.Latest.MadeAt).Take(MostGone)
                .Select(quote => QuoteRow.Of(asked, quote, now, null, []))],
            open.Together);
    }
}

/// <summary>One quote in the list.</summary>
/// <param name="Party">The other side's name.</param>
/// <param name="Refused">Why signing it now would be refused, or null.</param>
/// <param name="Favoured">What signing it would cost with holders of most-favoured prices.</param>
public sealed record QuoteRow(Quote Quote, QuoteState State, string Party, LocalDate Today, Refusal? Refused, ImmutableArray<FavouredCost> Favoured)
{
    internal static QuoteRow Of(Asked asked, Quote quote, Instant now, Refusal? refused, ImmutableArray<FavouredCost> favoured)
    {
        var terms = quote.Latest.Terms;
        return new(quote, quote.StateOf(quote.Latest, now), Surroundings.NameOf(asked, asked.Book.Sells(terms) ? terms.Buyer : terms.Seller), terms.Calendar.DateOf(now),
            refused, favoured);
    }
}
