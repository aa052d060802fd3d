using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What we buy, as its buyer sees it at the end of a date: what is committed and until when, what leaving costs, what it costs an hour against the
/// market, how much hangs on one supplier, and what would fill the gap if a supplier left as early as it can.
/// </summary>
/// <param name="Contracts">Contracts that are still served after the date, by supplier.</param>
/// <param name="Suppliers">Each supplier's part, the greatest first.</param>
/// <param name="Years">Fees after the date by calendar year and currency.</param>
public sealed record Purchases(LocalDate At, ImmutableArray<Purchase> Contracts, ImmutableArray<SupplierPart> Suppliers, ImmutableArray<CommittedYear> Years)
{
    /// <summary>The assumption that holds the market's price of a GPU-hour; one of this name, a hyphen and a pool's id holds it for that pool.</summary>
    public const string Market = "market-per-gpu-hour";

    /// <summary>What a month of everything bought costs at the rates of the date, by currency: the burn.</summary>
    public IEnumerable<(Currency Currency, decimal AMonth)> Burn => Contracts.GroupBy(purchase => purchase.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Sum(purchase => purchase.MonthlyFee)));

    /// <param name="today">The book's today when the date lies ahead of it; otherwise the date itself.</param>
    public static Purchases Of(Book book, LocalDate at, LocalDate? today = null)
    {
        ImmutableArray<Purchase> bought = [.. book.Bought.Where(contract => contract.LastDay > at).Select(contract => Purchase.Of(book, contract, at, today ?? at))
            .OrderBy(purchase => purchase.Supplier).ThenBy(purchase => purchase.Contract.Id)];
        return new(at, bought, SupplierPart.Of(bought), CommittedYear.Of(bought, at));
    }
}

/// <summary>One contract that we buy.</summary>
/// <param name="GuaranteedUntil">The day through which the supplier must serve: the earliest on which it can end.</param>
/// <param name="LeaveBy">The last day served if we leave as early as we can; null where we cannot.</param>
/// <param name="FeesUntilLeaving">Fees for service after the date through that day; where we cannot leave, through the last day.</param>
/// <param name="LeavingFee">The early-termination fee of leaving then.</param>
/// <param name="Stated">Fees for service after the date if we stay to the end.</param>
/// <param name="MonthlyFee">A whole month at the rate of the date: the burn.</param>
/// <param name="Gpus">What is reserved for us on the date.</param>
/// <param name="PerGpuHour">The monthly fee over its GPUs' hours, 730 to a month, to six digits; null without GPUs.</param>
/// <param name="MarketPrice">What the market asks for a GPU-hour; null where nobody assumed it.</param>
/// <param name="Gap">What is missing the day after <paramref name="GuaranteedUntil"/> if the supplier leaves, and what fills it; null where nothing was reserved then.</param>
public sealed record Purchase(
    Contract Contract, LocalDate GuaranteedUntil, LocalDate? LeaveBy, decimal FeesUntilLeaving, decimal LeavingFee, decimal Stated, decimal MonthlyFee, Gpus Gpus,
    decimal? PerGpuHour, Assumption? MarketPrice, SupplyGap? Gap)
{
    /// <summary>Hours of a month: a twelfth of the 8,760 of a year.</summary>
    const int HoursOfAMonth = 730;

    public Slug Supplier => Contract.Terms.Seller;
    public Currency Currency => Contract.Terms.Currency;

    /// <summary>What leaving as early as we can costs from the date on.</summary>
    public decimal CostOfLeaving => FeesUntilLeaving + LeavingFee;

    /// <summary>How far the price stands above the market's, as a share of it; negative below.</summary>
    public decimal? AboveMarket => PerGpuHour is { } price && MarketPrice is { Value: > 0 } market ? ((Rational)(price - market.Value) / market.Value).Round(4) : null;

    /// <summary>What a month of the GPUs that nothing fills would cost at the market's price; null without a gap or a price.</summary>
    public decimal? MissingAtMarket => Gap is { } gap && MarketPrice is { } market ? ((Rational)gap.Missing * HoursOfAMonth * market.Value).Round(Currency.Digits) : null;

    // Fees if we leave as early as we can, the fee for leaving left out: one cumulative amount, so that the parts of years sum to the whole.
    Cumulative Due { get; init; } = Cumulative.Zero;

    /// <summary>One purchase at the end of a date.</summary>
    public static Purchase Of(Book book, Contract contract, LocalDate at, LocalDate today)
    {
        var (on, next, digits) = (LocalDate.Max(at, contract.Versions[0].Terms.From), at.PlusDays(1), contract.Terms.Currency.Digits);
        var exposure = Exposure.Of(book, contract, at);
        var leave = contract.EarliestLastDay(Side.Buyer, on);
        var schedule = (leave is not { } last || contract.Notice is not null ? contract : contract with { Notice = new Notice(Side.Buyer, on, last) }).Schedule(at);
        var fee = schedule.DueUnder(Exit.FeeCharge);
        var due = schedule.Due - fee;
        var perHour = exposure.Gpus.Count == 0 ? (decimal?)null : ((Rational)exposure.MonthlyFee / (exposure.Gpus.Count * HoursOfAMonth)).Round(6);
        var pool = contract.Terms.Pools.Select(each => (Slug?)each).FirstOrDefault();
        return new(contract, exposure.BuyerUntil, leave, due.Amount(next, LocalDate.MaxIsoValue, digits), fee.Amount(next, LocalDate.MaxIsoValue, digits),
            contract.Schedule(at).Due.Amount(next, LocalDate.MaxIsoValue, digits), exposure.MonthlyFee, exposure.Gpus, perHour, MarketOf(book, pool),
            SupplyGap.Of(book, contract, exposure.BuyerUntil, today))
        { Due = due };
    }

    /// <summary>Fees for service of [from, end) if we leave as early as we can; the fee for leaving left out.</summary>
    public decimal Committed(LocalDate from, LocalDate end) => Due.Amount(from, end, Currency.Digits);

    static Assumption? MarketOf(Book book, Slug? pool) =>
        pool is { } id && book.Assumptions.TryGetValue($"{Purchases.Market}-{id}", out var own) ? own : book.Assumptions.GetValueOrDefault(Purchases.Market);
}

