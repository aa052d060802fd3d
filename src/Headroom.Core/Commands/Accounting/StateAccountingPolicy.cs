using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// States an accounting policy. Refused when it does not start with a month, or in one that is closed; when an election is named twice or without the
/// recognition that it is for; and beyond the limit of a book.
/// </summary>
public sealed record StateAccountingPolicy(AccountingPolicy Policy) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            book.Accounting.Length < AccountingPolicy.Most ? null
            : new Refusal(RefusalCode.TooLarge, "class", $"A book holds at most {AccountingPolicy.Most} statements of accounting policy."),
            Policy.From.Day == 1 ? null
            : new Refusal(RefusalCode.DatesUpsideDown, "from", $"{Check.Text(Policy.From)} is not the first of a month; a policy holds for whole months."),
            Policy.Elections.Distinct().Count() == Policy.Elections.Length ? null : new Refusal(RefusalCode.InvalidTerms, "elections", "An election is named twice."),
            Policy.Revenue is { } revenue && revenue != RevenuePolicy.AsInvoiced && Policy.Elections.Contains(RpoElection.RightToInvoice)
                ? new Refusal(RefusalCode.InvalidTerms, "elections", "Only what is recognised as invoiced may be left out as such; the policy recognises otherwise.") : null,
            Policy.ExpectedBreakage is <= 0 or > AccountingPolicy.MostBreakage
                ? new Refusal(RefusalCode.OutOfRange, "breakage",
                    $"An expected share of {Policy.ExpectedBreakage} is not above 0 and up to {AccountingPolicy.MostBreakage}.") : null,
            book.ClosedThrough is { } closed && Policy.From.ToYearMonth() <= closed
                ? new Refusal(RefusalCode.MonthClosed, "from",
                    $"{InvoiceLine.Month(Policy.From.ToYearMonth())} is closed; months are closed through {InvoiceLine.Month(closed)}.") : null,
        ],
        () => new AccountingPolicyStated(Policy));
}
