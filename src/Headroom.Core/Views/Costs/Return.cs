using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// What a contract, a pool, a site or the whole fleet brings in and costs over a run of months. Before tax and interest; figures of a year are those of the
/// span times twelve over its months. Own use is left out on both sides: its cost and its capital stand with the products.
/// </summary>
/// <param name="Name">The contract, pool or site; empty for all.</param>
/// <param name="Months">The months of the span.</param>
/// <param name="Revenue">Earned under the contracts' stated policies.</param>
/// <param name="Cost">Cost of the sold capacity, by kind.</param>
/// <param name="Unused">Cost of what is idle, unusable or not in service; a contract bears none of it.</param>
/// <param name="Capital">Mean carrying amount of the assets behind the sold capacity, over the months.</param>
/// <param name="UnusedCapital">The same behind what is idle or unusable.</param>
/// <param name="Sold">GPU-hours sold.</param>
/// <param name="Megawatts">Mean facility power of the sold GPUs (of a contract) or of all that are installed, to three digits.</param>
/// <param name="Payback">When it has paid back what it cost to build.</param>
public sealed record Return(
    string Name, int Months, Currency Currency, decimal Revenue, ImmutableSortedDictionary<CostKind, decimal> Cost, decimal Unused, decimal Capital,
    decimal UnusedCapital, Rational Sold, decimal Megawatts, Payback Payback)
{
    public decimal SoldCost => Cost.Values.Sum();

    /// <summary>Revenue less the cost of the capacity that earns it.</summary>
    public decimal Margin => Revenue - SoldCost;

    /// <summary>The margin as a share of revenue, with six digits; null without revenue.</summary>
    public decimal? MarginShare => Share(Margin, Revenue);

    /// <summary>The margin that also bears what nobody used.</summary>
    public decimal MarginAfterUnused => Margin - Unused;

    /// <summary>A year's margin over the capital behind the sold capacity, with six digits; null without capital.</summary>
    public decimal? ReturnOnCapital => Yearly(Margin, Capital);

    /// <summary>A year's margin after what nobody used, over the capital of both.</summary>
    public decimal? ReturnAfterUnused => Yearly(MarginAfterUnused, Capital + UnusedCapital);

    /// <summary>An amount of the span as a year's amount for each megawatt, to the minor unit; null without power.</summary>
    public decimal? PerMegawattYear(decimal amount) => Megawatts == 0 ? null : ((Rational)amount * 12 / Months / Megawatts).Round(Currency.Digits);

    /// <summary>What was built for each megawatt, once and not a year; null without power.</summary>
    public decimal? CapitalPerMegawatt => Megawatts == 0 ? null : ((Rational)Payback.Capital / Megawatts).Round(Currency.Digits);

    /// <summary>An amount for each GPU-hour sold, with four digits; null when none is.</summary>
    public decimal? PerGpuHour(decimal amount) => Sold.IsZero ? null : ((Rational)amount / Sold).Round(4);

    decimal? Yearly(decimal margin, decimal capital) => capital == 0 ? null : ((Rational)margin * 12 / Months / capital).Round(6);

    static decimal? Share(decimal part, decimal whole) => whole == 0 ? null : ((Rational)part / whole).Round(6);
}
