using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>What the price of an inquiry comes to: fees, against the market, for the backlog, in the concentration of customers, and as a return.</summary>
/// <param name="Rate">What a GPU-hour brings over the term: all fees by all hours.</param>
/// <param name="Stated">Fees of the stated term: the headline.</param>
/// <param name="Enforceable">Fees that are enforceable on signature.</param>
/// <param name="Market">What the outlook expects a GPU-hour to cost over the same hours; null without one.</param>
/// <param name="BookStated">The book's stated backlog in the same currency without it.</param>
/// <param name="BookEnforceable">The book's enforceable backlog without it.</param>
/// <param name="ShareBefore">The buyer's share of the enforceable backlog without it.</param>
/// <param name="ShareAfter">With it.</param>
/// <param name="GreatestBefore">The greatest customer's share without it.</param>
/// <param name="GreatestAfter">With it.</param>
public sealed record InquiryMoney(
    Currency Currency, decimal Rate, decimal Stated, decimal Enforceable, decimal? Market, decimal BookStated, decimal BookEnforceable, decimal ShareBefore, decimal ShareAfter,
    decimal GreatestBefore, decimal GreatestAfter)
{
    const decimal HoursOfAYear = 8766;

    /// <summary>What is earned above the market's price, as a share of it.</summary>
    public decimal? Premium => Market is { } market && market > 0 ? Rate / market - 1 : null;

    /// <summary>A year's margin over avoidable cost for each GPU sold, of what was invested in it.</summary>
    public decimal? ReturnAYear(Costs costs) => costs is { Avoidable: { } avoidable, Invested: { } invested } && invested > 0 ? (Rate - avoidable) * HoursOfAYear / invested : null;

    /// <summary>Years in which that margin pays the investment back; null where it never does or is not known.</summary>
    public decimal? PaybackYears(Costs costs) => ReturnAYear(costs) is { } a && a > 0 ? 1 / a : null;

    internal static InquiryMoney? Of(Standing standing, Inquiry inquiry, Contract contract, Outlook? outlook)
    {
        if (inquiry.Fee is not { } fee) return null;
        var (backlog, hours) = (Backlog.Of(contract, standing.Today.PlusDays(-1)), Worth.GpuHours(contract).ToDecimal());
        var owed = standing.Owed.Where(each => each.Currency == fee.Currency).ToDictionary(each => each.Buyer, each => each.Enforceable);
        var (total, mine) = (owed.Values.Sum(), owed.GetValueOrDefault(inquiry.Buyer));
        var greatest = owed.Values.Append(0).Max();
        var market = outlook is null ? [] : MarketOf(contract, standing.Today, outlook).ToList();
        decimal Share(decimal part, decimal of) => of > 0 ? part / of : 0;
        return new(fee.Currency, ((Rational)(backlog.Stated / hours)).Round(4), backlog.Stated, backlog.Enforceable, RateOf(market),
            standing.Owed.Where(each => each.Currency == fee.Currency).Sum(each => each.Stated), total, Share(mine, total),
            Share(mine + backlog.Enforceable, total + backlog.Enforceable),
            Share(greatest, total), Share(Math.Max(greatest, mine + backlog.Enforceable), total + backlog.Enforceable))
        {
            MarketByYear = [.. market.Chunk(12).Where(year => RateOf(year) is not null).Select(year => (year[0].From, RateOf(year)!.Value))],
        };
    }

    /// <summary>What the outlook expects a GPU-hour to cost over each year of the contract, from its first day on; empty without one.</summary>
    public ImmutableArray<(LocalDate From, decimal Rate)> MarketByYear { get; init; } = [];

    /// <summary>The hours of the contract month by month, and what the expected market would take for them.</summary>
    static IEnumerable<(LocalDate From, decimal Hours, decimal Paid)> MarketOf(Contract contract, LocalDate today, Outlook outlook)
    {
        var (calendar, reserved) = (contract.Terms.Calendar, contract.Schedule(null).ReservedInAll);
        var curve = outlook.Price.Of(today, 1).Expected;
        var most = reserved.Changes.Select(reserved.At).Append(Gpus.Zero).Max().Count;
        for (var from = contract.Terms.From; from <= contract.Terms.Through; from = from.PlusMonths(1))
        {
            var window = calendar.Between(from, LocalDate.Min(from.PlusMonths(1), contract.Terms.End));
            var expected = (decimal)curve.At(MonthCount.Between(today, from) + 0.5) / (outlook.Basis == PriceBasis.Month ? most * AskedFee.HoursOfAMonth : 1);
            var hours = reserved.Pieces(window).Sum(piece => piece.Value.Count * (decimal)piece.Window.Length.TotalHours);
            yield return (from, hours, expected * hours);
        }
    }

    static decimal? RateOf(IReadOnlyCollection<(LocalDate From, decimal Hours, decimal Paid)> months) =>
        months.Sum(month => month.Hours) is var hours && hours > 0 ? ((Rational)(months.Sum(month => month.Paid) / hours)).Round(4) : null;
}
