using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What was offered under the id of a contract to come: its versions, of which only the last can be open. A quote is open until it is
/// signed, withdrawn, declined or replaced, or until it expires; expiry is no fact, only the passing of a date.
/// </summary>
/// <param name="Contract">The id that the contract will bear.</param>
/// <param name="Versions">From version 1, in order.</param>
public sealed record Quote(Slug Contract, ImmutableArray<QuoteVersion> Versions)
{
    /// <summary>The most versions of one quote.</summary>
    public const int MostVersions = 100;

    /// <summary>The longest that a quote may stand, in days from the day on which it is made.</summary>
    public const int MostDays = 366;

    /// <summary>Whether a contract of this id has been signed, on whatever terms.</summary>
    public bool IsSigned { get; init; }

    public QuoteVersion Latest => Versions[^1];

    /// <summary>What has become of a version by an instant.</summary>
    public QuoteState StateOf(QuoteVersion version, Instant now) =>
        version.Number < Latest.Number ? QuoteState.Replaced
        : IsSigned ? QuoteState.Signed
        : version.Ended is { } ended ? ended.How == QuoteEnd.Withdrawn ? QuoteState.Withdrawn : QuoteState.Declined
        : now >= version.ExpiresAt ? QuoteState.Expired
        : QuoteState.Open;

    /// <summary>Whether the last version can still be signed at an instant.</summary>
    public bool IsOpen(Instant now) => StateOf(Latest, now) == QuoteState.Open;
}

/// <summary>One version of a quote.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Terms">The full terms offered.</param>
/// <param name="MadeAt">When it was recorded.</param>
/// <param name="ExpiresOn">The last day on which it can be signed, in the zone of the terms.</param>
/// <param name="Holds">Whether its capacity is held: until it expires nobody else is sold what it needs.</param>
public sealed record QuoteVersion(int Number, Terms Terms, Instant MadeAt, LocalDate ExpiresOn, bool Holds)
{
    /// <summary>Who took it upon them to hold beyond a limit, when somebody had to; the signature asks again.</summary>
    public Approval? Approved { get; init; }

    /// <summary>How it ended before it expired, or null.</summary>
    public QuoteEnding? Ended { get; init; }

    /// <summary>The first instant at which it can no longer be signed and holds nothing.</summary>
    public Instant ExpiresAt => Terms.Calendar.StartOf(ExpiresOn.PlusDays(1));

    /// <summary>The contract that it would be.</summary>
    public Contract AsContract => new(Terms.Contract, [new TermsVersion(Terms.From, Terms, null)]);
}

/// <summary>That a quote was taken back or turned down, when and why.</summary>
public sealed record QuoteEnding(QuoteEnd How, Instant At, string Reason);

/// <summary>How a quote ends by being said to: the seller takes it back, or the buyer turns it down.</summary>
public enum QuoteEnd { Withdrawn, Declined }

/// <summary>What has become of a version of a quote.</summary>
public enum QuoteState { Open, Expired, Withdrawn, Declined, Replaced, Signed }

/// <summary>The version of a quote that a signature names.</summary>
/// <param name="Departs">Whether the signed terms are said to differ from the quoted ones.</param>
public readonly record struct QuoteNamed(int Version, bool Departs);
