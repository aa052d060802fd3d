using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Server.Api;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of one quote shows.</summary>
/// <param name="Row">The quote, where it stands, and why signing it now would be refused.</param>
/// <param name="Together">What it oversubscribes together with the other open quotes.</param>
/// <param name="Answer">Risk, what it crowds out, the nearest deals and the floor of its price; null once it is no longer open.</param>
/// <param name="Prices">What each clause is worth; null once it is signed or over.</param>
/// <param name="NotPriced">Why there are no prices, or null.</param>
/// <param name="Inputs">The inputs of the outlook that a person may change, with what is in force.</param>
/// <param name="Says">The clauses in words.</param>
/// <param name="Policy">The policy that estimates rest on.</param>
public sealed record QuoteModel(
    Surroundings Around, QuoteRow Row, Instant Now, ImmutableArray<Oversubscription> Together, InquiryAnswer? Answer, ClausePrices? Prices, Refusal? NotPriced,
    ImmutableArray<(string Name, string Says, decimal Value)> Inputs, ImmutableArray<string> Says, Policy Policy)
{
    public Quote Quote => Row.Quote;

    public Terms Terms => Row.Quote.Latest.Terms;

    /// <summary>Whether it can be signed from this page: it is open, and the book is seen as it stands.</summary>
    public bool CanSign => Row.State == QuoteState.Open && !Around.IsEarlier;

    /// <summary>Whether somebody must take it upon them to sign it now.</summary>
    public bool NeedsApproval => Row.Refused is { } refused && Approval.Lifts(refused);

    internal static QuoteModel? Of(Asked asked)
    {
        if (asked.Quote is not { } quote) return null;
        var (book, now, terms) = (asked.Book, asked.Now, quote.Latest.Terms);
        var outlook = Clauses.OutlookOf(asked, quote.Latest);
        if (asked.Input.Faults.Count > 0) return null;
        var (prices, refusal) = ClausePrices.Of(book, terms, now, outlook);
        var (open, sells) = (OpenQuotes.Of(book, now), quote.IsOpen(now) && book.Sells(terms));
        var fitting = open.Fitting.FirstOrDefault(each => each.Quote == quote);
        return new(Surroundings.Of(asked), QuoteRow.Of(asked, quote, now, fitting.Refusal, fitting.Quote is null ? [] : fitting.Favoured), now,
            [.. open.Together.Where(each => each.Quotes.Contains(quote.Contract))],
            sells ? InquiryAnswer.Of(new Standing(book, now, except: quote.Contract, spread: AllCores.Spread), terms, outlook) : null,
            prices, refusal, prices is null ? [] : OutlookQuery.Form(prices.Outlook), [.. terms.Legs.Select(leg => leg.Says(terms))], book.Policy);
    }
}
