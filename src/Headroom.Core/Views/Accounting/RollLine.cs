using System.Collections.Immutable;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// One balance over a month: opening + movements = closing. Assets are positive as debits, liabilities and revenue as credits.
/// </summary>
/// <param name="Contract">Null where several are added up, or none is known.</param>
/// <param name="Customer">Null where several are added up.</param>
/// <param name="Movements">Amounts by cause, none of them zero; the month's own first, then catch-ups of earlier months.</param>
public sealed record RollLine(AccountKind Kind, Slug? Contract, Slug? Customer, Currency Currency, decimal Opening, ImmutableArray<(LedgerCause Cause, decimal Amount)> Movements)
{
    /// <summary>The order of reports: currencies, then whose, then kinds.</summary>
    public static readonly Comparer<RollLine> InOrder = Comparer<RollLine>.Create((a, b) =>
        string.CompareOrdinal(a.Currency.Code, b.Currency.Code) is not 0 and var ofCurrencies ? ofCurrencies
            : (a.Customer.GetValueOrDefault(), a.Contract.GetValueOrDefault(), RollForward.Kinds.IndexOf(a.Kind))
                .CompareTo((b.Customer.GetValueOrDefault(), b.Contract.GetValueOrDefault(), RollForward.Kinds.IndexOf(b.Kind))));

    public decimal Closing => Opening + Movements.Sum(movement => movement.Amount);

    /// <summary>Whether a balance of a kind is a debit: what we have, and not what we owe or earned.</summary>
    public static bool IsDebit(AccountKind kind) =>
        kind is AccountKind.Receivable or AccountKind.IntercompanyReceivable or AccountKind.ContractAsset or AccountKind.Bank or AccountKind.FinancingInterest;

    /// <summary>The causes by which any of several lines moved, in the order of reports.</summary>
    public static IEnumerable<LedgerCause> CausesOf(IEnumerable<RollLine> lines) =>
        Sorted(lines.SelectMany(line => line.Movements).Select(movement => movement.Cause).Distinct().ToDictionary(cause => cause, _ => 1m)).Select(movement => movement.Item1);

    /// <summary>This line with the openings and movements of others.</summary>
    internal RollLine Adding(IEnumerable<RollLine> lines)
    {
        var all = lines.ToList();
        return this with
        {
            Opening = all.Sum(line => line.Opening),
            Movements = Sorted(all.SelectMany(line => line.Movements).GroupBy(movement => movement.Cause)
                .ToDictionary(same => same.Key, same => same.Sum(movement => movement.Amount))),
        };
    }

    internal static ImmutableArray<(LedgerCause, decimal)> Sorted(Dictionary<LedgerCause, decimal> movements) =>
        [.. movements.Where(movement => movement.Value != 0).OrderBy(movement => movement.Key.Of is not null).ThenBy(movement => movement.Key.Of)
            .ThenBy(movement => movement.Key.Move).Select(movement => (movement.Key, movement.Value))];

    /// <summary>Lists are equal by what they are, not by what they hold; lines that are keys hold nothing.</summary>
    public bool Equals(RollLine? other) =>
        other is not null && (Kind, Contract, Customer, Opening, Currency.Code) == (other.Kind, other.Contract, other.Customer, other.Opening, other.Currency.Code)
        && Movements.SequenceEqual(other.Movements);

    public override int GetHashCode() => HashCode.Combine(Kind, Contract, Customer, Currency.Code);
}