/// <summary>A supplier's part of what we buy in one currency.</summary>
/// <param name="GuaranteedUntil">The first day through which any of its contracts is guaranteed.</param>
/// <param name="ShareOfFees">Of the monthly fees of all that is bought in the currency.</param>
/// <param name="ShareOfGpus">Of all GPUs bought.</param>
public sealed record SupplierPart(Slug Supplier, Currency Currency, LocalDate GuaranteedUntil, decimal MonthlyFee, decimal ShareOfFees, Gpus Gpus, decimal ShareOfGpus)
{
    internal static ImmutableArray<SupplierPart> Of(ImmutableArray<Purchase> bought)
    {
        var gpus = bought.Sum(purchase => purchase.Gpus.Count);
        return [.. bought.GroupBy(purchase => (purchase.Supplier, purchase.Currency)).Select(group =>
        {
            var (fees, all) = (group.Sum(purchase => purchase.MonthlyFee), bought.Where(purchase => purchase.Currency == group.Key.Currency).Sum(purchase => purchase.MonthlyFee));
            var held = group.Sum(purchase => purchase.Gpus.Count);
            return new SupplierPart(group.Key.Supplier, group.Key.Currency, group.Min(purchase => purchase.GuaranteedUntil), fees, Share(fees, all), new(held), Share(held, gpus));
        }).OrderByDescending(part => part.ShareOfGpus).ThenByDescending(part => part.ShareOfFees).ThenBy(part => part.Supplier)];
    }

    static decimal Share(decimal part, decimal whole) => whole == 0 ? 0 : ((Rational)part / whole).Round(4);
}

/// <summary>Fees after the date that fall in a calendar year.</summary>
/// <param name="Committed">Through the earliest ends that we can bring about, their fees for leaving left out.</param>
/// <param name="Stated">If we stay to the ends.</param>
public sealed record CommittedYear(int Year, Currency Currency, decimal Committed, decimal Stated)
{
    internal static ImmutableArray<CommittedYear> Of(ImmutableArray<Purchase> bought, LocalDate at) =>
    [
        .. from currency in bought.GroupBy(purchase => purchase.Currency).OrderBy(of => of.Key.Code, StringComparer.Ordinal)
           from year in Enumerable.Range(at.PlusDays(1).Year, currency.Max(purchase => purchase.Contract.LastDay.Year) - at.PlusDays(1).Year + 1)
           let start = LocalDate.Max(at.PlusDays(1), new(year, 1, 1))
           let end = new LocalDate(year + 1, 1, 1)
           select new CommittedYear(year, currency.Key, currency.Sum(purchase => purchase.Committed(start, end)),
               currency.Sum(purchase => purchase.Contract.Schedule(at).Due.Amount(start, end, currency.Key.Digits))),
    ];
}
