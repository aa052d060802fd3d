using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The state of the business in ten seconds, at a date: what stands idle and costs, what is contracted, what of it is enforceable,
/// and until when each side of each contract can rely on the other.
/// </summary>
/// <param name="Use">Each pool's use on the date.</param>
/// <param name="IdleGpus">GPUs neither sold, used, nor in handover, as the mean of the date.</param>
/// <param name="IdleCostADay">What they cost a day: by the costs of the month where any were said, else by the assumed cost; null when there is neither.</param>
/// <param name="Money">Contracted fee and backlog of what we sell, by currency.</param>
/// <param name="CapacityBack">The earliest date on which capacity under a contract in service can be back; null when there is none.</param>
/// <param name="Sold">The contracts that we sell and that have not ended.</param>
/// <param name="Bought">The contracts that we buy and that have not ended.</param>
public sealed record Overview(
    LocalDate At, ImmutableArray<Utilisation> Use, decimal IdleGpus, decimal? IdleCostADay, ImmutableArray<ContractedMoney> Money,
    LocalDate? CapacityBack, ImmutableArray<Exposure> Sold, ImmutableArray<Exposure> Bought)
{
    /// <summary>The currency of the costs that <see cref="IdleCostADay"/> rests on; null when it rests on the assumed cost.</summary>
    public Currency? CostSaidIn { get; init; }

    /// <summary>The contracts of customers that belong to us: own use, and no part of <see cref="Sold"/> or <see cref="Money"/>.</summary>
    public ImmutableArray<HeldInside> Inside { get; init; } = [];

    /// <param name="today">The book's today when the date lies ahead of it; otherwise the date itself.</param>
    public static Overview Of(Book book, LocalDate at, LocalDate? today = null)
    {
        var day = book.Calendar.Between(at, at.PlusDays(1));
        var picture = CapacityPicture.For(book, at, today ?? at);
        ImmutableArray<Utilisation> use = [.. book.Fleet.Pools.Values.Select(pool => Utilisation.Of(picture, pool, day))];
        ImmutableArray<Exposure> sold = [.. book.SoldToOthers(at).Where(contract => contract.LastDay >= at).Select(contract => Exposure.Of(book, contract, at))];
        var (costs, said) = (use.Select(each => each.IdleCostADay(book)).ToList(), BySaidCosts(book, at, today ?? at));
        return new(
            at, use, use.Sum(each => each.Idle), said?.ADay ?? (costs.Count == 0 || costs.Contains(null) ? null : costs.Sum()),
            [.. book.SoldToOthers(at).GroupBy(contract => contract.Terms.Currency).Select(group => ContractedMoney.Of(group.Key, [.. group], at, sold))
                .OrderBy(money => money.Currency.Code)],
            sold.Where(exposure => exposure.Gpus > Gpus.Zero).Select(exposure => (LocalDate?)exposure.CapacityBack).Min(),
            sold, [.. book.Bought.Where(contract => contract.LastDay >= at).Select(contract => Exposure.Of(book, contract, at))])
        {
            CostSaidIn = said?.Currency,
            Inside = [.. book.Sold.Where(contract => contract.LastDay >= at && !contract.IsExternal(at)).Select(contract => HeldInside.Of(contract, at))],
        };
    }

    /// <summary>The full cost of a day of the month's idle capacity by what was said of costs; null when nothing was for the month, or in several currencies.</summary>
    static (Currency Currency, decimal ADay)? BySaidCosts(Book book, LocalDate at, LocalDate today)
    {
        if (!book.Outlays.Currencies.Any() || Returns.CurrencyOf(book) is not { } currency) return null;
        var costs = CostReport.Of(new CostSheet(book, currency, today), new(at.ToYearMonth(), at.ToYearMonth()));
        return costs.Total == 0 ? null : (currency, costs.IdleADay);
    }
}

/// <summary>What is contracted in one currency.</summary>
/// <param name="MonthlyFee">A whole month at the rates of the date.</param>
/// <param name="Stated">Stated backlog after the date.</param>
/// <param name="Enforceable">Enforceable backlog after the date.</param>
public sealed record ContractedMoney(Currency Currency, decimal MonthlyFee, decimal Stated, decimal Enforceable)
{
    internal static ContractedMoney Of(Currency currency, IReadOnlyList<Contracts.Contract> contracts, LocalDate at, IEnumerable<Exposure> exposures)
    {
        var backlogs = contracts.Select(contract => Backlog.Of(contract, at)).ToList();
        return new(currency, exposures.Where(exposure => exposure.Currency == currency).Sum(exposure => exposure.MonthlyFee),
            backlogs.Sum(backlog => backlog.Stated), backlogs.Sum(backlog => backlog.Enforceable));
    }
}

/// <summary>What a customer that belongs to us holds under a contract on a date.</summary>
/// <param name="Since">The first day of it as own use.</param>
public sealed record HeldInside(Slug Contract, Slug Customer, LocalDate Since, Gpus Gpus)
{
    internal static HeldInside Of(Contracts.Contract contract, LocalDate at) => new(contract.Id, contract.TermsOn(at).Buyer, contract.DaysInside.Last(days => days.From <= at).From,
        contract.Schedule(at).ReservedInAll.At(contract.Terms.Calendar.StartOf(at)));
}
