using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Offers;

/// <summary>What terms are worth to the seller, by the measure that somebody chose; the measure is printed wherever the figure is.</summary>
public static class Worth
{
    /// <summary>The worth of terms seen from a date, in their currency, or why it cannot be told.</summary>
    /// <param name="outlook">The market, for <see cref="Measure.Market"/>; prices by the GPU and hour, since offers differ in size.</param>
    public static (decimal Value, Refusal? Refusal) Of(Book book, Contract contract, LocalDate today, Measure measure, Outlook? outlook)
    {
        var backlog = Backlog.Of(contract, today.PlusDays(-1));
        return measure switch
        {
            Measure.Fees => (backlog.Stated, null),
            Measure.Enforceable => (backlog.Enforceable, null),
            Measure.Margin => CostsOf(book, contract, today).Avoidable is { } cost ? (backlog.Stated - (GpuHours(contract) * cost).Round(contract.Terms.Currency.Digits), null)
                : (0, new(RefusalCode.NotFound, "measure", $"The book says no costs and assumes no '{Costs.AvoidableName}', without which there is no margin.")),
            _ => outlook is null ? (0, new(RefusalCode.Malformed, "market", "The measure 'market' needs an outlook."))
                : outlook.Basis != PriceBasis.GpuHour ? (0, new(RefusalCode.OutOfRange, "market.per", "Offers differ in size; state the market's prices per gpu-hour."))
                : AboveMarket(contract, today, outlook),
        };
    }

    /// <summary>The costs of the first pool that it reserves.</summary>
    static Costs CostsOf(Book book, Contract contract, LocalDate today) => contract.Terms.Pools.Select(id => book.Fleet.Pools.GetValueOrDefault(id)).FirstOrDefault() is { } pool
        ? Costs.Of(book, pool, contract.Terms.From, today, contract.Terms.Currency) : Costs.Of(book);

    /// <summary>All that is reserved over the term, in GPU-hours.</summary>
    public static Rational GpuHours(Contract contract)
    {
        var (reserved, end) = (contract.Schedule(null).ReservedInAll, contract.Terms.Calendar.StartOf(contract.LastDay.PlusDays(1)));
        var from = contract.Terms.Calendar.StartOf(contract.Versions[0].Terms.From);
        return reserved.Pieces(new(from, end)).Aggregate(Rational.Zero, (sum, piece) => sum + piece.Value.Count * Rational.Of((long)piece.Window.Length.TotalMinutes, 60));
    }

    /// <summary>The game of the contract under an outlook, own use taken at its mean: one quantity is uncertain, so that the value is exact and differences are no noise.</summary>
    internal static (Subject? Subject, Refusal? Refusal) SubjectOf(Contract contract, LocalDate today, Outlook outlook) =>
        Subject.Of(contract, LocalDate.Max(today, contract.Versions[0].Terms.From),
        outlook.Need is { } need ? outlook with { Need = need with { Volatility = 0 } } : outlook);

    internal static Equilibrium Solved(Game game) => new Solver(Approach.Exact, 1, 1, Spreading.InTurn) { IsRough = true }.Solve([game])[0];

    static (decimal, Refusal?) AboveMarket(Contract contract, LocalDate today, Outlook outlook)
    {
        var (subject, refusal) = SubjectOf(contract, today, outlook);
        if (refusal is not null) return (0, refusal);
        var game = subject!.Game;
        return (subject.InCurrency(Solved(game).Value.Seller - (Decision.FreeNotice(game, -game.Notice).Seller - game.SellerCostIfBuyer)), null);
    }
}

/// <summary>By what offers are compared.</summary>
public enum Measure
{
    /// <summary>The fees of the stated term.</summary>
    Fees,
    /// <summary>The fees that are enforceable.</summary>
    Enforceable,
    /// <summary>The fees of the stated term less what serving them costs that idle capacity would not.</summary>
    Margin,
    /// <summary>What the contract is worth above selling the capacity at the market, both sides' rights to leave counted.</summary>
    Market,
}
