using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>What was handed to the general ledger at once, for one accounting month. Its lines sum to zero in every entity and currency.</summary>
/// <param name="Id">GL- and seven digits, gapless in a book: the general ledger takes a batch once.</param>
public sealed record LedgerBatch(string Id, YearMonth Month, ImmutableArray<LedgerLine> Lines)
{
    /// <summary>The most lines of one batch; more go into the next.</summary>
    public const int MostLines = 200;

    /// <summary>The sum of its debits in each currency.</summary>
    public IEnumerable<(string Currency, decimal Debits)> Debits =>
        Lines.GroupBy(line => line.Key.Currency).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Where(line => line.Amount > 0).Sum(line => line.Amount)));
}

/// <summary>An amount for the general ledger; debits are positive, and none is zero.</summary>
public sealed record LedgerLine(LedgerKey Key, decimal Amount);

/// <summary>Where a line goes in the general ledger. Two lines of one key are one amount.</summary>
/// <param name="For">The contract, or else the customer, that it is for; null for neither.</param>
/// <param name="Kind">What the account is here; null for what entities owe each other.</param>
/// <param name="Dimensions">Codes by the map's dimensions, <c>name=code</c> joined by semicolons; empty without any.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record LedgerKey(Slug? For, AccountKind? Kind, string Entity, string Account, string Dimensions, string Currency) : IComparable<LedgerKey>
{
    /// <summary>Lines stand by whom they are for, and then as a balance sheet does.</summary>
    public int CompareTo(LedgerKey? other) => other is null ? 1 : Place(this).CompareTo(Place(other));

    // Codes are compared by their bytes, whatever the machine's language is.
    static (string, int, Ordinal, Ordinal, Ordinal, Ordinal) Place(LedgerKey key) =>
        (key.For?.ToString() ?? "", key.Kind is { } kind ? (int)kind : int.MaxValue, new(key.Entity), new(key.Account), new(key.Dimensions), new(key.Currency));

    readonly record struct Ordinal(string Text) : IComparable<Ordinal>
    {
        public int CompareTo(Ordinal other) => string.CompareOrdinal(Text, other.Text);
    }
}
