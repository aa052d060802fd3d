using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records that the open version of a quote was withdrawn by the seller or declined by the buyer, with the reason.</summary>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record EndQuote(Slug Contract, QuoteEnd How, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Known(book.Quotes, Contract, "contract", "quote"),
            Check.Range(Reason.Length, 1, Fact.MostWhyCharacters, "reason", "characters"),
            book.Quotes.TryGetValue(Contract, out var quote) ? QuoteChecks.Open(quote, quote.Latest, now) : null,
        ],
        () => new QuoteEnded(Contract, book.Quotes[Contract].Latest.Number, How, Reason));
}

/// <summary>What a quote must satisfy when something is done with it.</summary>
static class QuoteChecks
{
    /// <summary>Refused when the version can no longer be signed, saying what became of it and when.</summary>
    public static Refusal? Open(Quote quote, QuoteVersion version, Instant now)
    {
        var calendar = version.Terms.Calendar;
        var became = quote.StateOf(version, now) switch
        {
            QuoteState.Open => null,
            QuoteState.Expired => $"expired at the end of {Check.Text(version.ExpiresOn)}",
            QuoteState.Replaced => $"was replaced by version {quote.Latest.Number}",
            QuoteState.Signed => "led to a contract that is signed",
            var ended => $"was {ended.ToString().ToLowerInvariant()} on {Check.Text(calendar.DateOf(version.Ended!.At))}: {version.Ended.Reason.TrimEnd('.')}",
        };
        return became is null ? null
            : new Refusal(RefusalCode.QuoteNotOpen, "quote", $"Version {version.Number} of the quote '{quote.Contract}' {became}.")
                .With("version", version.Number).With("expires", Check.Text(version.ExpiresOn)).With("today", Check.Text(calendar.DateOf(now)));
    }

    /// <summary>Refused when a signature names a version that is not there or not open, or whose terms are others and it does not say so.</summary>
    public static Refusal? Named(Book book, Terms terms, QuoteNamed named, Instant now)
    {
        if (Check.Known(book.Quotes, terms.Contract, "quote", "quote") is { } missing) return missing;
        var quote = book.Quotes[terms.Contract];
        if (quote.Versions.FirstOrDefault(version => version.Number == named.Version) is not { } version)
            return new Refusal(RefusalCode.NotFound, "quote", $"The quote '{terms.Contract}' has no version {named.Version}; its last is {quote.Latest.Number}.");
        return Open(quote, version, now) ?? (named.Departs ? null : Same(version, terms));
    }

    static Refusal? Same(QuoteVersion version, Terms terms)
    {
        var differences = Difference.Between(version.Terms, terms).ToList();
        return differences.Count == 0 ? null
            : new Refusal(RefusalCode.TermsDiffer, differences[0].Field,
                $"The terms are not those of version {version.Number}: '{differences[0].Is}' instead of '{differences[0].Was}'"
                + $"{(differences.Count > 1 ? $", and {differences.Count - 1} more" : "")}. Say that they depart from the quote, or sign what was quoted.")
                .With("differences", differences.Count);
    }
}
