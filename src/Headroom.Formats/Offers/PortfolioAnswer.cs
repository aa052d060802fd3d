using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Offers;

/// <summary>A choice with what was asked: the same from the command line, the API and the console.</summary>
/// <param name="Measure">By what offers were valued; null when all of them stated their values.</param>
/// <param name="Currency">The currency of the offers; null where room was stated.</param>
public sealed record PortfolioAnswer(string Name, Measure? Measure, Currency? Currency, Portfolio Portfolio)
{
    /// <summary>Values what states no value and chooses.</summary>
    public static (PortfolioAnswer? Answer, Refusal? Refusal) Of(Book book, PortfolioInput input, Instant now)
    {
        if (input.Room.Length > 0)
            return (new(input.Name, null, null,
                Portfolio.Within([.. input.Offers.Select(offer => new Offer(offer.Id, offer.Value!.Value, offer.Group) { Uses = offer.Uses })], input.Room, input.Steps)), null);
        var offers = ImmutableArray.CreateBuilder<Offer>();
        foreach (var each in input.Offers)
        {
            var offer = new Offer(each.Id, each.Value ?? 0, each.Group) { Terms = each.Terms };
            if (each.Value is null)
            {
                var (value, unknown) = Worth.Of(book, offer.AsContract!, each.Terms!.Calendar.DateOf(now), input.Measure, input.Outlook);
                if (unknown is not null) return (null, unknown.Under($"offers[{offers.Count}]"));
                offer = offer with { Value = value };
            }
            offers.Add(offer);
        }
        var (portfolio, refusal) = Portfolio.Of(book, offers.ToImmutable(), now, input.Steps);
        return refusal is not null ? (null, refusal)
            : (new(input.Name, input.Offers.All(offer => offer.Value is not null) ? null : input.Measure, offers[0].Terms!.Currency, portfolio!), null);
    }

    /// <summary>The open quotes of what we sell as a choice, the first to expire first; at most as many as can be chosen from.</summary>
    public static PortfolioInput OpenQuotes(Book book, Instant now, Measure measure, long steps) => new("open quotes", measure, null, [],
        [.. book.Quotes.Values.Where(quote => quote.IsOpen(now) && book.Sells(quote.Latest.Terms)).OrderBy(quote => quote.Latest.ExpiresAt).Take(Portfolio.MostOffers)
            .Select(quote => new OfferInput(quote.Contract, null, null, quote.Latest.Terms, []))], steps);
}
