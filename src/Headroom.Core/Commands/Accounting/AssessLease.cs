using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Keeps the assessment whether a contract is a lease. Refused for a contract that is not known, before the day it was made, for a share outside 0 to 1, and for a
/// conclusion that the answers contradict where no reason is given.
/// </summary>
public sealed record AssessLease(Slug Contract, LeaseAssessment Assessment) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Range(Assessment.ShareOfOutput, 0, 1, "share-of-output", "(share)"),
            Check.Known(book.Contracts, Contract, "contract", "contract"),
            book.Contracts.TryGetValue(Contract, out var contract) ? Check.Happened(Assessment.On, Check.Today(contract, now), "on") : null,
            Contradiction,
        ],
        () => new LeaseAssessed(Contract, Assessment));

    Refusal? Contradiction => Assessment.Concluded == Assessment.IsLease || Assessment.Reason.Trim().Length > 0 ? null
        : new Refusal(RefusalCode.InvalidTerms, "reason",
            $"The conclusion is {(Assessment.Concluded ? "a lease" : "a service")}, but by the answers {Assessment.Finding}; say why, or conclude otherwise.");
}
