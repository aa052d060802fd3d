using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Offers terms until a date; a new version replaces the one before. Only a quote that holds its capacity must pass the tests of a sale:
/// any other is free to be made, unless another has the right to be offered it first, and open quotes show what they oversubscribe together.
/// </summary>
/// <param name="ExpiresOn">The last day on which it can be signed: today at the earliest; at the latest 366 days from today, and the last day of the term.</param>
/// <param name="Holds">Whether nobody else is to be sold what it needs until then; only for what we sell.</param>
public sealed record MakeQuote(Terms Terms, LocalDate ExpiresOn, bool Holds) : Command
{
    /// <summary>Who takes it upon them to hold beyond a limit of the policy or the risk to own products, or null. The signature asks again.</summary>
    public Approval? Approved { get; init; }

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        var versions = book.Quotes.GetValueOrDefault(Terms.Contract)?.Versions ?? [];
        var fact = new QuoteMade(versions.Length + 1, Terms, ExpiresOn, Holds) { Approved = Approved };
        var faults = TermsChecks.All(book, Terms).Append(Check.New(book.Contracts, Terms.Contract, "contract", "contract"))
            .Append(Expiry(Terms.Calendar.DateOf(now)))
            .Append(versions.Length < Quote.MostVersions ? null
                : new Refusal(RefusalCode.OutOfRange, "contract", $"'{Terms.Contract}' has {versions.Length} versions already; at most {Quote.MostVersions} are accepted."))
            .Append(!Holds || book.Sells(Terms) ? null
                : new Refusal(RefusalCode.InvalidTerms, "holds", "Only what we sell can be held; under these terms we buy."))
            .Append(Holds || Approved is null ? null
                : new Refusal(RefusalCode.InvalidTerms, "approved", "Only a hold is approved; a quote that holds nothing may be made whatever the limits say."));
        return Decision.Of(faults, () => fact) is Refused refused ? refused
            : FirstRefusals.Against(book, Terms, now, quoting: !Holds) is { } first ? first
            : Holds && Acceptance.Test(book, new Contract(Terms.Contract, [new TermsVersion(Terms.From, Terms, null)]), now, owed: Approved is not null) is { } refusal ? refusal
            : fact;
    }

    Refusal? Expiry(LocalDate today) =>
        ExpiresOn < today ? new(RefusalCode.DatesUpsideDown, "expires", $"A quote cannot expire on {Check.Text(ExpiresOn)}: today is {Check.Text(today)}.")
        : ExpiresOn > today.PlusDays(Quote.MostDays)
        ? new(RefusalCode.OutOfRange, "expires", $"{Check.Text(ExpiresOn)} is more than {Quote.MostDays} days from {Check.Text(today)}.")
        : ExpiresOn > Terms.Through
        ? new(RefusalCode.DatesUpsideDown, "expires", $"{Check.Text(ExpiresOn)} is after the last day of the term, {Check.Text(Terms.Through)}: what is past cannot be sold.")
        : null;
}
