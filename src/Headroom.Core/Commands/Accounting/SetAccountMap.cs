using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says how postings go into the general ledger. Refused for a map of nothing, and for two rules alike.</summary>
public sealed record SetAccountMap(AccountMap Map) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Map.Accounts.IsEmpty && Map.Rules.IsEmpty ? new Refusal(RefusalCode.Malformed, "accounts", "The map names no account.") : null,
            Check.Range(Map.YearStarts, 1, 12, "year-starts", "(month)"),
            Map.Rules.GroupBy(rule => rule with { Account = "" }).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? new Refusal(RefusalCode.AlreadyExists, "rules",
                    $"Two rules are for the same {twice.Key.Kind}, contract, customer and jurisdiction: {string.Join(" and ", twice.Select(rule => rule.Account))}.") : null,
        ],
        () => new AccountMapSet(Map));
}
