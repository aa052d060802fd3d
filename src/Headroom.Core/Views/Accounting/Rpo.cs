using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Remaining performance obligations of a contract at the end of a date: its enforceable transaction price less what is recognised under a policy; what elections leave
/// out of it; and what is disclosed, with the months in which it will be recognised. Money received for the time after the enforceable term is no part of it.
/// </summary>
/// <param name="Policy">The policy by which it is recognised.</param>
/// <param name="Price">The enforceable transaction price, with the interest on money paid ahead that is earned within it.</param>
/// <param name="Recognised">Recognised through the date.</param>
/// <param name="Excluded">What each election leaves out, in the order of the elections; those that leave out nothing are not listed.</param>
/// <param name="Months">When what is disclosed will be recognised; the amounts add up to it.</param>
public sealed record Rpo(
    Slug Contract, LocalDate At, Currency Currency, RevenuePolicy Policy, decimal Price, decimal Recognised,
    ImmutableArray<(RpoElection Election, decimal Amount)> Excluded, ImmutableArray<(YearMonth Month, decimal Amount)> Months)
{
    /// <summary>What is unsatisfied of the enforceable price, before any election.</summary>
    public decimal Unsatisfied => Price - Recognised;

    /// <summary>What is disclosed after the elections.</summary>
    public decimal Disclosed => Unsatisfied - Excluded.Sum(excluded => excluded.Amount);

    /// <summary>Under the policy and the elections that are stated for the contract's class on the date, as far as the framework has them.</summary>
    public static Rpo Of(Contract contract, LocalDate at, Framework framework = Framework.UsGaap) =>
        Of(contract, at, contract.RevenueOn(at), Elected(contract.PolicyOn(at)?.Elections ?? [], framework));

    /// <summary>Under any policy and elections.</summary>
    public static Rpo Of(Contract contract, LocalDate at, RevenuePolicy policy, ImmutableArray<RpoElection> elections)
    {
        var (recognition, digits) = (Recognition.Of(contract, policy, at), contract.Terms.Currency.Digits);
        var recognised = recognition.Recognised(at);
        var price = PriceOf(contract, recognition, Backlog.EnforceablePrice(contract, at), at);
        var through = Through(contract, at);
        var whole = Whole(contract, policy, elections);
        var enforceable = Backlog.EnforceableSchedule(contract, at, through);
        var excluded = ImmutableArray.CreateBuilder<(RpoElection, decimal)>();
        if (whole is { } election && price != recognised) excluded.Add((election, price - recognised));
        else if (whole is null && elections.Contains(RpoElection.SeriesVariable)
            && InvoicedPrice.VariableOver(enforceable, at.PlusDays(1), End(contract, at), digits) is var left and not 0)
            excluded.Add((RpoElection.SeriesVariable, left));
        var rest = price - recognised - excluded.Sum(each => each.Item2);
        decimal Earned(LocalDate from, LocalDate end) => recognition.Over(from, end)
            - (elections.Contains(RpoElection.SeriesVariable) ? InvoicedPrice.VariableOver(enforceable, from, end, digits) : 0);
        return new(contract.Id, at, contract.Terms.Currency, policy, price, recognised, excluded.ToImmutable(), rest == 0 ? [] : [.. Spread(Earned, at, through, rest)]);
    }

    /// <summary>The elections that a framework has: IFRS knows none for variable amounts of a series.</summary>
    public static ImmutableArray<RpoElection> Elected(ImmutableArray<RpoElection> elections, Framework framework) =>
        framework == Framework.UsGaap ? elections : elections.Remove(RpoElection.SeriesVariable);

    /// <summary>The enforceable price as it will be recognised: with the interest that is earned on money paid ahead until the enforceable end.</summary>
    internal static decimal PriceOf(Contract contract, Recognition recognition, decimal price, LocalDate at) =>
        price + recognition.Adjusted.Rounded(End(contract, at), recognition.Currency.Digits);

    static RpoElection? Whole(Contract contract, RevenuePolicy policy, ImmutableArray<RpoElection> elections) =>
        elections.Contains(RpoElection.OneYear) && IsOfOneYear(contract) ? RpoElection.OneYear
        : elections.Contains(RpoElection.RightToInvoice) && policy == RevenuePolicy.AsInvoiced ? RpoElection.RightToInvoice : null;

    /// <summary>Whether the term that was enforceable when it was signed is one year or less; a notice or an amendment does not change what was expected then.</summary>
    internal static bool IsOfOneYear(Contract contract) =>
        contract.Versions[0].Terms.From is var first && contract.AsSigned.EnforceableThrough(first) < first.PlusYears(1);

    static LocalDate Through(Contract contract, LocalDate at) => contract.EnforceableThrough(LocalDate.Max(at, contract.Versions[0].Terms.From));

    static LocalDate End(Contract contract, LocalDate at) => LocalDate.Max(Through(contract, at), at).PlusDays(1);

    /// <summary>As the pattern earns it from month to month; what the pattern has earned ahead of the enforceable price, or behind it, falls in the last month.</summary>
    static IEnumerable<(YearMonth, decimal)> Spread(Func<LocalDate, LocalDate, decimal> earned, LocalDate at, LocalDate through, decimal rest)
    {
        var last = LocalDate.Max(through, at.PlusDays(1)).ToYearMonth();
        for (var (month, from) = (at.PlusDays(1).ToYearMonth(), at.PlusDays(1)); ; month = month.PlusMonths(1))
        {
            var next = month.PlusMonths(1).OnDayOfMonth(1);
            var amount = month < last ? earned(from, next) : rest;
            if (amount != 0) yield return (month, amount);
            if (month >= last) yield break;
            (rest, from) = (rest - amount, next);
        }
    }
}
