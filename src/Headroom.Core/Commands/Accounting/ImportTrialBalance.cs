using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Takes over what the general ledger says at the end of a month. Refused without an account map, for a date that is no month's end or has not come, for accounts that stand twice,
/// and when none of its accounts is one that we post to.
/// </summary>
/// <param name="Rows">As they came; those of accounts that the map does not name are counted and not kept.</param>
public sealed record ImportTrialBalance(LocalDate AsOf, ImmutableArray<TrialBalanceRow> Rows, string Source) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(AsOf);

    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (book.Closing.Map is not { } map) return GeneralLedger.NoMap;
        ImmutableArray<TrialBalanceRow> kept = [.. Rows.Where(row => map.Knows(row.Account))];
        return Decision.Of(
            [
                AsOf.PlusDays(1).Day == 1 ? null : new Refusal(RefusalCode.OutOfRange, "as-of", $"{Check.Text(AsOf)} is not the last day of a month."),
                Check.Happened(AsOf, book.Calendar.DateOf(now), "as-of"),
                kept.IsEmpty ? new Refusal(RefusalCode.NotFound, "account", $"None of its {Rows.Length} accounts is one that the account map names.") : null,
                Check.Range(kept.Length, 0, TrialBalance.MostRows, "rows", "accounts that the map names"),
                kept.GroupBy(row => row with { Balance = 0 }).FirstOrDefault(same => same.Count() > 1) is { } twice
                    ? new Refusal(RefusalCode.AlreadyExists, "account",
                        $"Account {twice.Key.Account} of entity {twice.Key.Entity} in {twice.Key.Currency} stands more than once.") : null,
                .. kept.Where(row => Currency.Of(row.Currency) is null).Take(1)
                .Select(row => new Refusal(RefusalCode.UnknownUnit, "currency", $"'{row.Currency}' is not a currency known here; known are {Currency.Codes}.")),
            ],
            () => new TrialBalanceImported(new(AsOf, kept, Rows.Length - kept.Length, Source)));
    }
}
