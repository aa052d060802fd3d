using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>What the general ledger says of the accounts that we post to, at the end of a month.</summary>
/// <param name="AsOf">The last day of a month.</param>
/// <param name="Rows">Accounts that the account map names; each entity, account and currency once.</param>
/// <param name="Others">How many rows it had of accounts that the map does not name; they are not kept.</param>
/// <param name="Source">Where it is from, 1 to 500 characters.</param>
public sealed record TrialBalance(LocalDate AsOf, ImmutableArray<TrialBalanceRow> Rows, int Others, string Source)
{
    /// <summary>The most rows that are kept.</summary>
    public const int MostRows = 500;
}

/// <summary>The balance of one account of one entity in one currency; debits are positive. Of income and expenses it is that of the year so far.</summary>
public sealed record TrialBalanceRow(string Entity, string Account, string Currency, decimal Balance);
