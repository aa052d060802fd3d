using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>Revenue of a contract month by month under one policy, and what it leaves unsatisfied at a date.</summary>
/// <param name="IsStated">Whether this is the policy that is stated for the contract.</param>
/// <param name="Recognised">Revenue recognised through the date.</param>
/// <param name="Rpo">The enforceable transaction price seen from the date, less what is recognised: remaining performance obligations under this policy.</param>
public sealed record RevenueUnderPolicy(
    RevenuePolicy Policy, bool IsStated, ImmutableArray<MonthOfRevenue> Months, decimal Recognised, decimal Rpo)
{
    /// <summary>Interest on money paid ahead, accreted through the date.</summary>
    public decimal Accreted { get; init; }

    /// <summary>Under every policy, side by side.</summary>
    public static ImmutableArray<RevenueUnderPolicy> All(Contract contract, LocalDate at)
    {
        var price = Backlog.EnforceablePrice(contract, at);
        var stated = contract.RevenueOn(at);
        // Policies that come to the same are computed once.
        return [.. Recognition.OfAll(contract, at).GroupBy(each => each.Of)
            .SelectMany(alike => Of(contract, alike.First().Policy, alike.Key, price, at) is var seen
                ? alike.Select(each => seen with { Policy = each.Policy, IsStated = each.Policy == stated }) : [])
            .OrderBy(each => each.Policy)];
    }

    static RevenueUnderPolicy Of(Contract contract, RevenuePolicy policy, Recognition recognition, decimal price, LocalDate at)
    {
        var (first, last) = (contract.Versions[0].Terms.From.ToYearMonth(), contract.LastDay.ToYearMonth());
        var recognised = recognition.Recognised(at);
        return new(
            policy, false,
            [.. Enumerable.Range(0, (last.Year - first.Year) * 12 + last.Month - first.Month + 1).Select(first.PlusMonths).Select(month => MonthOfRevenue.Of(month, recognition))],
            recognised, Views.Rpo.PriceOf(contract, recognition, price, at) - recognised)
        { Accreted = recognition.Accreted(at) };
    }
}

/// <summary>A month of revenue under one policy, as if all that is due by its end were billed and nothing else.</summary>
/// <param name="Amount">Recognised in the month.</param>
/// <param name="Interest">Interest on money paid ahead that accretes in the month.</param>
/// <param name="Balance">The contract balance at the end of the month: a liability where positive, an asset where negative.</param>
public readonly record struct MonthOfRevenue(YearMonth Month, decimal Amount, decimal Interest, decimal Balance)
{
    internal static MonthOfRevenue Of(YearMonth month, Recognition recognition)
    {
        var (from, next) = (month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));
        var last = next.PlusDays(-1);
        return new(month, recognition.Over(from, next), recognition.Interest.Amount(from, next, recognition.Currency.Digits),
            recognition.BilledAsDue(last) - recognition.GivenBy(last) + recognition.Accreted(last) - recognition.Recognised(last));
    }
}
